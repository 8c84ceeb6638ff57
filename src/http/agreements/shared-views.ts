import type { AgreementState } from '../../domain/agreement/state';
import type { DispatchState, RecipientState } from '../../domain/dispatch/types';
import type { FrameworkState } from '../../domain/framework/state';
import type { UndeliveredMail } from '../../domain/mail/undelivered';
import type { Person } from '../../domain/network/actor';
import { asked } from '../../domain/notes/exchange';
import type { NoteExchange, ProposedMessage } from '../../domain/notes/types';
import type { AgendaItem, Entry } from '../../domain/process';
import type { AnyHost } from '../../journal/types';
import type { Names } from '../names';
import { readsMailboxes } from '../scope';

/**
 * What the pages of a local and of a framework agreement show alike: messages with their receipts, the exchange of notes,
 * what is owed, the history.
 */

/** An instant as it is answered. */
export const iso = (at: number): string => new Date(at).toISOString();
/** The same of one that may not be. */
export const isoOrNull = (at: number | null | undefined): string | null => (at == null ? null : iso(at));

function proofOf({ proof }: RecipientState, names: Names): string | null {
  if (proof === null) return null;
  switch (proof.kind) {
    case 'receipt':
      return proof.id;
    case 'protocol':
      return `${proof.number} (${proof.on})`;
    case 'acknowledgement':
      return names('user', Number(proof.by.slice(proof.by.indexOf(':') + 1)));
  }
}

/** The messages of a process, in the order they were owed. */
export function dispatchesView(dispatches: Readonly<Record<string, DispatchState>>, names: Names) {
  return Object.values(dispatches)
    .sort((a, b) => a.owedAt - b.owedAt)
    .map(({ order, owedAt, recipients, legs, receipts }) => ({
      key: order.key,
      template: order.template,
      from: order.from,
      owedAt: iso(owedAt),
      done: recipients.every((one) => one.standing === 'done'),
      recipients: recipients.map((one) => ({
        key: one.key,
        address: one.address,
        as: one.as,
        channel: one.channel,
        standing: one.standing,
        proof: proofOf(one, names),
      })),
      attachments: order.attachments.map(({ document, name }) => ({ document, name })),
      messages: legs.map(({ channel, attempt, messageId, state, handedOverAt, document }) => ({
        channel,
        attempt,
        messageId,
        state,
        handedOverAt: isoOrNull(handedOverAt),
        document,
      })),
      receipts: receipts.map(({ kind, recipient, at, document, checks }) => ({
        kind,
        recipient,
        at: iso(at),
        document,
        checks: { ...checks },
      })),
    }));
}

/** The exchange of notes; `nameOf` says a party's name by its key. */
export function exchangeOf(
  exchange: NoteExchange | null,
  dispatches: Readonly<Record<string, DispatchState>>,
  nameOf: (key: string) => string,
) {
  if (exchange === null) return null;
  const own = exchange.ownNote === null ? undefined : dispatches[exchange.ownNote.dispatch];
  return {
    openedAt: iso(exchange.openedAt),
    own: {
      signed: exchange.ownNote !== null,
      delivered: own?.recipients.every((one) => one.standing === 'done') ?? false,
    },
    others: exchange.others.map((key) => ({
      key,
      name: nameOf(key),
      asked: asked(dispatches, key),
      received: exchange.received[key] !== undefined,
      how: exchange.received[key]?.evidence.kind ?? null,
    })),
  };
}

/** Incoming messages that wait for somebody. */
export function proposedOf(messages: readonly ProposedMessage[]) {
  return messages.map(({ message, sender, at, document, checks }) => ({
    message,
    sender,
    at: iso(at),
    document,
    checks: { ...checks },
  }));
}

/** The term of a signed agreement, framework or local. */
export function termOf(term: FrameworkState['term']) {
  if (term === null) return null;
  const { signedOn, startsOn, endsOn, renewals, renewalsLeft, policy } = term;
  return { signedOn, startsOn, endsOn, renewals, renewalsLeft, policy: policy.code };
}

/** An early end that was announced. */
export function terminationOf(termination: AgreementState['termination']) {
  return termination && { reason: termination.reason, on: termination.on };
}

/** Mails that came back. */
export function undeliveredOf(mails: readonly UndeliveredMail[]) {
  return mails.map(({ mail, at }) => ({ mail, at: iso(at) }));
}

/** What is owed from here, soonest first. */
export function agendaOf(agenda: readonly AgendaItem[]) {
  return agenda.map(({ key, at, command }) => ({ key, at: iso(at), command: command.name }));
}

/** The texts of an office an entry may hold. */
const TEXTS = ['reason', 'comment', 'note'] as const;
/** The fields that name a stored document. */
const DOCUMENTS = ['document', 'report', 'textHash', 'model'] as const;

/** The whole history: who did what when, with those of its documents that are `named`; `inside` INPS also what its offices wrote. */
export function timelineOf(
  entries: readonly Entry[],
  { names, inside, named }: { readonly names: Names; readonly inside: boolean; readonly named: ReadonlySet<string> },
) {
  return entries.map(({ version, type, at, actor, data }) => {
    const fields = data as Readonly<Record<string, unknown>>;
    const nested = fields['receipt'] as Readonly<Record<string, unknown>> | undefined;
    const documents = [...DOCUMENTS.map((field) => fields[field]), nested?.['document']];
    return {
      version,
      type,
      label: `entry.${type}`,
      at: iso(at),
      by: actor.kind === 'person' ? names('user', Number(actor.id)) : null,
      stage: typeof fields['stage'] === 'string' ? fields['stage'] : null,
      text: inside ? (TEXTS.map((field) => fields[field]).find((one) => typeof one === 'string') ?? null) : null,
      documents: documents.filter((one): one is string => typeof one === 'string' && named.has(one)),
    };
  });
}

/**
 * The documents a history cites, under the fields its process cites them by: what a person who sees it may ask for under it.
 * A letter that came in may be about anything and anybody: before it is somebody's note, it is for who reads mailboxes.
 */
export function documentsNamed(
  host: Pick<AnyHost, 'cites'>,
  entries: readonly Entry[],
  actor: Person,
): ReadonlySet<string> {
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [field, inner] of Object.entries(value)) {
      if (typeof inner !== 'string') look(inner);
      else if (host.cites?.includes(field)) found.add(inner);
    }
  };
  for (const { type, data } of entries) if (type !== 'message-proposed' || readsMailboxes(actor)) look(data);
  return found;
}
