import type { Knex } from 'knex';
import { openDatabase } from '../../src/worker/adapters/database';
import { mailboxLocks } from '../../src/worker/adapters/pec/locks';
import { createDatabase, type TestDatabase } from '../support/databases';
import { eventually } from '../support/eventually';

const MAILBOXES = ['uno@pec.example', 'due@pec.example', 'tre@pec.example', 'quattro@pec.example'] as const;

let database: TestDatabase;
let db: Knex;
beforeAll(async () => {
  database = await createDatabase();
  db = openDatabase(database.url);
});
afterEach(() => jest.restoreAllMocks());
afterAll(async () => {
  await db?.destroy();
  await database?.drop();
});

/** The most questions that any connection of the pool was asked at once, from now on. */
function watched(): () => number {
  let most = 0;
  const acquire = db.client.acquireConnection.bind(db.client);
  jest.spyOn(db.client, 'acquireConnection').mockImplementation(async () => {
    const session = await acquire();
    const query = session.query.bind(session);
    let asking = 0;
    session.query = async (...asked: unknown[]) => {
      asking += 1;
      most = Math.max(most, asking);
      return query(...asked).finally(() => {
        asking -= 1;
      });
    };
    return session;
  });
  return () => most;
}

test('a process reads the mailboxes that no other reads, and asks for them one at a time', async () => {
  const most = watched();
  const [first, second] = [mailboxLocks(db), mailboxLocks(db)];
  expect(await Promise.all(MAILBOXES.map((one) => first.take(one)))).toEqual([true, true, true, true]);
  expect(await Promise.all(MAILBOXES.map((one) => first.take(one)))).toEqual([true, true, true, true]);
  expect(await Promise.all(MAILBOXES.map((one) => second.take(one)))).toEqual([false, false, false, false]);
  await first.release();
  expect(await second.take(MAILBOXES[0])).toBe(true);
  await second.release();
  expect(most()).toBe(1);
});

test('a session that broke lost every lock: they are taken anew, also by another process', async () => {
  const [one, other] = [mailboxLocks(db), mailboxLocks(db)];
  expect(await one.take(MAILBOXES[0])).toBe(true);
  expect(await other.take(MAILBOXES[0])).toBe(false);
  await db.raw(`select pg_terminate_backend(pid) from pg_locks l join pg_database d on d.oid = l.database
                where l.locktype = 'advisory' and d.datname = current_database()`);
  await eventually(async () => expect(await other.take(MAILBOXES[0])).toBe(true));
  const answers = await Promise.allSettled([one.take(MAILBOXES[0]), one.take(MAILBOXES[1])]);
  expect(answers).toMatchObject([{ status: 'rejected' }, { status: 'fulfilled', value: true }]);
  expect(await one.take(MAILBOXES[0])).toBe(false);
  await Promise.all([one.release(), other.release()]);
});
