import { isMessageKey, type MessageKey, message } from '../messages/message';
import type { Line } from './lines';

type Language = 'it' | 'en';

/** A catalogue's words by a name made at run time, or the code itself when a release has none yet. */
function worded(language: Language, name: string, code: string): string {
  return isMessageKey(name) ? message(language, name) : code;
}

/** Who is told, in words: `structureOf/3` and `cc communication` have the same words whoever they are. */
function told(language: Language, to: string): string {
  const copy = to.startsWith('cc ');
  const who = worded(language, `rehearsal.to.${to.replace(/^cc /, '').replace(/\/.*$/, '')}`, to);
  return copy ? message(language, 'rehearsal.copy', { who }) : who;
}

/** A line of a rehearsal as a sentence without its time. `process`: `agreement`, `framework` or another. */
export function sentenceOf(language: Language, process: string, { kind, what, to }: Line): string {
  const who = [...new Set(to.map((one) => told(language, one)))].join(', ');
  switch (kind) {
    case 'state':
      return message(language, 'rehearsal.state', { stage: worded(language, `${process}-stage.${what}`, what) });
    case 'reminder':
      return message(language, what === 'escalation' ? 'rehearsal.escalation' : 'rehearsal.reminder');
    case 'mail':
    case 'letter': {
      const key: MessageKey = kind === 'mail' ? 'rehearsal.mail' : 'rehearsal.letter';
      return message(language, key, { what: worded(language, `template.${what}`, what), who });
    }
    case 'step':
      return worded(language, `entry.${what}`, what);
  }
}
