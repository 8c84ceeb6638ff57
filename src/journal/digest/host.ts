import type { Knex } from 'knex';
import {
  type DigestCommand,
  type DigestFact,
  type DigestFacts,
  type DigestState,
  digestProcess,
} from '../../domain/digest/process';
import type { Instant } from '../../domain/process';
import { remindersOver } from '../case/reminders';
import { nationalCalendar } from '../policies';
import { run } from '../sql';
import type { Host } from '../types';

/** What waits for a person; for an operator who left, as for a blocked user, nothing does. */
async function waiting(db: Knex, userId: number, now: Instant): Promise<DigestFacts> {
  const { rows } = await run<{ id: number; created_at: Date }>(
    db,
    `select n.id, n.created_at from notices n join up_users u on u.id = n.user_id
     where n.user_id = ? and n.channel = 'digest' and n.mail_id is null and not n.skipped
       and coalesce(u.blocked, false) = false
       and not exists (select 1 from operators o where o.user_id = u.id and not o.active)
     order by n.id limit 200`,
    [userId],
  );
  return {
    calendar: nationalCalendar(now),
    waiting: rows.map((row) => ({ id: row.id, at: row.created_at.getTime() })),
  };
}

/** The daily digest on the journal. */
export const digestHost: Host<DigestState, DigestFact, DigestCommand, DigestFacts, DigestFacts> = {
  process: digestProcess,
  seal: async (_context, command) => command as DigestCommand,
  async facts({ trx, state, now }) {
    const facts = await waiting(trx, state.userId, now);
    const over = await remindersOver(
      trx,
      facts.waiting.map((line) => line.id),
    );
    return { ...facts, waiting: facts.waiting.map((line) => (over.has(line.id) ? { ...line, over: true } : line)) };
  },
  beside: (facts) =>
    facts
      .filter((fact) => fact.type === 'lines-left-out')
      .map(({ data }) => ({
        name: 'left_out',
        sql: `update notices set skipped = true, skip_reason = 'step-done' where id = any(?::int[])`,
        bindings: [data.notices],
      })),
  agendaFacts: (db, state, now) => waiting(db, state.userId, now),
};
