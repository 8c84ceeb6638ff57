import type { Knex } from 'knex';
import { type Finding, findingMessage, type Place } from '../../domain/questionnaire/finding';
import { runScenarios } from '../../domain/questionnaire/scenarios';
import type { Snapshot } from '../../domain/questionnaire/snapshot';
import { changesBetween } from '../../publishing/changes';
import { type Review, review } from '../../publishing/review';
import { type Rows, readRows } from '../../publishing/rows';
import type { PublishingPage, ShownRow, ShownScenario } from '../../publishing/shown';
import { inForce, pastVersions } from '../../publishing/versions';
import type { Language } from '../content-refusals';
import { linkTo } from './links';

/** Reads and reviews the working copy for the page, with sentences in a language. */
export async function publishingPage(db: Knex, language: Language): Promise<PublishingPage> {
  const [rows, current, versions] = await Promise.all([readRows(db), inForce(db), pastVersions(db)]);
  const reviewed = review(rows);
  const { snapshot, hash, findings } = reviewed;
  const changes = snapshot ? changesBetween(current?.snapshot ?? null, snapshot) : [];
  return {
    versions,
    hash,
    isUnchanged: hash !== null && hash === current?.hash,
    findings: findings.map((one: Finding) => ({ ...shownRow(rows, one.at), text: findingMessage(language, one) })),
    changes: changes.map(({ what, ...at }) => ({ ...shownRow(rows, at), what })),
    scenarios: scenariosOf(rows, reviewed, current?.snapshot ?? null, language),
    preview: snapshot,
  };
}

const shownRow = (rows: Rows, at: Place): ShownRow => ({ row: at.row, code: at.code, link: linkTo(rows, at) });

function scenariosOf(
  rows: Rows,
  { outcomes, findings }: Review,
  published: Snapshot | null,
  language: Language,
): readonly ShownScenario[] {
  const scenarios = outcomes.map((one) => one.scenario);
  const before = published ? runScenarios(published, scenarios) : [];
  return outcomes.map(({ scenario, results }, index) => {
    const old = before[index]?.results ?? {};
    const at: Place = { row: 'scenario', code: scenario.code };
    // What it expects, and what comes out otherwise than before.
    const moved = Object.keys({ ...old, ...results }).filter((code) => results[code] !== old[code]);
    const benefits = new Set([...Object.keys(scenario.expected), ...moved]);
    return {
      ...shownRow(rows, at),
      title: scenario.title[language],
      date: scenario.date,
      isFailing: findings.some((one) => one.at.row === at.row && one.at.code === at.code),
      results: [...benefits].map((benefit) => ({
        benefit,
        expected: scenario.expected[benefit] ?? null,
        now: results[benefit] ?? null,
        published: old[benefit] ?? null,
      })),
    };
  });
}
