import { type Identity, issue } from '../../development-pki/authority';
import { signAttached } from '../../development-pki/sign';
import { signPdf } from '../../development-pki/sign-pdf';

/** Signs for the invented signatories, each with a certificate of its own, made when it first signs. */
export class Signers {
  private readonly identities = new Map<string, Promise<Identity>>();

  constructor(private readonly authority: Identity) {}

  /** A PDF with a signature in it (PAdES). */
  async inPdf(name: string, pdf: Buffer): Promise<{ mediaType: string; content: Uint8Array }> {
    return { mediaType: 'application/pdf', content: await signPdf(pdf, await this.of(name), { name }) };
  }

  /** A PDF within a signed envelope (CAdES). */
  async inEnvelope(name: string, pdf: Buffer): Promise<{ mediaType: string; content: Uint8Array }> {
    return { mediaType: 'application/pkcs7-mime', content: await signAttached(pdf, await this.of(name)) };
  }

  private of(name: string): Promise<Identity> {
    const known =
      this.identities.get(name) ??
      issue(this.authority, {
        commonName: `Firmatario Prova, ${name}`.slice(0, 64),
        organisation: name.slice(0, 64),
        usage: 'signature',
      });
    this.identities.set(name, known);
    return known;
  }
}
