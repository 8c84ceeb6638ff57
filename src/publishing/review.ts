import { createHash } from 'node:crypto';
import { check, type Finding } from '../domain/questionnaire/check';
import { freeze } from '../domain/questionnaire/freeze';
import { parseExpression } from '../domain/questionnaire/parse';
import type { Contents } from '../domain/questionnaire/rows';
import { runScenarios, type ScenarioOutcome } from '../domain/questionnaire/scenarios';
import type { Snapshot } from '../domain/questionnaire/snapshot';
import { ExpressionError } from '../domain/questionnaire/tokens';
import { canonicalJson } from '../journal/vault/canonical-json';
import { gather } from './gather';
import type { Rows } from './rows';

/** What publishing the working copy would come to. */
export interface Review {
  /** Null while rows are wanting. */
  readonly snapshot: Snapshot | null;
  readonly hash: string | null;
  /** What keeps it from being published; none, and it may be. */
  readonly findings: readonly Finding[];
  readonly outcomes: readonly ScenarioOutcome[];
}

/** The hash a version is known by: over the canonical text, for a JSON column does not keep the order of keys. */
export function hashOf(snapshot: Snapshot): string {
  return createHash('sha256').update(canonicalJson(snapshot)).digest('hex');
}

/** Gathers, checks, freezes, and runs every scenario. */
export function review(rows: Rows): Review {
  const { contents, scenarios, findings } = gather(rows);
  const unreadable = contents ? unreadableIn(contents) : [];
  if (!contents || unreadable.length > 0) {
    return { snapshot: null, hash: null, findings: [...findings, ...unreadable], outcomes: [] };
  }
  const snapshot = freeze(contents);
  const outcomes = runScenarios(snapshot, scenarios);
  return {
    snapshot,
    hash: hashOf(snapshot),
    findings: [...findings, ...check(contents), ...outcomes.flatMap(findingsOf)],
    outcomes,
  };
}

function findingsOf({ scenario, results, failing, unknown }: ScenarioOutcome): readonly Finding[] {
  const at = { row: 'scenario', code: scenario.code } as const;
  return [
    ...unknown.map((code): Finding => ({ kind: 'scenario-unknown', at, values: { code } })),
    ...failing.map((benefit): Finding => {
      const values = { benefit, expected: scenario.expected[benefit] ?? '', found: results[benefit] ?? '' };
      return { kind: 'scenario-fails', at, values };
    }),
  ];
}

/** Texts that cannot be read as expressions, wherever one may stand. */
function unreadableIn({ sections, scales, benefits }: Contents): readonly Finding[] {
  const written: readonly (readonly [Finding['at'], string | null])[] = [
    ...sections.flatMap(({ questions }) =>
      questions.map((one) => [{ row: 'question', code: one.code }, one.onlyIf] as const),
    ),
    ...scales.flatMap(({ code, steps }) => steps.map((step) => [{ row: 'scale', code }, step.where] as const)),
    ...benefits.flatMap(({ criteria }) =>
      criteria.map((one) => [{ row: 'criterion', code: one.code }, one.if] as const),
    ),
  ];
  return written.flatMap(([at, text]): Finding[] => {
    const fault = text === null ? undefined : faultOf(text);
    return fault ? [{ kind: 'unreadable', at, values: { found: fault.found, place: fault.at + 1 } }] : [];
  });
}

/** What is wrong with the text of an expression; undefined when it can be read. */
export function faultOf(text: string): ExpressionError | undefined {
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    if (error instanceof ExpressionError) return error;
    throw error;
  }
}
