import { caseAgenda } from '../../../src/domain/case/agenda';
import type { CaseCommand } from '../../../src/domain/case/commands';
import type { AgendaItem, Instant } from '../../../src/domain/process';
import type { CaseStory, Giving } from './case-story';
import { shown } from './time';

/** What following the agenda did at one moment: the item, and the mails it owed or the rule that refused it. */
export interface Followed {
  readonly at: Instant;
  readonly key: string;
  readonly result: readonly string[] | string;
}

/** How the agenda is followed: until when, from which moment (late, after a stop), with which facts. */
export interface Following {
  readonly until?: Instant;
  readonly awakeFrom?: Instant;
  readonly assigneeActive?: () => boolean;
  readonly facts?: Giving['facts'];
}

/** The name of a follow-up for ever (invariant 6): its key and the version that set its date. */
export function nameOf(item: AgendaItem<CaseCommand>): string {
  return `${item.since}/${item.key}`;
}

/**
 * Follows a case's agenda in memory, as the loop does: gives each command when it is due, folds, reads the agenda again,
 * and never gives the same follow-up twice. Throws Error when it goes on beyond a thousand steps.
 */
export function follow(story: CaseStory, how: Following = {}): readonly Followed[] {
  const { until = Number.POSITIVE_INFINITY, awakeFrom = 0, assigneeActive = () => true } = how;
  const given = new Set<string>();
  const log: Followed[] = [];
  for (let step = 0; step < 1000; step += 1) {
    const agenda = caseAgenda(story.state, { assigneeActive: assigneeActive() });
    const item = agenda.find((one) => !given.has(nameOf(one)));
    const at = Math.max(item?.at ?? 0, story.now, awakeFrom);
    if (!item || at > until) return log;
    given.add(nameOf(item));
    const giving: Giving = { by: 'system', at, facts: how.facts };
    const refusal = story.refusal(item.command.name, item.command.data, giving);
    const result = refusal ?? story.give(item.command.name, item.command.data, giving).map((one) => one.template);
    log.push({ at, key: item.key, result });
  }
  throw new Error('the agenda does not end');
}

/** A log as lines: when, what, and what came of it. */
export function lines(log: readonly Followed[]): string[] {
  return log.map(({ at, key, result }) =>
    [shown(at), key, ...(typeof result === 'string' ? [`refused: ${result}`] : result)].join(' '),
  );
}
