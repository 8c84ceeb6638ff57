import { message } from '../messages/message';
import { fixedText } from './fixed-text';
import type { PrintableText } from './types';

/** Who joins or leaves which signed agreement. Names as the registers have them. */
export interface Addendum {
  readonly kind: 'join' | 'leave';
  readonly agreementTitle: string;
  /** The agreement's protocol number, by which the addendum cites it. */
  readonly protocol: string;
  readonly signatoryName: string;
  readonly structureName: string;
}

/**
 * The addendum by which somebody joins or leaves a signed agreement: fixed words and typed values, so there is nothing to review
 * (a rule of our own). Structure and signatory sign it, and the last of the two says from when: no day is known before.
 */
export function addendumText(addendum: Addendum): PrintableText {
  const { kind, agreementTitle: title, protocol, signatoryName: signatory, structureName: structure } = addendum;
  const values = { title, protocol, signatory, structure };
  return fixedText({
    title: message('it', `print.addendum-${kind}`),
    subtitle: title,
    articles: [
      ['print.object-heading', `print.addendum-${kind}-object`] as const,
      ['print.commitments-heading', `print.addendum-${kind}-commitments`] as const,
      ['print.effect-heading', `print.addendum-${kind}-effect`] as const,
    ].map(([heading, body], index) => ({
      number: index + 1,
      heading: message('it', heading),
      paragraphs: [message('it', body, values)],
      commitments: [],
    })),
    signatories: [structure, signatory],
    footer: message('it', 'print.footer-addendum', { title }),
  });
}
