import { type Answers, isNoAnswer } from './answers';
import { compileForm, evaluate, type Form, type Result } from './compile';
import type { ScenarioRow } from './rows';
import type { Snapshot } from './snapshot';

/** What came out of one scenario. */
export interface ScenarioOutcome {
  readonly scenario: ScenarioRow;
  /** By benefit, those that are not in force on its date included: these are not indicated. */
  readonly results: Readonly<Record<string, Result>>;
  /** Benefits that came out otherwise than expected. */
  readonly failing: readonly string[];
  /** Codes it names that the questionnaire does not have, and answers that do not answer their question. */
  readonly unknown: readonly string[];
}

/** Runs scenarios on a snapshot, each as on its own date. */
export function runScenarios(snapshot: Snapshot, scenarios: readonly ScenarioRow[]): readonly ScenarioOutcome[] {
  const forms = new Map<string, Form>();
  return scenarios.map((scenario) => {
    const form = forms.get(scenario.date) ?? compileForm(snapshot, scenario.date);
    forms.set(scenario.date, form);
    const inForce = evaluate(form, scenario.answers);
    const results = Object.fromEntries(
      snapshot.benefits.map(({ code }): [string, Result] => [code, inForce[code] ?? 'not-indicated']),
    );
    const expected = Object.entries(scenario.expected);
    return {
      scenario,
      results,
      failing: expected.filter(([code, result]) => code in results && results[code] !== result).map(([code]) => code),
      unknown: [
        ...answersUnknown(form, scenario.answers),
        ...expected.map(([code]) => code).filter((code) => !(code in results)),
      ],
    };
  });
}

function answersUnknown(form: Form, answers: Answers): readonly string[] {
  return Object.entries(answers)
    .filter(([code, value]) => !(form.answers(code, value) || (form.questions.has(code) && isNoAnswer(value))))
    .map(([code]) => code);
}
