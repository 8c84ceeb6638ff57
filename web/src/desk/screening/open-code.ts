import { asAnswers, dayNumber } from '../../../../src/domain/questionnaire/answers';
import { readCode } from '../../../../src/domain/questionnaire/printed-code';
import { open } from '../../seal/open';
import type { Contents } from '../../seal/seal';
import { Problem } from '../api/problem';
import type { Session } from '../api/session';
import type { SealedAnswers } from '../api/shapes';
import type { DeskKey } from '../words';

/** Answers that were opened, and the row of the version they were given under. */
export interface Opened {
  readonly contents: Contents;
  readonly versionId: number;
}

/** They are open; or what is wrong with the code, to be said at its field. */
export type Opening = Opened | { readonly fault: DeskKey };

/** Letters of a printed code. */
const LETTERS = 36;

/**
 * Opens a case's sealed answers with the code as typed. Nothing of the code leaves: the case says which answers they are,
 * and they are decrypted here. Throws Problem for what the server refuses.
 */
export async function openCode(session: Session, caseId: string, typed: string): Promise<Opening> {
  if (typed.trim() === '') return { fault: 'code.empty' };
  const code = readCode(typed);
  if (!code) return { fault: typed.replace(/[\s-]/g, '').length === LETTERS ? 'code.wrong' : 'code.length' };
  const found = await session
    .request<{ readonly data: SealedAnswers }>(`/api/cases/${caseId}/sealed-answers`)
    .catch((caught: unknown) => {
      if (caught instanceof Problem && caught.status === 404) return null;
      throw caught;
    });
  if (!found) return { fault: 'code.gone' };
  const { ciphertext, version, versionId } = found.data;
  const opened: unknown = await open(ciphertext, code.locator, Uint8Array.from(code.key)).catch(() => null);
  if (opened === null) return { fault: 'code.other' };
  const contents = contentsIn(opened);
  // What the server was told of and what was sealed are of one version, or somebody wrote them by hand.
  return contents?.version === version ? { contents, versionId } : { fault: 'code.unreadable' };
}

/** What was sealed came from somebody's browser: it may be anything. */
function contentsIn(opened: unknown): Contents | null {
  const { format, version, date, answers } = (opened ?? {}) as Partial<Record<keyof Contents, unknown>>;
  if (format !== 1 || typeof version !== 'string' || typeof date !== 'string' || dayNumber(date) === undefined)
    return null;
  return { format, version, date, answers: asAnswers(answers) };
}
