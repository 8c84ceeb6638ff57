import { owedLegs } from '../../src/domain/dispatch/dispatch';
import { FOLLOW } from '../../src/domain/network/actor';
import type { Instant } from '../../src/domain/process';
import { append } from '../../src/journal/append';
import { readLetter } from '../../src/journal/letters';
import { foldStream, look } from '../../src/journal/look';
import type { Journal } from '../../src/journal/types';

export const CORRELATION = 'seed';

/**
 * Gives a stream all that its agenda owes up to `until`, each item at its own time: what the follow loop would have
 * done, one item after the other because each may change what is owed. Nothing of it is sent. How many were given.
 */
export async function catchUp(journal: Journal, stream: string, until: Instant): Promise<number> {
  const tried = new Set<string>();
  for (;;) {
    const { due } = await look(journal, stream, until);
    const item = due.find((one) => !tried.has(`${one.since}/${one.key}`));
    if (!item) return tried.size;
    // Refused is an answer too (invariant 7): it is not asked twice.
    tried.add(`${item.since}/${item.key}`);
    await append(journal, {
      stream,
      command: item.command,
      actor: FOLLOW,
      key: `${stream}/${item.since}/${item.key}`,
      correlation: CORRELATION,
      at: item.at,
      effects: 'not-sent',
    });
  }
}

/**
 * Refuses to hand over what the seeds owed to offices and nothing told proves: a message of the past leaves never by itself.
 * It stands as one that did not leave, so that a person sends it, or says how it went. What people owe is not touched.
 */
export async function withhold(journal: Journal, stream: string): Promise<void> {
  const { host, state } = await foldStream(journal, stream);
  for (const { dispatch, channel, attempt } of owedLegs(host.dispatches?.(state) ?? {})) {
    const leg = { dispatch, channel, attempt };
    const letter = await readLetter(journal, stream, leg);
    if (letter?.correlation !== CORRELATION) continue;
    await append(journal, {
      stream,
      command: { name: 'refuse-dispatch', data: { ...leg, code: 'EPAST' } },
      actor: FOLLOW,
      key: `${stream}/${letter.leg.since}/${dispatch}/${channel}-${attempt}/past`,
      correlation: CORRELATION,
      effects: 'not-sent',
    });
  }
}
