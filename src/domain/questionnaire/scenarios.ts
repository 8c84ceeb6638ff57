import { compileForm, evaluate, type Form, type Result } from './compile';
import type { ScenarioRow } from './rows';
import type { Snapshot } from './snapshot';

/** What came out of one scenario, by benefit in force on its date. */
export interface ScenarioOutcome {
  readonly scenario: ScenarioRow;
  readonly results: Readonly<Record<string, Result>>;
}

/** Runs scenarios on a snapshot, each as on its own date. */
export function runScenarios(snapshot: Snapshot, scenarios: readonly ScenarioRow[]): readonly ScenarioOutcome[] {
  const forms = new Map<string, Form>();
  return scenarios.map((scenario) => {
    const form = forms.get(scenario.date) ?? compileForm(snapshot, scenario.date);
    forms.set(scenario.date, form);
    return { scenario, results: evaluate(form, scenario.answers) };
  });
}
