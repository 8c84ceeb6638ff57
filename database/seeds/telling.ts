import { DAY, dayOfDate, fromWall } from '../../src/domain/calendar/rome';
import type { Actor } from '../../src/domain/network/actor';
import type { Command, Instant } from '../../src/domain/process';
import { append } from '../../src/journal/append';
import { foldStream } from '../../src/journal/look';
import type { Journal } from '../../src/journal/types';
import { CORRELATION, catchUp } from './catch-up';

/** One command of the past; `key` tells it apart within its stream, for ever. */
export interface Told {
  readonly key: string;
  readonly at: Instant;
  readonly by: Actor;
  /** What is asked, of the process as it stands then. */
  readonly command: (state: unknown) => Command | Promise<Command>;
}

/**
 * Tells a stream's past: its commands at their times, and between them what nobody clicks; nothing of it is sent. A command
 * told at an earlier start is not told again, whatever became of the stream since. How many were told; throws Error naming
 * the one that is refused.
 */
export async function tellStream(journal: Journal, stream: string, lines: readonly Told[]): Promise<number> {
  const told = await keysTold(journal, stream);
  let count = 0;
  for (const { key, at, by, command } of lines) {
    const id = `seed/${stream}/${key}`;
    if (told.has(id)) continue;
    await catchUp(journal, stream, at);
    const { state } = await foldStream(journal, stream);
    const answer = await append(journal, {
      stream,
      command: await command(state),
      actor: by,
      key: id,
      correlation: CORRELATION,
      at,
      effects: 'not-sent',
    });
    if (answer.outcome !== 'accepted') throw new Error(`${id}: ${JSON.stringify(answer)}`);
    count += 1;
  }
  return count;
}

/** The keys of the commands that are in the journal of a stream. */
async function keysTold({ db }: Journal, stream: string): Promise<ReadonlySet<string>> {
  const keys = await db('journal_entry')
    .where({ stream })
    .whereLike('command_id', '%/seed/%')
    .select<{ key: string }[]>(db.raw(`substring(command_id from position('/' in command_id) + 1) as key`));
  return new Set(keys.map((one) => one.key));
}

/** An hour of a day 'YYYY-MM-DD' in Rome. */
export function hourOf(day: string, hour: number): Instant {
  return fromWall(dayOfDate(day) * DAY + hour * 3_600_000);
}
