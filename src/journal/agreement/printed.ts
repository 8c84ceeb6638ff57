import type { Knex } from 'knex';
import type { AgreementState } from '../../domain/agreement/state';
import { addendumText } from '../../domain/agreement-text/addendum';
import { printable } from '../../domain/agreement-text/printable';
import type { PrintableText } from '../../domain/agreement-text/types';
import { canonicalJson } from '../../domain/canonical-json';
import type { DocumentHash } from '../../domain/evidence/checks';
import { documentHash, putDocument } from '../documents';
import { one, run } from '../sql';
import { registered, structureOf } from './signatories';
import { readModel, readText } from './texts';

/** An addendum that is asked for: who joins or leaves, and the protocol number it is printed under. */
export interface AddendumAsked {
  readonly change: 'join' | 'leave';
  readonly signatory: { readonly kind: 'municipality' | 'association'; readonly id: number };
  readonly protocol: string;
}

/** The agreement's text as it is printed under a protocol number; null while it has none. */
export async function printableAgreement(
  db: Knex,
  { text, model }: AgreementState,
  protocol: string,
): Promise<PrintableText | null> {
  if (text === null || model === null) return null;
  return printable(await readText(db, text.textHash), await readModel(db, model), { protocol });
}

/**
 * An addendum as it is printed; null while the agreement is not signed, or when the registers know nobody by that name.
 */
export async function printableAddendum(
  db: Knex,
  state: AgreementState,
  { change, signatory, protocol }: AddendumAsked,
): Promise<PrintableText | null> {
  const structure = await structureOf(db, state.structureId);
  const [party] = await registered(db, [signatory], state);
  if (!structure || !party || !state.signing) return null;
  const text = addendumText({
    kind: change,
    agreementTitle: state.title,
    protocol: state.signing.protocol,
    signatoryName: party.name,
    structureName: structure.name,
  });
  return { ...text, protocol };
}

/** A printable text as the bytes it is known by. */
const bytesOf = (text: PrintableText): Buffer => Buffer.from(canonicalJson(text));

/** The PDF generated from a printable text under its protocol number; null before it is. */
export async function printedAs(db: Knex, text: PrintableText): Promise<DocumentHash | null> {
  const row = await one<{ document: DocumentHash }>(
    db,
    'select document from printed_text where text_hash = ? and protocol = ?',
    [documentHash(bytesOf(text)), text.protocol ?? ''],
  );
  return row?.document ?? null;
}

/**
 * Registers the PDF made from a printable text under its protocol number: the only bytes whose signature is accepted. The
 * first one stands, so that who signs and who checks mean the same; answers its hash.
 */
export async function registerPrinted(db: Knex, text: PrintableText, pdf: Uint8Array): Promise<DocumentHash> {
  const textHash = await putDocument(db, 'application/json', bytesOf(text));
  const document = await putDocument(db, 'application/pdf', pdf);
  await run(
    db,
    'insert into printed_text (text_hash, protocol, document) values (?, ?, ?) on conflict (text_hash, protocol) do nothing',
    [textHash, text.protocol ?? '', document],
  );
  return (await printedAs(db, text)) ?? document;
}
