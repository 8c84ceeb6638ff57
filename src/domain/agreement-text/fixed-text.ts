import { collapsed } from './normalise';
import { hashOf } from './text-hash';
import type { PrintableText } from './types';

/** What a fixed text is made of: all of it but the hash, which is of what it says. */
export type FixedText = Omit<PrintableText, 'textHash' | 'protocol'>;

/**
 * A text without clauses to review, all its words the catalogue's and its values from registers. Its hash is that of its canonical
 * JSON; a protocol number it gets later, so it has none.
 */
export function fixedText(text: FixedText): PrintableText {
  const articles = text.articles.map((one) => ({ ...one, paragraphs: one.paragraphs.map(collapsed) }));
  const whole = {
    title: collapsed(text.title),
    subtitle: collapsed(text.subtitle),
    articles,
    signatories: text.signatories.map(collapsed),
    footer: collapsed(text.footer),
  };
  return { ...whole, protocol: null, textHash: hashOf(whole) };
}
