import { createHash } from 'node:crypto';
import { canonicalJson } from '../domain/canonical-json';
import { checkContents } from '../domain/questionnaire/check';
import type { Finding } from '../domain/questionnaire/finding';
import { freeze } from '../domain/questionnaire/freeze';
import type { Contents } from '../domain/questionnaire/rows';
import { runScenarios, type ScenarioOutcome } from '../domain/questionnaire/scenarios';
import type { Snapshot } from '../domain/questionnaire/snapshot';
import { ExpressionError } from '../domain/questionnaire/tokens';
import { gather } from './gather';
import type { Rows } from './rows';

/** What publishing the working copy would come to. */
export interface Review {
  /** Null while rows are wanting, or a rule cannot be read. */
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

let latest: { readonly of: string; readonly review: Review } | undefined;

/**
 * Gathers, checks, freezes, and runs every scenario. The latest is kept: who publishes has just looked at the same, and
 * looking everywhere for what can never hold takes a second.
 */
export function review(rows: Rows): Review {
  const of = JSON.stringify(rows);
  if (latest?.of !== of) latest = { of, review: reviewed(rows) };
  return latest.review;
}

function reviewed(rows: Rows): Review {
  const gathered = gather(rows);
  const { contents, scenarios } = gathered;
  const findings = contents ? [...gathered.findings, ...checkContents(contents, scenarios)] : gathered.findings;
  const snapshot = contents && frozen(contents);
  if (!snapshot) return { snapshot: null, hash: null, findings, outcomes: [] };
  return { snapshot, hash: hashOf(snapshot), findings, outcomes: runScenarios(snapshot, scenarios) };
}

/** A rule that cannot be read is among the findings already. */
function frozen(contents: Contents): Snapshot | null {
  try {
    return freeze(contents);
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}
