import type { Knex } from 'knex';
import { type Actor, actorId } from '../domain/network/actor';
import type { Entry, Fact, Instant } from '../domain/process';
import { chainHash } from './hash';
import { climb, noticeParts, type OwedBy } from './notices';
import { isOver } from './over';
import { type Part, writeParts } from './parts';
import { openStream, type StoredEntry, toEntry } from './read';
import { rowParts } from './rows';
import { type Answer, type AnyHost, type AppendRequest, type Journal, SealRefusal } from './types';

/** Two commands wanted the same thing at once and the database let one win: decided again with fresh facts. */
const EXCLUSION = '23P01';
const DEADLOCK = '40P01';
/** Two cases met the same new person at once: the second try finds them. */
const SAME_PERSON = 'beneficiaries_fiscal_code_once';
const UNIQUE = '23505';
const ATTEMPTS = 3;

/** The process a stream belongs to: the part before the slash. Throws RangeError on an unknown one. */
export function hostOf(journal: Journal, stream: string): AnyHost {
  const host = journal.hosts[stream.slice(0, stream.indexOf('/'))];
  if (!host) throw new RangeError(`no process for stream ${stream}`);
  return host;
}

/**
 * The one way a process changes: in one transaction, lock the stream, read and fold it, read the facts, decide, append,
 * update the rows people read, write the notices owed and the wake for the process's workflow. The answer to a command
 * id given before is the first answer again.
 */
export async function append(journal: Journal, request: AppendRequest): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await journal.db.transaction((trx) => decideIn(trx, journal, request));
    } catch (error) {
      const { code, constraint } = error as { code?: string; constraint?: string };
      if (code === UNIQUE && constraint === 'journal_entry_command_id_key') return { outcome: 'key-reused' };
      if (error instanceof Refusal) return error.answer;
      if (error instanceof SealRefusal) return { outcome: 'refused', ...error.rejection };
      const again = code === EXCLUSION || code === DEADLOCK || constraint === SAME_PERSON;
      if (!again || attempt === ATTEMPTS) throw error;
    }
  }
}

/** Rolls the transaction back (sealed values of a refused command must not stay) and carries the answer out of it. */
class Refusal extends Error {
  constructor(readonly answer: Answer) {
    super(answer.outcome);
  }
}

/** The id under which a command is known for ever: scoped by who gave it, or by the stream for follow-ups. */
export function commandId(actor: Actor, key: string): string {
  return `${actorId(actor)}/${key}`;
}

async function decideIn(trx: Knex.Transaction, journal: Journal, request: AppendRequest): Promise<Answer> {
  const { stream, actor } = request;
  const host = hostOf(journal, stream);
  const { now: clock, head, stored } = await openStream(trx, stream, host.process.name);
  const id = commandId(actor, request.key);
  const body = journal.vault.fingerprint([stream, request.command]);
  const entries = stored.map((entry) => host.process.upcast(toEntry(entry)) as Entry & Fact);
  const first = stored.find((entry) => entry.command_id === id);
  if (first) {
    if (first.command_body !== body) return { outcome: 'key-reused' };
    const version = first.version + (first.command_entries ?? 1) - 1;
    const state = host.process.fold(stream, entries.slice(0, version));
    return { outcome: 'accepted', version, replayed: true, state };
  }
  const state = host.process.fold(stream, entries);
  const settled = host.process.settledVersion(state);
  if (request.expected !== undefined && request.expected < settled) {
    const since = entries.filter((entry) => entry.version > (request.expected ?? 0));
    return { outcome: 'stale', version: settled, since };
  }
  const now = Math.max(request.at ?? clock, entries.at(-1)?.at ?? 0);
  const context = { trx, vault: journal.vault, state, actor, now };
  const command = await host.seal(context, request.command);
  const facts = await host.facts(context, command);
  const decision = host.process.decide(state, command, { actor, facts, now });
  if (!decision.accepted) {
    const { rule, source, field } = decision;
    throw new Refusal({ outcome: 'refused', rule, source, ...(field === undefined ? {} : { field }) });
  }
  const added = chain({ hash: head, version: entries.length }, request, host, decision.entries, { id, body, now });
  const after = host.process.fold(stream, [...entries, ...added.map(toEntry)] as (Entry & Fact)[]);
  const version = entries.length + added.length;
  const owing: OwedBy = {
    stream,
    version,
    correlation: request.correlation,
    now,
    mailDomain: journal.mailDomain,
    effects: request.effects ?? 'owed',
  };
  const notices = decision.notices.map((notice, index) => noticeParts(`notice${index}`, owing, notice));
  const told = await writeParts(
    trx,
    [
      ...entryParts(request, added, { version, over: isOver(host, after) }),
      ...rowParts(host.process.rows(state), host.process.rows(after), now),
      ...(host.beside?.(decision.entries, { state: after, correlation: request.correlation }) ?? []),
      ...notices.flatMap((one) => one.parts),
    ],
    notices.map((one) => one.told),
  );
  for (const [index, notice] of decision.notices.entries()) {
    if (told[notices[index]?.told ?? ''] === 0) await climb(trx, owing, notice);
  }
  return { outcome: 'accepted', version, replayed: false, state: after };
}

function chain(
  head: { readonly hash: string; readonly version: number },
  request: AppendRequest,
  host: AnyHost,
  facts: readonly Fact[],
  command: { readonly id: string; readonly body: string; readonly now: Instant },
): readonly StoredEntry[] {
  const { stream, correlation } = request;
  const actor = actorId(request.actor);
  let previous = head.hash;
  return facts.map((fact, index): StoredEntry => {
    const version = head.version + index + 1;
    const schema = host.process.schemaOf(fact.type);
    const data = JSON.stringify(fact.data);
    const first = index === 0;
    const command_id = first ? command.id : null;
    const command_body = first ? command.body : null;
    const command_entries = first ? facts.length : null;
    const at = command.now;
    const line = { stream, version, type: fact.type, schema, at, actor, correlation, data };
    const asked = { commandId: command_id, commandBody: command_body, commandEntries: command_entries };
    previous = chainHash(previous, { ...line, ...asked });
    return {
      stream,
      version,
      type: fact.type,
      schema,
      at: new Date(at),
      actor,
      correlation,
      command_id,
      command_body,
      command_entries,
      data,
      hash: previous,
    };
  });
}

const COLUMNS = [
  'stream',
  'version',
  'type',
  'schema',
  'at',
  'actor',
  'correlation',
  'command_id',
  'command_body',
  'command_entries',
  'data',
  'hash',
] as const;

/** The entries, the stream's new head and the wake, as writes. */
function entryParts(
  { stream, correlation, wake, effects }: AppendRequest,
  added: readonly StoredEntry[],
  to: { readonly version: number; readonly over: boolean },
): readonly Part[] {
  const wakes = wake !== false && effects !== 'not-sent';
  return [
    {
      name: 'entries',
      sql: `insert into journal_entry (${COLUMNS.join(', ')})
            values ${added.map(() => `(${COLUMNS.map(() => '?').join(', ')})`).join(', ')}`,
      bindings: added.flatMap((entry) => COLUMNS.map((column) => entry[column])),
    },
    {
      name: 'head',
      sql: 'update journal_stream set version = ?, head = ?, over = ? where id = ?',
      bindings: [to.version, added.at(-1)?.hash ?? '', to.over, stream],
    },
    ...(wakes
      ? [
          {
            name: 'wake',
            sql: 'insert into journal_wake (stream, correlation) values (?, ?)',
            bindings: [stream, correlation],
          },
        ]
      : []),
  ];
}
