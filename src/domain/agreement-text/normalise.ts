import { message } from '../messages/message';
import { WHITESPACE } from './characters';
import { fillText } from './fill';
import type { AgreementText, Clause, Commitment, ModelText } from './types';

/** A word of a clause: what is compared and hashed, as it is shown, and the whitespace after it. */
export interface Word {
  readonly key: string;
  readonly text: string;
  readonly after: string;
}

/** Between heading, body and commitments: no word can have its key, so that nothing moves across unseen. */
const BREAK: Word = { key: '\n', text: '', after: '\n\n' };
/** Where a paragraph ends: an empty line. */
export const PARAGRAPHS = /\n[ \n\r\t\u00a0]*\n/;
const SPACES = new RegExp(`(${WHITESPACE.source})`, 'u');

function wordsIn(filled: string): Word[] {
  const pieces = filled.normalize('NFC').split(SPACES);
  const between = (space: string | undefined): string => (!space ? '' : PARAGRAPHS.test(space) ? '\n\n' : ' ');
  return pieces.flatMap((text, index) =>
    index % 2 === 1 || text === '' ? [] : [{ key: text, text, after: between(pieces[index + 1]) }],
  );
}

/** A text's runs of whitespace as one space each, none at its ends, its letters composed (Unicode NFC). */
export function collapsed(text: string): string {
  return wordsIn(text)
    .map((word) => word.text)
    .join(' ');
}

/** A commitment's days as a number, whether written so or as the name of an integer variable. */
export function daysOf(text: AgreementText, { dueDays }: Commitment): number {
  return typeof dueDays === 'number' ? dueDays : Number(text.variables[dueDays]);
}

/** A commitment in its three printed pieces: who, what with its placeholders filled, by when. */
export function commitmentPieces(
  text: AgreementText,
  model: ModelText,
  commitment: Commitment,
): [string, string, string] {
  const days = daysOf(text, commitment);
  return [
    message('it', `print.by-${commitment.by}`),
    collapsed(fillText(text, model, commitment.what)),
    message('it', days === 1 ? 'print.due-one' : 'print.due', { days }),
  ];
}

/**
 * A clause as the conformity check sees it: its words filled with the text's own values, whitespace and the case of the
 * heading told apart by nothing, who is bound and by when as words of their own. Throws RangeError as `fillText`.
 */
export function wordsOf(clause: Clause, text: AgreementText, model: ModelText): readonly Word[] {
  const filled = (words: string): Word[] => wordsIn(fillText(text, model, words));
  const commitments = clause.commitments.flatMap((one) => {
    const [by, , due] = commitmentPieces(text, model, one);
    return [
      BREAK,
      { key: one.by, text: by, after: ' ' },
      ...filled(`${one.what} `),
      { key: String(daysOf(text, one)), text: due, after: '' },
    ];
  });
  const heading = filled(clause.heading).map((word) => ({ ...word, key: word.key.toLowerCase() }));
  return [...heading, BREAK, ...filled(clause.body), ...commitments];
}
