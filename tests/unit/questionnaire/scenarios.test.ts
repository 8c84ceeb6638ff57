import {
  questionnaireContents,
  questionnaireScenarios,
} from '../../../database/seeds/reference/questionnaire-contents';
import { isNoAnswer } from '../../../src/domain/questionnaire/answers';
import { compileForm, countingAnswers, type Form, type Result } from '../../../src/domain/questionnaire/compile';
import { explain } from '../../../src/domain/questionnaire/explain';
import { freeze } from '../../../src/domain/questionnaire/freeze';
import { isDealtWith } from '../../../src/domain/questionnaire/relevance';
import type { ScenarioRow } from '../../../src/domain/questionnaire/rows';

const snapshot = freeze(questionnaireContents);
const forms = new Map<string, Form>();
const formAt = (date: string): Form => {
  const form = forms.get(date) ?? compileForm(snapshot, date);
  forms.set(date, form);
  return form;
};

/** What came out otherwise than expected, said so that whoever keeps the rules sees where to look. */
function surprises({ code, title, date, answers, expected }: ScenarioRow): readonly string[] {
  const explained = new Map(explain(formAt(date), answers).map((one) => [one.benefit.code, one]));
  return Object.entries(expected).flatMap(([benefit, wanted]: [string, Result]) => {
    const found = explained.get(benefit);
    if (!found) return [`${code} (${title.en}): ${benefit} has no rules in force on ${date}`];
    if (found.result === wanted) return [];
    const why = found.criteria.map(({ criterion, standing }) => `${criterion.code} ${standing}`).join(', ');
    return [`${code} (${title.en}): on ${date} ${benefit} should be ${wanted} and is ${found.result}: ${why}`];
  });
}

test.each(questionnaireScenarios.map((one) => [`${one.date} ${one.code}`, one] as const))('%s', (_, scenario) => {
  expect(surprises(scenario)).toEqual([]);
});

test('a scenario answers questions that exist, make sense, and as their kind is', () => {
  const wrong = questionnaireScenarios.flatMap(({ code, date, answers }) => {
    const form = formAt(date);
    const counting = countingAnswers(form, answers);
    return Object.entries(answers).flatMap(([question, value]) => {
      if (!isNoAnswer(value) && !form.answers(question, value)) return [`${code}: ${question} is not answered rightly`];
      if (!form.questions.has(question)) return [`${code}: ${question} is no question`];
      return question in counting ? [] : [`${code}: ${question} makes no sense given the other answers`];
    });
  });
  expect(wrong).toEqual([]);
});

test('a scenario leaves no question without an answer, but the one of nobody who says anything', () => {
  const missing = questionnaireScenarios
    .filter((one) => Object.keys(one.answers).length > 0)
    .flatMap(({ code, date, answers }) => {
      const form = formAt(date);
      const reading = form.read(answers);
      const asked = [...form.questions.values()].filter(({ onlyIf }) => !onlyIf || onlyIf.test(reading) === 1);
      return asked
        .filter(({ question }) => !isDealtWith(form, question.code, answers))
        .map(({ question }) => `${code}: ${question.code}`);
    });
  expect(missing).toEqual([]);
});

test('the twenty hard cases are all there, in both languages', () => {
  const numbers = (language: 'it' | 'en', pattern: RegExp) =>
    new Set(questionnaireScenarios.flatMap((one) => pattern.exec(one.title[language])?.[1] ?? []));
  const all = new Set(Array.from({ length: 20 }, (_, index) => String(index + 1)));
  expect(numbers('it', /^Caso (\d+)/)).toEqual(all);
  expect(numbers('en', /^Case (\d+)/)).toEqual(all);
});

test('the scenarios are many, of many years, each with a code of its own', () => {
  expect(questionnaireScenarios.length).toBeGreaterThanOrEqual(64);
  expect(new Set(questionnaireScenarios.map((one) => one.code)).size).toBe(questionnaireScenarios.length);
  const years = new Set(questionnaireScenarios.map((one) => one.date.slice(0, 4)));
  expect([...years].sort()).toEqual(['2020', '2022', '2023', '2024', '2025', '2026']);
});

test('every criterion is seen to hold and to fail in some scenario', () => {
  const seen = new Set(
    questionnaireScenarios.flatMap(({ date, answers }) =>
      explain(formAt(date), answers).flatMap((one) =>
        one.criteria.map(({ criterion, standing }) => `${criterion.code} ${standing}`),
      ),
    ),
  );
  const unseen = questionnaireContents.benefits
    .flatMap((one) => one.criteria)
    .flatMap(({ code }) => [`${code} holds`, `${code} fails`])
    .filter((one) => !seen.has(one));
  expect(unseen).toEqual([]);
});

test('without an ISEE nothing that rests on it becomes a no because of it', () => {
  const isee = new Set(
    questionnaireContents.benefits
      .flatMap((one) => one.criteria)
      .filter((one) => /^[A-Z_0-9]+_ISEE$/.test(one.code))
      .map((one) => one.code),
  );
  const refused = questionnaireScenarios
    .filter((one) => one.answers['has-isee'] !== true)
    .flatMap(({ code, date, answers }) =>
      explain(formAt(date), answers).flatMap((one) =>
        one.criteria
          .filter(({ criterion, standing }) => isee.has(criterion.code) && standing === 'fails')
          .map(({ criterion }) => `${code}: ${criterion.code}`),
      ),
    );
  expect(isee.size).toBe(8);
  expect(refused).toEqual([]);
});
