import type { Knex } from 'knex';
import { givenBefore } from '../../journal/given-before';
import { settleIncoming } from '../../journal/pec-desk';
import type { Given } from '../give';

/** What an agreement's word on a proposed message makes of it where messages are listed. */
const STANDINGS = { 'accept-note': 'filed', 'dismiss-message': 'dismissed' } as const;
const isWord = (command: string): command is keyof typeof STANDINGS => Object.hasOwn(STANDINGS, command);

/**
 * What is written beside a command that says what a proposed message is, so that the list of messages says the same; nothing
 * beside any other, and nothing anew when it was given before.
 */
export async function settledBeside(
  db: Knex,
  { actor, stream, command, data, key }: Pick<Given, 'actor' | 'stream' | 'command' | 'data' | 'key'>,
): Promise<Pick<Given, 'beside'>> {
  if (!isWord(command) || (await givenBefore(db, actor, key))) return {};
  const { message } = data as { readonly message: number };
  return { beside: (trx) => settleIncoming(trx, { id: message, stream, standing: STANDINGS[command] }) };
}
