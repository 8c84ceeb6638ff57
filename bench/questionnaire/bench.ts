import { isDeepStrictEqual } from 'node:util';
import {
  questionnaireContents as measuredContents,
  questionnaireScenarios as measuredScenarios,
} from '../../database/seeds/reference/questionnaire-contents';
import { Failure } from '../../scripts/platform/failure';
import { onTerminal } from '../../scripts/platform/progress';
import { compileForm, type Form } from '../../src/domain/questionnaire/compile';
import { freeze } from '../../src/domain/questionnaire/freeze';
import type { ScenarioRow } from '../../src/domain/questionnaire/rows';
import { askedByNeed, askedInOrder, neededAfterwards } from './asked';
import { translate } from './conditions';
import type { Contestant, Evaluation } from './contestant';
import { bundledEngine } from './engine';
import { factsOf } from './facts';
import { type Measured, measure } from './measure';
import { jsonRules } from './peers/json-rules';
import { zen } from './peers/zen';
import { writeOut } from './written-out';

const FULL = { rounds: 5, milliseconds: 1000 };
const SMOKE = { rounds: 1, milliseconds: 50 };
/** What is aimed at: times the faster peer, times less than what is written out, and the share of the questions asked. */
const AIM = { overPeer: 5, overWrittenOut: 1 / 3, asked: 0.6 };

/**
 * npm run bench questionnaire: ours, two peers and the rules written out evaluate the same people, in turn; then the
 * questions asked of them are counted. Throws when two of them do not give the same results.
 */
export async function benchQuestionnaire(args: readonly string[]): Promise<void> {
  const isSmoke = args.includes('--smoke');
  if (args.some((one) => one !== '--smoke')) throw new Failure('npm run bench questionnaire [-- --smoke]');
  const snapshot = freeze(measuredContents);
  const forms = new Map(measuredScenarios.map(({ date }) => [date, compileForm(snapshot, date)]));
  await agree(contestants(forms, measuredScenarios), measuredScenarios);
  const today = measuredScenarios.map((one) => ({ ...one, date: commonest(measuredScenarios) }));
  const timed = contestants(forms, today);
  await agree(timed, today);
  const measured = await measure(timed, isSmoke ? SMOKE : FULL);
  for (const one of measured) process.stdout.write(`${JSON.stringify(one)}\n`);
  const asked = count(forms, measuredScenarios);
  process.stdout.write(`${JSON.stringify({ name: 'questions', scenarios: measuredScenarios.length, ...asked })}\n`);
  report(measured, asked.byNeed / asked.inOrder, isSmoke);
}

/** The date most scenarios have: everybody is timed at it, for whoever asks today has one form, too. */
function commonest(scenarios: readonly ScenarioRow[]): string {
  const times = new Map<string, number>();
  for (const { date } of scenarios) times.set(date, (times.get(date) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1])[0]?.[0] ?? '';
}

/** Ours, the rules written out, and the peers, each with every scenario at its date. */
function contestants(forms: ReadonlyMap<string, Form>, scenarios: readonly ScenarioRow[]): readonly Contestant[] {
  const engine = bundledEngine();
  const each = (name: string, prepare: (form: Form) => (answers: ScenarioRow['answers']) => Evaluation): Contestant => {
    const ready = new Map([...forms].map(([date, form]) => [date, prepare(form)]));
    return { name, evaluations: scenarios.flatMap(({ date, answers }) => ready.get(date)?.(answers) ?? []) };
  };
  const peer = (name: string, make: typeof zen): Contestant =>
    each(name, (form) => {
      const translated = translate(form);
      const evaluation = make(translated);
      return (answers) => evaluation(factsOf(form, translated, answers));
    });
  return [
    each('ours', ({ snapshot, date }) => {
      const form = engine.compileForm(snapshot, date);
      return (answers) => () => engine.evaluate(form, answers);
    }),
    each('written-out', (form) => {
      const rules = writeOut(form);
      return (answers) => () => rules(answers);
    }),
    peer('json-rules-engine', jsonRules),
    peer('zen-engine', zen),
  ];
}

async function agree([ours, ...others]: readonly Contestant[], scenarios: readonly ScenarioRow[]): Promise<void> {
  for (const [index, evaluation] of (ours?.evaluations ?? []).entries()) {
    const expected = await evaluation();
    for (const other of others) {
      const found = await other.evaluations[index]?.();
      if (isDeepStrictEqual({ ...found }, { ...expected })) continue;
      const { code, date } = scenarios[index] ?? {};
      const said = `${JSON.stringify(found)} where ours says ${JSON.stringify(expected)}`;
      throw new Failure(`${other.name} does not agree on scenario ${code} at ${date}: ${said}`);
    }
  }
}

function count(forms: ReadonlyMap<string, Form>, scenarios: readonly ScenarioRow[]) {
  const mean = (asked: (form: Form, answers: ScenarioRow['answers']) => number): number => {
    const counts = scenarios.flatMap(({ date, answers }) => {
      const form = forms.get(date);
      return form ? [asked(form, answers)] : [];
    });
    return Math.round((counts.reduce((sum, one) => sum + one, 0) / counts.length) * 100) / 100;
  };
  return { byNeed: mean(askedByNeed), inOrder: mean(askedInOrder), neededAfterwards: mean(neededAfterwards) };
}

/** The last line: ours over the faster peer, ours over the rules written out, questions asked over the fixed order. */
function report([ours, writtenOut, ...peers]: readonly Measured[], asked: number, isSmoke: boolean): void {
  const rate = (one: Measured | undefined): number => one?.evaluationsPerSecond ?? 0;
  const faster = Math.max(...peers.map(rate));
  const [overPeer, overWrittenOut] = [rate(ours) / faster, rate(ours) / rate(writtenOut)];
  const isReached = overPeer >= AIM.overPeer && overWrittenOut >= AIM.overWrittenOut && asked <= AIM.asked;
  if (!isSmoke && !isReached) {
    onTerminal(
      `The aim is not reached: at least ${AIM.overPeer}, ${AIM.overWrittenOut.toFixed(2)}, at most ${AIM.asked}.`,
    );
  }
  const [a, b, c] = [overPeer, overWrittenOut, asked].map((one) => one.toFixed(2));
  process.stdout.write(`ratio over-peer ${a} over-written-out ${b} questions ${c}\n`);
}
