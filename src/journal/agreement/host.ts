import type { AgreementCommand, AgreementData } from '../../domain/agreement/commands';
import type { AgreementFact } from '../../domain/agreement/entries';
import type { AgreementAgendaFacts, AgreementFacts } from '../../domain/agreement/facts';
import { agreementProcess } from '../../domain/agreement/process';
import type { AgreementState } from '../../domain/agreement/state';
import { one } from '../sql';
import type { Host } from '../types';
import { agreementFacts } from './facts';
import { saveText } from './save-text';

/** The local agreement on the journal: its pure pieces, and what they read from the database. */
export const agreementHost: Host<
  AgreementState,
  AgreementFact,
  AgreementCommand,
  AgreementFacts,
  AgreementAgendaFacts
> = {
  process: agreementProcess,
  async seal(context, command) {
    if (command.name !== 'save-text') return command as AgreementCommand;
    // A text is kept whole as a document; the journal knows it by its hash.
    return {
      name: 'save-text',
      data: { textHash: await saveText(context, command.data as AgreementData<'save-text'>) },
    };
  },
  facts: ({ trx, state, now }, command) => agreementFacts({ trx, state, now, command }),
  undelivered: (mail) => ({ name: 'report-undelivered', data: { mail } }),
  dispatches: (state) => state.dispatches,
  cites: ['document', 'report', 'model', 'textHash'],
  async agendaFacts(db, { frameworkId }) {
    const row =
      frameworkId === null
        ? null
        : await one<{ endsOn: string | null }>(
            db,
            'select ends_on::text as "endsOn" from framework_agreements where id = ?',
            [frameworkId],
          );
    return { frameworkEndsOn: row?.endsOn ?? null };
  },
};
