import type { Knex } from 'knex';
import { wakeAll } from './wake';

/** Temporal does not answer at all: no wake of the batch can be handed over now. */
export class TemporalDown extends Error {
  override readonly name = 'TemporalDown';
}

/** Temporal, as the relay needs it. Every call ends within seconds, answered or not. */
export interface WakePort {
  /** Wakes the workflow of a stream, starting it if it isn't running. Throws TemporalDown when nothing answers. */
  wake(stream: string, correlation: string): Promise<void>;
  /** The id of the namespace: another one than last time means that Temporal was lost. */
  namespaceId(): Promise<string>;
  /** Prepares a namespace this database has not met: its schedules. */
  prepare(): Promise<void>;
}

/** What the relay says of itself. */
export interface RelayLog {
  info(message: string, details: Readonly<Record<string, unknown>>): void;
  warn(message: string, details: Readonly<Record<string, unknown>>): void;
}

export interface RelayOptions {
  readonly db: Knex;
  readonly port: WakePort;
  readonly log: RelayLog;
  readonly intervalMs: number;
}

interface Wake {
  readonly id: string;
  readonly stream: string;
  readonly correlation: string;
  readonly at: Date;
}

const BATCH = 200;
const AT_ONCE = 16;
const SLOWEST_MS = 10_000;
/** How often the relay asks whether Temporal is still the one it knew. */
const CHECK_MS = 30_000;

/**
 * Carries wakes from the journal to Temporal, at least once, coalesced by stream. The rows it locks while it speaks to
 * Temporal are wakes only: no human step touches them. Several relays may run; each takes what no other holds.
 * `stopped` ends it early: what was not handed over stays for the next time.
 */
async function relayOnce(
  { db, port, log }: RelayOptions,
  stopped: () => boolean = () => false,
): Promise<'idle' | 'busy' | 'down'> {
  return db.transaction(async (trx) => {
    const { rows } = await trx.raw<{ rows: Wake[] }>(
      `select id, stream, correlation, at from journal_wake order by id limit ${BATCH} for update skip locked`,
    );
    if (rows.length === 0) return 'idle';
    const last = new Map(rows.map((wake) => [wake.stream, wake]));
    const refused = new Map<string, Wake>();
    const done = new Set<string>();
    let down = false;
    const queue = [...last.values()];
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, queue.length) }, async () => {
        for (let next = queue.shift(); next && !down && !stopped(); next = queue.shift()) {
          const { stream, correlation } = next;
          try {
            await port.wake(stream, correlation);
            done.add(stream);
          } catch (error) {
            log.warn('a wake did not reach Temporal', { stream, correlation, reason: (error as Error).message });
            if (error instanceof TemporalDown) down = true;
            else refused.set(stream, next);
          }
        }
      }),
    );
    const over = rows.filter((wake) => done.has(wake.stream) || refused.has(wake.stream)).map((wake) => wake.id);
    await trx('journal_wake').whereIn('id', over).delete();
    // A stream that Temporal refuses goes to the end of the queue: it never blocks the others (invariant 10).
    const again = [...refused.values()].map(({ stream, correlation, at }) => ({ stream, correlation, at }));
    if (again.length > 0) await trx('journal_wake').insert(again);
    return down ? 'down' : 'busy';
  });
}

/** Wakes everything when the namespace is not the one this database knew; true when it did. */
async function rearmIfLost({ db, port, log }: RelayOptions): Promise<boolean> {
  const id = await port.namespaceId();
  return db.transaction(async (trx) => {
    await trx.raw('insert into relay_state (one) values (true) on conflict do nothing');
    const row = await trx('relay_state').forUpdate().first<{ namespace_id: string | null }>('namespace_id');
    if (row.namespace_id === id) return false;
    await port.prepare();
    const woken = await wakeAll(trx, `rearm-${id}`);
    await trx('relay_state').update({ namespace_id: id });
    log.info('the Temporal namespace is new to this database: everything that owes something is woken', { woken });
    return true;
  });
}

/** Runs the relay until `stop`; errors are logged and tried again, more slowly while they last. */
export function startRelay(options: RelayOptions): { stop(): Promise<void> } {
  let stopped = false;
  let interrupt: () => void = () => {};
  const pause = (ms: number): Promise<void> =>
    new Promise((done) => {
      const timer = setTimeout(done, ms);
      interrupt = () => {
        clearTimeout(timer);
        done();
      };
    });
  const run = async (): Promise<void> => {
    let delay = options.intervalMs;
    let checkAt = 0;
    let isPrepared = false;
    while (!stopped) {
      try {
        // This code may have a schedule more than the one that met the namespace first.
        if (!isPrepared) await options.port.prepare();
        isPrepared = true;
        if (performance.now() >= checkAt) {
          await rearmIfLost(options);
          checkAt = performance.now() + CHECK_MS;
        }
        const outcome = await relayOnce(options, () => stopped);
        // After an outage Temporal may be another one: ask again.
        if (outcome === 'down') checkAt = 0;
        delay = outcome === 'down' ? Math.min(delay * 2, SLOWEST_MS) : options.intervalMs;
      } catch (error) {
        checkAt = 0;
        delay = Math.min(delay * 2, SLOWEST_MS);
        options.log.warn('the relay could not work', { reason: (error as Error).message });
      }
      if (!stopped) await pause(delay);
    }
  };
  const running = run();
  return {
    async stop() {
      stopped = true;
      interrupt();
      await running;
    },
  };
}
