import { message } from '../messages/message';
import { italianDate } from './fill';
import { fixedText } from './fixed-text';
import type { PrintableText } from './types';

/** Whose will it is that an agreement is renewed: names as the registers have them, days as 'YYYY-MM-DD'. */
export interface RenewalNote {
  readonly agreementTitle: string;
  readonly endsOn: string;
  readonly newEndsOn: string;
  readonly writer: string;
}

/**
 * The note by which a Party, or a signatory of a local agreement, renews it (message of 2021: "rinnovato per una sola volta e per
 * uguale periodo, tramite scambio di note a mezzo PEC tra le Parti"). It is a legal act of who signs it: here it is only written.
 */
export function noteText({ agreementTitle: title, endsOn, newEndsOn, writer }: RenewalNote): PrintableText {
  const values = { title, writer, end: italianDate(endsOn), newEnd: italianDate(newEndsOn) };
  return fixedText({
    title: message('it', 'print.note'),
    subtitle: title,
    articles: [
      {
        number: null,
        heading: message('it', 'print.object-heading'),
        paragraphs: [message('it', 'print.note-will', values), message('it', 'print.note-exchange')],
        commitments: [],
      },
    ],
    signatories: [writer],
    footer: title,
  });
}
