import type { FrameworkCommand } from '../../domain/framework/commands';
import type { FrameworkEntryType, FrameworkFact } from '../../domain/framework/entries';
import { frameworkProcess } from '../../domain/framework/process';
import { isOpen } from '../../domain/framework/stages';
import type { FrameworkAgendaFacts, FrameworkFacts, FrameworkState } from '../../domain/framework/state';
import { entriesUnder, factsUnder } from '../../domain/framework/under-policy';
import type { Host } from '../types';
import { frameworkFacts } from './facts';

/** What moves a framework's end: its local agreements, whose end is never after it, look again. */
const MOVES_THE_END: ReadonlySet<FrameworkEntryType> = new Set<FrameworkEntryType>([
  'framework-in-force',
  'renewed',
  'termination-announced',
  'framework-ended',
]);

/** The framework agreement on the journal: its pure pieces, and what they read from the database. */
export const frameworkHost: Host<
  FrameworkState,
  FrameworkFact,
  FrameworkCommand,
  FrameworkFacts,
  FrameworkAgendaFacts
> = {
  process: frameworkProcess,
  seal: async (_context, command) => command as FrameworkCommand,
  facts: ({ trx, state, now }, command) => frameworkFacts({ trx, state, now, command }),
  agendaFacts: async () => ({}),
  undelivered: (mail) => ({ name: 'report-undelivered', data: { mail } }),
  under: { entries: entriesUnder, facts: factsUnder },
  // What has not left when it ends does not leave any more.
  dispatches: ({ stage, dispatches }) => (stage !== null && isOpen(stage) ? dispatches : {}),
  cites: ['document', 'report'],
  beside: (facts, { state, correlation }) =>
    facts.some((fact) => MOVES_THE_END.has(fact.type))
      ? [
          {
            name: 'local_agreements',
            sql: `insert into journal_wake (stream, correlation)
                  select 'agreement/' || a.document_id, ? from agreements a
                  join framework_agreements f on f.id = a.framework_id where f.document_id = ? and a.closed_at is null`,
            bindings: [correlation, state.id],
          },
        ]
      : [],
};
