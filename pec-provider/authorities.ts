import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createAuthority, type Identity, issue } from '../scripts/development-pki/authority';
import { certificatesPem, load, save } from '../scripts/development-pki/folder';
import { signDetached } from '../scripts/development-pki/sign';
import type { Sign } from './certified-message';
import { PROVIDER, TRUST_FILE } from './directory';

/** Signs as the provider, and as somebody of the same name whom no trusted authority knows. */
export interface Authorities {
  own: Sign;
  foreign: Sign;
}

/** The provider's certificates, made at the first start and kept. */
export async function openAuthorities(folder: string): Promise<Authorities> {
  const own = await obtain(join(folder, 'own'), 'Autorità di certificazione di prova');
  const foreign = await obtain(join(folder, 'foreign'), 'Autorità di certificazione estranea');
  const [root] = own.issuers;
  if (root === undefined) throw new Error(`${folder} holds a certificate without its authority`);
  writeFileSync(join(folder, TRUST_FILE), certificatesPem(root));
  return { own: signer(own), foreign: signer(foreign) };
}

/** A certificate for the provider's address: readers hold a receipt's sender against it (RFC 6109 §4.3). */
async function obtain(folder: string, authority: string): Promise<Identity> {
  if (!existsSync(folder)) {
    const subject = { commonName: PROVIDER.name, email: PROVIDER.address, usage: 'pec' } as const;
    const draft = `${folder}.new`;
    await save(draft, await issue(await createAuthority({ name: authority }), subject));
    // The rename makes it appear whole: an interrupted start leaves nothing half made.
    renameSync(draft, folder);
  }
  return load(folder);
}

function signer(identity: Identity): Sign {
  return async (content) => Buffer.from(await signDetached(content, identity));
}
