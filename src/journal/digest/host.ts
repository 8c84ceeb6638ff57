import type { Knex } from 'knex';
import {
  type DigestCommand,
  type DigestFact,
  type DigestFacts,
  type DigestState,
  digestProcess,
} from '../../domain/digest/process';
import type { Instant } from '../../domain/process';
import { nationalCalendar } from '../case/policies';
import { run } from '../sql';
import type { Host } from '../types';

async function waiting(db: Knex, userId: number, now: Instant): Promise<DigestFacts> {
  const { rows } = await run<{ id: number; created_at: Date }>(
    db,
    `select n.id, n.created_at from notices n join up_users u on u.id = n.user_id
     where n.user_id = ? and n.channel = 'digest' and n.mail_id is null and not n.skipped
       and coalesce(u.blocked, false) = false
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
  facts: ({ trx, state, now }) => waiting(trx, state.userId, now),
  agendaFacts: (db, state, now) => waiting(db, state.userId, now),
};
