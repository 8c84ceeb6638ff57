import PDFDocument from 'pdfkit';
import type { PrintableText } from '../domain/agreement-text/types';

const FAMILY = '@expo-google-fonts/titillium-web';

/** The typeface of Italian public services, embedded; every character a text may hold has a shape in each (`domain` says which). */
export const FONTS = {
  regular: require.resolve(`${FAMILY}/400Regular/TitilliumWeb_400Regular.ttf`),
  strong: require.resolve(`${FAMILY}/600SemiBold/TitilliumWeb_600SemiBold.ttf`),
} as const;

/** Room at the edges of a page, in points: 2.5 cm at the sides, more below for the foot. */
export const MARGINS = { top: 72, bottom: 86, left: 71, right: 71 } as const;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const inXml = (text: string): string => text.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);

class TaggedDocument extends PDFDocument {
  /** pdfkit copies what describes the document into XML as it stands: an ampersand in a title would break it. */
  override endMetadata(): void {
    for (const name of ['Title', 'Author', 'Subject', 'Keywords'] as const) {
      const words = this.info[name];
      if (words !== undefined) this.info[name] = inXml(words);
    }
    super.endMetadata();
  }
}

/**
 * An empty A4 document in Italian, tagged (PDF/UA-1, ISO 14289-1), the same byte for byte every time: no clock, so the date of
 * creation is the first there is; nothing compressed, as another version of zlib would compress otherwise; its /ID is made by
 * pdfkit from what describes it, the hash of the text among it.
 */
export function emptyDocument(text: PrintableText): PDFKit.PDFDocument {
  return new TaggedDocument({
    size: 'A4',
    margins: MARGINS,
    font: FONTS.regular,
    lang: 'it-IT',
    pdfVersion: '1.7',
    // @ts-expect-error pdfkit knows it, its types do not yet
    subset: 'PDF/UA',
    tagged: true,
    displayTitle: true,
    bufferPages: true,
    compress: false,
    info: {
      Title: text.title,
      Author: text.signatories[0],
      Subject: text.subtitle,
      Keywords: text.textHash,
      Creator: 'INPS per tutti',
      CreationDate: new Date(0),
    },
  });
}
