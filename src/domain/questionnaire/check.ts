import { checkDates } from './check-dates';
import { mentions } from './check-expression';
import { checkReach, formsOf } from './check-reach';
import { checkScenarios } from './check-scenarios';
import { checkCodes, readTexts, type Written } from './check-texts';
import { checkWords } from './check-words';
import type { Finding } from './finding';
import { freeze } from './freeze';
import type { Contents, ScenarioRow } from './rows';

/**
 * Everything that keeps contents from being published, as data: `findingMessage` says it in words, `at` is the row to
 * mend. What answers come to is only looked at when every text can be read: until then it would be a second finding about
 * the same mistake.
 */
export function checkContents(contents: Contents, scenarios: readonly ScenarioRow[]): readonly Finding[] {
  const { written, findings } = readTexts(contents);
  const circles = circlesIn(contents, written);
  const first = [
    ...findings,
    ...circles,
    ...checkCodes(contents, written),
    ...checkDates(contents, written),
    ...checkWords(contents),
  ];
  if (findings.length > 0 || circles.length > 0) return first;
  const forms = formsOf(freeze(contents));
  return [...first, ...checkReach(contents, forms), ...checkScenarios(scenarios, forms)];
}

/** Benefits that, through others, ask whether they themselves are indicated. */
function circlesIn(contents: Contents, written: readonly Written[]): readonly Finding[] {
  const asks = new Map(
    contents.benefits.map(({ code, criteria }) => {
      const own = written.filter(({ at }) => at.row === 'criterion' && criteria.some((one) => one.code === at.code));
      const nodes = own.flatMap(({ tree }) => [...mentions(tree)].map((one) => one.node));
      return [code, nodes.flatMap((node) => (node.op === 'indicated' ? [node.benefit] : []))];
    }),
  );
  /** The way from one benefit back to another, through benefits not yet seen. */
  const wayBack = (from: string, to: string, seen: Set<string>): readonly string[] | null => {
    for (const next of asks.get(from) ?? []) {
      if (next === to) return [from];
      if (seen.has(next)) continue;
      seen.add(next);
      const rest = wayBack(next, to, seen);
      if (rest) return [from, ...rest];
    }
    return null;
  };
  return contents.benefits.flatMap(({ code }): readonly Finding[] => {
    const way = wayBack(code, code, new Set());
    return way ? [{ kind: 'circle', at: { row: 'benefit', code }, values: { way: [...way, code].join(' → ') } }] : [];
  });
}
