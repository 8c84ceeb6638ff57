import type { CaseCommand } from '../../domain/case/commands';
import type { CaseFact } from '../../domain/case/entries';
import type { CaseAgendaFacts, CaseFacts } from '../../domain/case/facts';
import { caseProcess } from '../../domain/case/process';
import type { CaseState } from '../../domain/case/state';
import { run } from '../sql';
import type { Host } from '../types';
import { caseFacts } from './facts';
import { sealCommand } from './seal';

/** The case on the journal: its pure pieces, and what they read from the database. */
export const caseHost: Host<CaseState, CaseFact, CaseCommand, CaseFacts, CaseAgendaFacts> = {
  process: caseProcess,
  seal: sealCommand,
  facts: ({ trx, state, actor, now }, command) => caseFacts({ trx, state, actor, now, command }),
  undelivered: (mail) => ({ name: 'report-undelivered', data: { mail } }),
  async agendaFacts(db, state) {
    if (state.operatorId === null || state.end) return { assigneeActive: true };
    // The same who may be assigned (`candidates`): an account that was shut follows nobody.
    const { rows } = await run<unknown>(
      db,
      `select 1 from operators o join up_users u on u.id = o.user_id
       where o.id = ? and o.association_id = ? and o.active and coalesce(u.blocked, false) = false`,
      [state.operatorId, state.associationId],
    );
    return { assigneeActive: rows.length > 0 };
  },
};
