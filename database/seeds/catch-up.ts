import { FOLLOW } from '../../src/domain/network/actor';
import type { Instant } from '../../src/domain/process';
import { append } from '../../src/journal/append';
import { look } from '../../src/journal/look';
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
