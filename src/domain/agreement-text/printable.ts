import { message } from '../messages/message';
import { fillText } from './fill';
import { collapsed, commitmentPieces, PARAGRAPHS } from './normalise';
import { textHash } from './text-hash';
import type { AgreementText, ModelText, PrintableText } from './types';

/**
 * A local agreement ready to be printed, in Italian: variables filled, articles numbered in their order, each paragraph without
 * its accidental whitespace. Throws RangeError as `fillText`.
 */
export function printable(
  text: AgreementText,
  model: ModelText,
  { protocol }: { readonly protocol: string | null },
): PrintableText {
  const filled = (words: string): string => collapsed(fillText(text, model, words));
  return {
    title: collapsed(text.title),
    subtitle: collapsed(message('it', 'print.subtitle', { territory: text.territory, framework: model.title })),
    protocol: protocol === null ? null : collapsed(protocol),
    textHash: textHash(text),
    articles: text.clauses.map(({ heading, body, commitments }, index) => ({
      number: index + 1,
      heading: filled(heading),
      paragraphs: body
        .split(PARAGRAPHS)
        .map(filled)
        .filter((paragraph) => paragraph !== ''),
      commitments: commitments.map((one) => commitmentPieces(text, model, one).join(' ')),
    })),
    signatories: text.signatories.map(({ name }) => collapsed(name)),
    footer: collapsed(text.title),
  };
}
