import type { z } from 'zod';
import type { COMMAND_DATA, CommandName } from '../../src/domain/case/commands';
import type { CaseSummary } from '../../src/http/cases/view-schema';
import type { Client } from './client';

/** What a command carries, as it is sent. */
export type SentData<C extends CommandName> = z.input<(typeof COMMAND_DATA)[C]>;

/** Opens a case; the case in a few words. */
export async function openCase(who: Client, data: SentData<'open-case'>, correlation?: string): Promise<CaseSummary> {
  return (await who.post<{ data: CaseSummary }>('/api/cases', data, correlation)).data;
}

/** Gives a command to a case; the case after it. Throws HttpFailure, with the rule when a rule refused. */
export async function give<C extends CommandName>(
  who: Client,
  id: string,
  name: C,
  data: SentData<C>,
  correlation?: string,
): Promise<CaseSummary> {
  return (await who.post<{ data: CaseSummary }>(`/api/cases/${id}/commands/${name}`, data, correlation)).data;
}
