import { buffer } from 'node:stream/consumers';
import { hiddenCharacter } from '../domain/agreement-text/characters';
import type { PrintableText } from '../domain/agreement-text/types';
import { message } from '../domain/messages/message';
import { emptyDocument, MARGINS } from './document';
import { type Item, keep, numberingOf, put, putHeading, putList, STYLES } from './flow';
import { putMargins } from './margins';

type Doc = PDFKit.PDFDocument;
type Parent = PDFKit.PDFStructureElement;

/** `a) …`, `2) …`: the paragraphs of a lettered or numbered list. */
const ITEM = /^([a-z]|\d{1,2})\) (.+)$/s;
/** Points for a name, the words under it and room for a hand or for a signature's mark. */
const SIGNATURE = 92;

function putParagraphs(doc: Doc, parent: Parent, paragraphs: readonly string[]): void {
  let items: Item[] = [];
  const putItems = (): void => {
    if (items.length > 0) putList(doc, parent, items);
    items = [];
  };
  for (const paragraph of paragraphs) {
    const [, mark, text] = ITEM.exec(paragraph) ?? [];
    if (mark !== undefined && text !== undefined) {
      // Numbers after letters are a list of their own.
      if (items.length > 0 && numberingOf(items[0]?.mark ?? '') !== numberingOf(mark)) putItems();
      items.push({ mark: `${mark})`, text });
    } else {
      putItems();
      put(doc, parent, paragraph, STYLES.body);
    }
  }
  putItems();
}

function putArticle(doc: Doc, parent: Parent, article: PrintableText['articles'][number]): void {
  const { number, heading, paragraphs, commitments } = article;
  const words = number === null ? heading : message('it', 'print.article', { number, heading });
  putHeading(doc, parent, words, STYLES.heading);
  putParagraphs(doc, parent, paragraphs);
  if (commitments.length === 0) return;
  putHeading(doc, parent, message('it', 'print.commitments'), STYLES.caption);
  putList(
    doc,
    parent,
    commitments.map((text) => ({ mark: '•', text })),
  );
}

function putSignatures(doc: Doc, parent: Parent, signatories: readonly string[]): void {
  keep(doc, SIGNATURE + STYLES.heading.size * 3);
  put(doc, parent, message('it', 'print.signatures'), STYLES.heading);
  for (const name of signatories) {
    keep(doc, SIGNATURE);
    put(doc, parent, name, STYLES.caption);
    put(doc, parent, message('it', 'print.signature'), STYLES.small);
    const y = doc.y + 36;
    doc.markContent('Artifact', { type: 'Layout' });
    doc
      .moveTo(MARGINS.left, y)
      .lineTo(MARGINS.left + 260, y)
      .lineWidth(0.5)
      .stroke();
    doc.endMarkedContent();
    doc.y = y + 8;
  }
}

function wordsIn(text: PrintableText): readonly string[] {
  const { title, subtitle, protocol, footer, signatories, articles } = text;
  const inside = articles.flatMap((one) => [one.heading, ...one.paragraphs, ...one.commitments]);
  return [title, subtitle, protocol ?? '', footer, ...signatories, ...inside];
}

/**
 * A text as an accessible PDF: A4, tagged as PDF/UA-1 asks, in Italian, with its protocol number at the head and its hash at the
 * foot of each page and room to sign at the end. The same text gives the same bytes, always and everywhere this version of pdfkit
 * runs. Throws RangeError on a character that has no shape of its own in the font, or one typed as base and accent, which
 * `printable` composes: they would not be printed as they are meant.
 */
export async function printPdf(text: PrintableText): Promise<Buffer> {
  for (const words of wordsIn(text)) {
    const character = hiddenCharacter(words);
    if (character !== null) throw new RangeError(`${character} cannot be printed`);
    if (words.normalize('NFC') !== words) throw new RangeError('only composed letters can be printed');
  }
  const doc = emptyDocument(text);
  const whole = doc.struct('Document');
  doc.addStructure(whole);
  const { protocol } = text;
  if (protocol !== null) put(doc, whole, message('it', 'print.protocol', { protocol }), STYLES.small);
  put(doc, whole, text.title, STYLES.title);
  put(doc, whole, text.subtitle, STYLES.body);
  for (const article of text.articles) putArticle(doc, whole, article);
  putSignatures(doc, whole, text.signatories);
  putMargins(doc, text);
  whole.end();
  const bytes = buffer(doc);
  doc.end();
  return bytes;
}
