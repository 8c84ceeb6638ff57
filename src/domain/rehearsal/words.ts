import { isMessageKey, type MessageKey, message } from '../messages/message';
import type { Line } from './lines';

type Language = 'it' | 'en';

/** A catalogue's words by a name made at run time, or the code itself when a release has none yet. */
function worded(language: Language, name: string, code: string): string {
  return isMessageKey(name) ? message(language, name) : code;
}

/** What a recipient's key names a row of: `party/3` a Party, `structureOf/3` the structure of a territory. */
const NAMED = {
  structureOf: 'territory',
  structure: 'structure',
  managersOf: 'association',
  association: 'association',
  municipality: 'municipality',
  party: 'party',
} as const;

/** The kinds of rows whose names a calendar shows. */
export type NamedKind = (typeof NAMED)[keyof typeof NAMED];

/** Finds a row's name; null when there is none. */
export type NameOf = (kind: NamedKind, id: number) => string | null;

/** A recipient's key apart: `cc party/3` is a copy to the Party of row 3; no kind for whoever is one only. */
function recipientOf(to: string): { copy: boolean; role: string; kind: NamedKind | undefined; id: number } {
  const [role = to, id] = to.replace(/^cc /, '').split('/');
  return { copy: to.startsWith('cc '), role, kind: NAMED[role as keyof typeof NAMED], id: Number(id) };
}

/** The rows whose names the sentences of these lines need. */
export function namesNeeded(lines: readonly Line[]): Readonly<Record<NamedKind, readonly number[]>> {
  const needed: Record<NamedKind, number[]> = {
    territory: [],
    structure: [],
    association: [],
    municipality: [],
    party: [],
  };
  for (const { kind, id } of lines.flatMap((line) => line.to.map(recipientOf))) {
    if (kind && Number.isInteger(id)) needed[kind].push(id);
  }
  return needed;
}

/** Who is told, in words. */
function told(language: Language, to: string, nameOf: NameOf): string {
  const { copy, role, kind, id } = recipientOf(to);
  const what = worded(language, `rehearsal.to.${role}`, to);
  const name = kind && Number.isInteger(id) ? nameOf(kind, id) : null;
  const who = name === null ? what : message(language, 'rehearsal.named', { what, name });
  return copy ? message(language, 'rehearsal.copy', { who }) : who;
}

/** A line of a rehearsal as a sentence without its time. `process`: `agreement`, `framework` or another. */
export function sentenceOf(
  language: Language,
  process: string,
  { kind, what, about, to }: Line,
  nameOf: NameOf,
): string {
  const who = [...new Set(to.map((one) => told(language, one, nameOf)))].join(', ');
  switch (kind) {
    case 'state':
      return message(language, 'rehearsal.state', { stage: worded(language, `${process}-stage.${what}`, what) });
    case 'reminder':
      return message(language, what === 'escalation' ? 'rehearsal.escalation' : 'rehearsal.reminder', {
        what:
          about === undefined ? message(language, 'rehearsal.no-subject') : worded(language, `subject.${about}`, about),
        who,
      });
    case 'mail':
    case 'letter': {
      const key: MessageKey = kind === 'mail' ? 'rehearsal.mail' : 'rehearsal.letter';
      return message(language, key, { what: worded(language, `template.${what}`, what), who });
    }
    case 'step':
      return worded(language, `entry.${what}`, what);
  }
}
