import type { Knex } from 'knex';
import { noteOf } from '../../domain/agreement/note';
import type { AgreementState } from '../../domain/agreement/state';
import type { PrintableText } from '../../domain/agreement-text/types';
import type { DocumentHash } from '../../domain/evidence/checks';
import {
  type AddendumAsked,
  printableAddendum,
  printableAgreement,
  printedAs,
  registerPrinted,
} from '../../journal/agreement/printed';
import { getDocument } from '../../journal/documents';
import { printPdf } from '../../printing/print-pdf';

/** What is printed once and for good: the only bytes whose signature is accepted. Answers hash and bytes. */
export async function printOnce(
  db: Knex,
  text: PrintableText,
): Promise<{ readonly hash: DocumentHash; readonly pdf: Buffer }> {
  const hash = (await printedAs(db, text)) ?? (await registerPrinted(db, text, await printPdf(text)));
  const found = await getDocument(db, hash);
  if (!found) throw new Error(`the printed document ${hash} is missing`);
  return { hash, pdf: found.content };
}

/**
 * Prints what a command will have signed, before its rule looks for it: the text, or an addendum. A name that cannot be
 * printed (a register's, a character that does not show) leaves it unprinted, and the rule says so.
 */
export async function printFor(
  db: Knex,
  state: AgreementState,
  command: { readonly name: string; readonly data: unknown },
): Promise<void> {
  const text =
    command.name === 'open-signing'
      ? await printableAgreement(db, state, (command.data as { readonly protocol: string }).protocol)
      : command.name === 'propose-addendum'
        ? await printableAddendum(db, state, command.data as AddendumAsked)
        : null;
  if (!text) return;
  await printOnce(db, text).catch((error: unknown) => {
    if (!(error instanceof RangeError)) throw error;
  });
}

/** A PDF to look at or to sign: what was printed for good where it was, else the text as it is now, without a number. */
export async function previewOf(
  db: Knex,
  state: AgreementState,
  of: 'text' | 'addendum' | 'note',
  from?: string,
): Promise<Buffer | null> {
  if (of === 'note') {
    const note = noteOf(state, from);
    return note && (await printOnce(db, note)).pdf;
  }
  const kept =
    of === 'text' ? state.signing?.document : state.addenda.filter((one) => one.state !== 'cancelled').at(-1)?.document;
  if (kept) return (await getDocument(db, kept))?.content ?? null;
  const text = of === 'text' ? await printableDraft(db, state) : null;
  return text && printPdf(text);
}

async function printableDraft(db: Knex, state: AgreementState): Promise<PrintableText | null> {
  const text = await printableAgreement(db, state, '');
  return text && { ...text, protocol: null };
}
