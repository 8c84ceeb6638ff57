import type { Knex } from 'knex';
import type { TermPolicy } from '../../domain/agreement/state';
import type { Channel } from '../../domain/dispatch/types';
import { one } from '../sql';

interface PolicyRow {
  readonly id: number;
  readonly code: string;
  readonly term_years: number;
  readonly max_renewals: number;
  readonly window_days: number;
  readonly central_channel: Channel;
  readonly central_address: string | null;
  readonly communication_channel: Channel;
  readonly communication_address: string | null;
}

/** The term policy in force on a day, 'YYYY-MM-DD'; null when there is none. */
export async function termPolicyOn(db: Knex, day: string): Promise<TermPolicy | null> {
  const row = await one<PolicyRow>(
    db,
    `select id, code, term_years, max_renewals, window_days, central_channel, central_address, communication_channel,
            communication_address
     from term_policies where valid_from <= ?::date and (valid_to is null or valid_to >= ?::date)`,
    [day, day],
  );
  return (
    row && {
      id: row.id,
      code: row.code,
      termYears: row.term_years,
      maxRenewals: row.max_renewals,
      windowDays: row.window_days,
      transmission: {
        central: { channel: row.central_channel, address: row.central_address?.toLowerCase() ?? '' },
        communication: { channel: row.communication_channel, address: row.communication_address?.toLowerCase() ?? '' },
      },
    }
  );
}
