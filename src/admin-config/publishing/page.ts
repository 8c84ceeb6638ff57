import type { Knex } from 'knex';
import type { Finding, RowKind } from '../../domain/questionnaire/check';
import { runScenarios, type ScenarioOutcome } from '../../domain/questionnaire/scenarios';
import type { Snapshot } from '../../domain/questionnaire/snapshot';
import { changesBetween } from '../../publishing/changes';
import { review } from '../../publishing/review';
import { type Rows, readRows } from '../../publishing/rows';
import type { Place, PublishingPage, ShownScenario } from '../../publishing/shown';
import { inForce, pastVersions } from '../../publishing/versions';
import type { Language } from '../content-refusals';
import { linkTo } from './links';
import { sentenceOf } from './sentence';

/** Reads and reviews the working copy for the page, with sentences in a language. */
export async function publishingPage(db: Knex, language: Language): Promise<PublishingPage> {
  const [rows, current, versions] = await Promise.all([readRows(db), inForce(db), pastVersions(db)]);
  const { snapshot, hash, findings, outcomes } = review(rows);
  const place = (row: RowKind, code: string): Place => ({ row, code, link: linkTo(rows, row, code) });
  const changes = snapshot ? changesBetween(current?.snapshot ?? null, snapshot) : [];
  return {
    versions,
    hash,
    isUnchanged: hash !== null && hash === current?.hash,
    findings: findings.map((one: Finding) => ({
      ...place(one.at.row, one.at.code),
      text: sentenceOf(one, language),
    })),
    changes: changes.map(({ row, code, what }) => ({ ...place(row, code), what })),
    scenarios: shown(rows, outcomes, current?.snapshot ?? null, language),
    preview: snapshot,
  };
}

function shown(
  rows: Rows,
  outcomes: readonly ScenarioOutcome[],
  published: Snapshot | null,
  language: Language,
): readonly ShownScenario[] {
  const scenarios = outcomes.map((one) => one.scenario);
  const before = published ? runScenarios(published, scenarios) : [];
  return outcomes.map(({ scenario, results, failing, unknown }, at) => {
    const old = before[at]?.results ?? {};
    return {
      row: 'scenario',
      code: scenario.code,
      link: linkTo(rows, 'scenario', scenario.code),
      title: scenario.title[language],
      date: scenario.date,
      isFailing: failing.length + unknown.length > 0,
      results: Object.entries(results)
        .filter(([code, now]) => code in scenario.expected || (code in old && old[code] !== now))
        .map(([benefit, now]) => {
          return { benefit, expected: scenario.expected[benefit] ?? null, now, published: old[benefit] ?? null };
        }),
    };
  });
}
