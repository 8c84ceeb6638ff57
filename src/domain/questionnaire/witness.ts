import type { Answers } from './answers';
import type { Form } from './compile';
import type { Node } from './node';
import { probesOf } from './probes';
import { relevantTo } from './relevance';
import { OPEN, type Truth } from './truth';

/** What a search for answers came to. `isWhole`: when none was found, there are none. */
export interface Witness {
  readonly answers: Answers | null;
  readonly isWhole: boolean;
}

/** So many evaluations, and the search is cut. */
const MOST_TRIES = 20_000;

/** Searches answers with which a node comes out as wanted, by the values that the criteria tell apart. */
export function findAnswers(form: Form, node: Node, wanted: Truth, mostTries = MOST_TRIES): Witness {
  let tries = 0;
  let isWhole = true;
  const seek = (answers: Answers): Answers | null => {
    const truth = node.test(form.read(answers));
    if (truth === wanted) return answers;
    if (truth !== OPEN) return null;
    const [code] = relevantTo(form, answers, [node]).now;
    const question = code === undefined ? undefined : form.questions.get(code)?.question;
    if (!question) return null;
    const probes = probesOf(form, question, answers);
    isWhole &&= probes.isWhole;
    for (const value of probes.values) {
      tries += 1;
      if (tries > mostTries) {
        isWhole = false;
        return null;
      }
      const found = seek({ ...answers, [question.code]: value });
      if (found) return found;
    }
    return null;
  };
  return { answers: seek({}), isWhole };
}
