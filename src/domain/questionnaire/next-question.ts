import { type Answers, asAnswers } from './answers';
import type { Form, ReadyQuestion } from './compile';
import { probesOf } from './probes';
import { relevantQuestions } from './relevance';
import type { Question } from './snapshot';

/** The next question, and how many may still follow it at most. */
export interface Next {
  readonly question: Question;
  readonly section: string;
  /** Questions that may still be asked, this one included: each answer makes them fewer. What progress is told from. */
  readonly left: number;
}

/**
 * The question to ask now: among those that can still change some result, the one after which least is left to ask; null
 * when none can. Humane before clever: the section one is in is finished first, then the first that has something left, and
 * what is sensitive comes last, within a section and in the choice of the next one.
 */
export function nextQuestion(form: Form, given: Answers, currentSection: string | null = null): Next | null {
  const answers = asAnswers(given);
  const relevant = relevantQuestions(form, answers);
  const candidates = [...form.questions.values()].filter((one) => relevant.now.has(one.question.code));
  const plain = candidates.filter((one) => !one.question.sensitive);
  const isHere = candidates.some((one) => one.section.code === currentSection);
  // Who wrote the questionnaire knows an order: measured over the scenarios, no choice of the next section asked less.
  const section = isHere ? currentSection : (plain[0] ?? candidates[0])?.section.code;
  const within = (all: readonly ReadyQuestion[]) => all.filter((one) => one.section.code === section);
  const open = within(plain);
  const next = mostTelling(form, answers, open.length > 0 ? open : within(candidates));
  if (!next) return null;
  const left = relevant.now.size + relevant.perhaps.size;
  return { question: next.question, section: next.section.code, left };
}

/** A tie goes to the one that stands first. */
function mostTelling(form: Form, answers: Answers, candidates: readonly ReadyQuestion[]): ReadyQuestion | undefined {
  let [best] = candidates;
  if (candidates.length < 2) return best;
  let least = Number.POSITIVE_INFINITY;
  for (const one of candidates) {
    const left = leftAfter(form, answers, one.question);
    if (left < least) [best, least] = [one, left];
  }
  return best;
}

/** Enough values to judge by: asking must not be felt. */
const ENOUGH = 16;

/** How many questions may still be asked after this one, on the average of its possible answers. */
function leftAfter(form: Form, answers: Answers, question: Question): number {
  const values = some(probesOf(form, question, answers).values);
  let left = 0;
  for (const value of values) {
    const after = relevantQuestions(form, { ...answers, [question.code]: value });
    left += after.now.size + after.perhaps.size;
  }
  return left / Math.max(1, values.length);
}

function some(values: readonly unknown[]): readonly unknown[] {
  if (values.length <= ENOUGH) return values;
  return Array.from({ length: ENOUGH }, (_, index) => values[Math.floor((index * values.length) / ENOUGH)]);
}
