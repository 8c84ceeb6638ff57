import { agreementAgenda } from '../../../src/domain/agreement/agenda';
import type { AgreementCommand } from '../../../src/domain/agreement/commands';
import type { AgendaItem, Instant } from '../../../src/domain/process';
import type { Followed } from '../domain/follow';
import type { AgreementStory, Giving } from './agreement-story';

/** How the agenda is followed: until when, from which moment (late, after a stop), under which framework and facts. */
export interface Following {
  readonly until?: Instant;
  readonly awakeFrom?: Instant;
  /** Last day of the framework at a moment; as the agreement last heard of it, if left out. */
  readonly frameworkEndsOn?: (now: Instant) => string;
  readonly facts?: Giving['facts'];
}

/** The name of a follow-up for ever (invariant 6): its key and the version that set its date. */
export function nameOf(item: AgendaItem<AgreementCommand>): string {
  return `${item.since}/${item.key}`;
}

/**
 * Follows an agreement's agenda in memory, as the loop does: gives each command when it is due, folds, reads the agenda
 * again, and never gives the same follow-up twice. Throws Error when it goes on beyond a thousand steps.
 */
export function follow(story: AgreementStory, how: Following = {}): readonly Followed[] {
  const { until = Number.POSITIVE_INFINITY, awakeFrom = 0, frameworkEndsOn } = how;
  const given = new Set<string>();
  const log: Followed[] = [];
  for (let step = 0; step < 1000; step += 1) {
    const now = Math.max(story.now, awakeFrom);
    const facts = { frameworkEndsOn: frameworkEndsOn?.(now) ?? story.state.frameworkEndsOn };
    const item = agreementAgenda(story.state, facts).find((one) => !given.has(nameOf(one)));
    const at = Math.max(item?.at ?? 0, now);
    if (!item || at > until) return log;
    given.add(nameOf(item));
    const giving: Giving = { by: 'system', at, facts: how.facts };
    const refusal = story.refusal(item.command.name, item.command.data, giving);
    const result = refusal ?? story.give(item.command.name, item.command.data, giving).map((one) => one.template);
    log.push({ at, key: item.key, result });
  }
  throw new Error('the agenda does not end');
}
