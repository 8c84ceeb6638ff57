import { isNoAnswer } from './answers';
import type { Forms } from './check-reach';
import { evaluate } from './compile';
import type { Finding, Place } from './finding';
import type { ScenarioRow } from './rows';

/** Scenarios whose results are not those expected, or that answer what is not asked. */
export function checkScenarios(scenarios: readonly ScenarioRow[], forms: Forms): readonly Finding[] {
  return scenarios.flatMap(({ code, date, answers, expected }): readonly Finding[] => {
    const at: Place = { row: 'scenario', code };
    const form = forms(date);
    const results = evaluate(form, answers);
    const isBenefit = (benefit: string) => form.snapshot.benefits.some((one) => one.code === benefit);
    return [
      ...Object.entries(answers)
        .filter(
          ([question, value]) => !form.answers(question, value) && !(form.questions.has(question) && isNoAnswer(value)),
        )
        .map(([question]): Finding => ({ kind: 'scenario-answer', at, values: { code: question } })),
      ...Object.entries(expected).flatMap(([benefit, result]): readonly Finding[] => {
        if (!isBenefit(benefit)) return [{ kind: 'unknown-benefit', at, values: { code: benefit } }];
        const found = results[benefit] ?? 'not-in-force';
        return found === result ? [] : [{ kind: 'scenario-fails', at, values: { benefit, expected: result, found } }];
      }),
    ];
  });
}
