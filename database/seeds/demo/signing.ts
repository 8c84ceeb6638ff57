import type { Knex } from 'knex';
import { createAuthority, type Identity, issue } from '../../../scripts/development-pki/authority';
import { signPdf } from '../../../scripts/development-pki/sign-pdf';
import type { AgreementState } from '../../../src/domain/agreement/state';
import type { DocumentHash } from '../../../src/domain/evidence/checks';
import type { Command } from '../../../src/domain/process';
import { examineSigned } from '../../../src/evidence/signed-document/examine';
import { reportOf, summaryOf } from '../../../src/evidence/signed-document/report';
import { printableAgreement, registerPrinted } from '../../../src/journal/agreement/printed';
import { getDocument, putDocument } from '../../../src/journal/documents';
import { printPdf } from '../../../src/printing/print-pdf';
import { hourOf } from '../telling';

/** Opens the signing of the text as it is: its PDF is printed under the number first, as it is for people. */
export async function printFor(db: Knex, state: AgreementState, protocol: string): Promise<Command> {
  const text = await printableAgreement(db, state, protocol);
  if (!text) throw new Error(`${state.id} has no text to print`);
  await registerPrinted(db, text, await printPdf(text));
  return { name: 'open-signing', data: { mode: 'parallel', protocol } };
}

/** The invented signers' authority and their certificates, made once a run and kept nowhere. */
let signers: Promise<{ readonly authority: Identity; readonly signer: Identity }> | undefined;

async function makeSigners() {
  const authority = await createAuthority({ name: 'Autorità di prova della demo' });
  const notBefore = authority.certificate.notBefore.value;
  const signer = await issue(authority, { commonName: 'Firmatario Prova', usage: 'signature', notBefore });
  return { authority, signer };
}

/**
 * The signature of every signatory, one on top of the other in one file: the printed PDF really signed by invented people,
 * and examined as any upload is.
 */
export async function signFor(db: Knex, { text, signing }: AgreementState, signedOn: string): Promise<Command> {
  if (!text || !signing) throw new Error('nothing is being signed');
  signers ??= makeSigners();
  const { authority, signer } = await signers;
  const expected = await contentOf(db, signing.document);
  const signedAt = new Date(hourOf(signedOn, 11));
  let file: Uint8Array = expected;
  for (const { name } of text.signatories) file = await signPdf(file, signer, { name: `Prova, per ${name}`, signedAt });
  const context = { expected, trust: { certificates: [authority.certificate] }, at: signedAt.getTime() };
  const report = reportOf(file, context, await examineSigned(file, context));
  const { checks, signatureIds } = summaryOf(report);
  if (report.refusal !== null) throw new Error(`the demo's signatures are refused: ${report.refusal}`);
  return {
    name: 'record-signature',
    data: {
      signatories: text.signatories.map((one) => one.key),
      signedOn,
      document: await putDocument(db, 'application/pdf', file),
      report: await putDocument(db, 'application/json', Buffer.from(JSON.stringify(report))),
      of: signing.document,
      signatures: checks,
      signatureIds,
    },
  };
}

async function contentOf(db: Knex, document: DocumentHash): Promise<Buffer> {
  const found = await getDocument(db, document);
  if (!found) throw new Error(`the document ${document} is missing`);
  return found.content;
}
