import PDFDocument from 'pdfkit';
import { appended, write } from '../../scripts/development-pki/sign-pdf';
import { type PdfRevision, readRevisions } from '../../src/evidence/signed-document/pdf-revisions';

/** A PDF of pages with these words and a link on the first. */
export function print(pages: readonly string[]): Promise<Buffer> {
  const document = new PDFDocument({ autoFirstPage: false });
  const parts: Buffer[] = [];
  document.on('data', (part: Buffer) => parts.push(part));
  for (const words of pages) document.addPage().text(words, { link: 'https://comune-di-prova.example' });
  document.end();
  return new Promise((done) => document.on('end', () => done(Buffer.concat(parts))));
}

/** A file as it stands after its last update. */
export const last = (file: Uint8Array): PdfRevision => readRevisions(file).at(-1) as PdfRevision;

/** A file with one more update that gives objects other values. */
export const update = (file: Uint8Array, ...objects: readonly (readonly [number, string])[]): Uint8Array =>
  appended(file, last(file), objects);

/** The text of an object of a file, to be given again with a change. */
export const textOf = (file: Uint8Array, number: number): string =>
  write(last(file).objects.get(number)?.value ?? null);
