import type { PrintableText } from '../domain/agreement-text/types';
import { message } from '../domain/messages/message';
import { MARGINS } from './document';
import { STYLES, setStyle } from './flow';

type Doc = PDFKit.PDFDocument;

/** One line outside the text, cut where it does not fit: no part of what is read aloud. */
function putLine(doc: Doc, text: string, y: number, align: 'left' | 'right', room: number): void {
  const full = doc.page.width - MARGINS.left - MARGINS.right;
  const x = MARGINS.left + (align === 'right' ? full - room : 0);
  doc.markContent('Artifact', { type: 'Pagination' });
  doc.text(text, x, y, { width: room, height: doc.currentLineHeight(true), ellipsis: true, align });
  doc.endMarkedContent();
}

/**
 * What stands at the edges of every page, once there are all: below, of what text it is a page, its number, and the hash by which
 * the text is known; above, from the second page, the protocol number, which the first has in its text.
 */
export function putMargins(doc: Doc, text: PrintableText): void {
  const { count } = doc.bufferedPageRange();
  for (let index = 0; index < count; index++) {
    doc.switchToPage(index);
    // Below the margin pdfkit would begin a new page.
    doc.page.margins.bottom = 0;
    setStyle(doc, STYLES.small);
    const foot = doc.page.height - 56;
    putLine(doc, text.footer, foot, 'left', 340);
    putLine(doc, message('it', 'print.page', { page: index + 1, pages: count }), foot, 'right', 100);
    putLine(doc, message('it', 'print.hash', { hash: text.textHash }), foot + 14, 'left', 450);
    if (text.protocol !== null && index > 0) {
      putLine(doc, message('it', 'print.protocol', { protocol: text.protocol }), 40, 'right', 400);
    }
  }
}
