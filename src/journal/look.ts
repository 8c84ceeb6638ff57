import { owedLegs } from '../domain/dispatch/dispatch';
import type { Entry, Fact, Instant, LegName, Plan } from '../domain/process';
import { hostOf } from './append';
import { isOver } from './over';
import { readStream, toEntry } from './read';
import { run } from './sql';
import type { AnyHost, Journal } from './types';

/** A stream folded: the host, its state, and its entries as the rules read them. */
export async function foldStream(
  journal: Journal,
  stream: string,
): Promise<{ readonly host: AnyHost; readonly state: unknown; readonly entries: readonly (Entry & Fact)[] }> {
  const host = hostOf(journal, stream);
  const stored = await readStream(journal.db, stream);
  const entries = stored.map((entry) => host.process.upcast(toEntry(entry)) as Entry & Fact);
  return { host, state: host.process.fold(stream, entries), entries };
}

/**
 * What a process owes now and next, for the follow loop: due commands of its agenda, mails and messages to offices waiting
 * to be handed over, and the next moment something falls due. `now` is the workflow's own clock.
 */
export async function look(journal: Journal, stream: string, now: Instant): Promise<Plan> {
  const { host, state, entries } = await foldStream(journal, stream);
  const facts = await host.agendaFacts(journal.db, state, now);
  const agenda = host.process.agenda(state, facts);
  const { rows } = await run<{ id: number; not_before: Date }>(
    journal.db,
    `select id, not_before from mails where stream = ? and status in ('queued', 'sending') order by id`,
    [stream],
  );
  const due = agenda.filter((item) => item.at <= now);
  const mails = rows.filter((mail) => mail.not_before.getTime() <= now).map((mail) => mail.id);
  const legs = owedLegs(host.dispatches?.(state) ?? {});
  const dispatches = legs
    .filter((leg) => leg.notBefore <= now)
    .map(({ dispatch, channel, attempt }): LegName => ({ dispatch, channel, attempt }));
  const later = [
    ...agenda.filter((item) => item.at > now).map((item) => item.at),
    ...[...rows.map((mail) => mail.not_before.getTime()), ...legs.map((leg) => leg.notBefore)].filter((at) => at > now),
  ];
  return {
    version: entries.length,
    due,
    mails,
    ...(dispatches.length === 0 ? {} : { dispatches }),
    nextAt: later.length === 0 ? null : Math.min(...later),
    over: isOver(host, state) && later.length === 0,
  };
}
