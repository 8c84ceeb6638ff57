import { FONTS, MARGINS } from './document';

type Doc = PDFKit.PDFDocument;
type Parent = PDFKit.PDFStructureElement;

/** How words of a kind look: font, size and the room before them in points, and the element they are. */
export interface Style {
  readonly tag: string;
  readonly font: keyof typeof FONTS;
  readonly size: number;
  readonly before: number;
}
export const STYLES = {
  title: { tag: 'H1', font: 'strong', size: 20, before: 6 },
  heading: { tag: 'H2', font: 'strong', size: 13, before: 14 },
  caption: { tag: 'P', font: 'strong', size: 11, before: 8 },
  body: { tag: 'P', font: 'regular', size: 11, before: 6 },
  small: { tag: 'P', font: 'regular', size: 9, before: 2 },
} as const satisfies Record<string, Style>;

const INDENT = 20;

/** Makes a style the current one. */
export function setStyle(doc: Doc, style: Pick<Style, 'font' | 'size'>): void {
  doc
    .font(FONTS[style.font])
    .fontSize(style.size)
    .fillColor('black')
    .lineGap(style.size * 0.15);
}

const widthOf = (doc: Doc): number => doc.page.width - MARGINS.left - MARGINS.right;
function heightOf(doc: Doc, text: string, style: Style, indent = 0): number {
  setStyle(doc, style);
  return style.before + doc.heightOfString(text, { width: widthOf(doc) - indent });
}
/** Four lines of body text, in points: words that need no more stay on one page, and a heading is never further from its text. */
const TOGETHER = 4 * 1.7 * STYLES.body.size + STYLES.body.before;

/** Goes to a new page unless so many points are left on this one. */
export function keep(doc: Doc, height: number): void {
  if (doc.y + height > doc.page.maxY()) doc.addPage();
}

/** Words under an element of the structure, over as many pages as they need. */
export function put(doc: Doc, parent: Parent, text: string, style: Style): void {
  keep(doc, Math.min(heightOf(doc, text, style), TOGETHER));
  setStyle(doc, style);
  const y = doc.y + (doc.y > MARGINS.top ? style.before : 0);
  parent.add(doc.struct(style.tag, {}, () => doc.text(text, MARGINS.left, y, { width: widthOf(doc) })));
}

/** A heading, on the page where what follows begins. */
export function putHeading(doc: Doc, parent: Parent, text: string, style: Style): void {
  keep(doc, heightOf(doc, text, style) + TOGETHER);
  put(doc, parent, text, style);
}

/** One item of a list: `a)`, `2)` or `•`, and its words. */
export interface Item {
  readonly mark: string;
  readonly text: string;
}

/** How a list with such marks is numbered (ISO 32000-1, table 347). */
export const numberingOf = (mark: string): 'Decimal' | 'LowerAlpha' | 'Disc' =>
  /^\d/.test(mark) ? 'Decimal' : /^[a-z]/.test(mark) ? 'LowerAlpha' : 'Disc';

/** A list says how it is numbered (ISO 14289-1, 7.6); pdfkit knows no attributes of lists. */
function startList(doc: Doc, parent: Parent, mark: string): Parent {
  const list = doc.struct('L');
  const numbering = numberingOf(mark);
  const { dictionary } = list as unknown as { dictionary: { data: Record<string, unknown> } };
  dictionary.data['A'] = { O: 'List', ListNumbering: numbering };
  parent.add(list);
  return list;
}

/** A list (L, LI, Lbl, LBody), its marks in a column of their own. */
export function putList(doc: Doc, parent: Parent, items: readonly Item[]): void {
  const list = startList(doc, parent, items[0]?.mark ?? '');
  for (const { mark, text } of items) {
    keep(doc, Math.min(heightOf(doc, text, STYLES.body, INDENT), TOGETHER));
    setStyle(doc, STYLES.body);
    const y = doc.y + (doc.y > MARGINS.top ? STYLES.body.before / 2 : 0);
    const item = doc.struct('LI');
    list.add(item);
    item.add(doc.struct('Lbl', {}, () => doc.text(mark, MARGINS.left, y, { lineBreak: false })));
    const room = { width: widthOf(doc) - INDENT };
    item.add(doc.struct('LBody', {}, () => doc.text(text, MARGINS.left + INDENT, y, room)));
  }
}
