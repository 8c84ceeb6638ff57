import type { Answers } from './answers';
import { countingAnswers, type Form } from './compile';
import { probesOf } from './probes';
import { relevantQuestions } from './relevance';
import type { Question } from './snapshot';
import { OPEN } from './truth';

/** The next question, and how many may still follow it at most. */
export interface Next {
  readonly question: Question;
  readonly section: string;
  /** Questions that may still be asked, this one included: each answer makes them fewer. What progress is told from. */
  readonly left: number;
}

/**
 * The question to ask now: among those that can still change some result, the one that tells most; null when none can.
 * Humane before clever: the section one is in is finished first, then the first that has something left; and within it what is
 * sensitive comes last.
 */
export function nextQuestion(form: Form, given: Answers, currentSection: string | null = null): Next | null {
  const answers = countingAnswers(form, given);
  const relevant = relevantQuestions(form, answers);
  const candidates = [...form.questions.values()].filter((one) => relevant.now.has(one.question.code));
  const [first] = candidates;
  if (!first) return null;
  const here = candidates.filter((one) => one.section.code === currentSection);
  const section = here.length > 0 ? here : candidates.filter((one) => one.section === first.section);
  const plain = section.filter((one) => !one.question.sensitive);
  const { question } = mostTelling(form, answers, plain.length > 0 ? plain : section);
  const place = form.questions.get(question.code);
  return { question, section: place?.section.code ?? '', left: relevant.now.size + relevant.perhaps.size };
}

/** How much more a decided benefit tells than a decided criterion. */
const BENEFIT = 100;

function mostTelling(
  form: Form,
  answers: Answers,
  candidates: readonly { readonly question: Question }[],
): { readonly question: Question } {
  const [first, ...others] = candidates;
  if (!first) throw new RangeError('no question to choose from');
  if (others.length === 0) return first;
  let best = first;
  let most = Number.NEGATIVE_INFINITY;
  for (const one of candidates) {
    const told = tellsOn(form, answers, one.question);
    // A tie goes to the one that stands first.
    if (told > most) [best, most] = [one, told];
  }
  return best;
}

/** Enough values to judge by: asking must not be felt. */
const ENOUGH = 24;

function some(values: readonly unknown[]): readonly unknown[] {
  if (values.length <= ENOUGH) return values;
  return Array.from({ length: ENOUGH }, (_, index) => values[Math.floor((index * values.length) / ENOUGH)]);
}

/** What is decided, on the average of a question's possible answers. */
function tellsOn(form: Form, answers: Answers, question: Question): number {
  const probes = some(probesOf(form, question, answers).values);
  let told = 0;
  for (const value of probes) {
    const after = countingAnswers(form, { ...answers, [question.code]: value });
    for (const { criteria, test } of form.benefits) {
      if (test(after) !== OPEN) told += BENEFIT;
      else for (const { node } of criteria) if (node.test(after) !== OPEN) told += 1;
    }
  }
  return told / Math.max(1, probes.length);
}
