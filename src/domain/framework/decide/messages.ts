import { oweDispatch } from '../../dispatch/dispatch';
import type { DispatchOrder, DispatchRecipient } from '../../dispatch/types';
import type { DocumentHash } from '../../evidence/checks';
import type { Notice } from '../../process';
import type { FrameworkFact } from '../entries';
import type { FrameworkFacts, FrameworkState } from '../state';
import { notice } from './outcome';

type Kind = 'table' | 'note-request' | 'note-chase' | 'note';

/** The key of the next message of a kind: `table-1`, `table-2` … */
function nextKey({ dispatches }: FrameworkState, kind: Kind): string {
  const before = Object.keys(dispatches).filter((key) => key.replace(/-\d+$/, '') === kind);
  return `${kind}-${before.length + 1}`;
}

/** Those of some Parties who have a PEC, as recipients of one message: each sees who else is written to. */
function byPec({ parties }: FrameworkFacts, keys: readonly string[]): readonly DispatchRecipient[] {
  return parties.flatMap(({ key, pec }) =>
    pec !== null && keys.includes(key) ? [{ key, address: pec.toLowerCase(), as: 'to', channel: 'pec' }] : [],
  );
}

/** The next message of a kind; none when it would go to nobody. */
function owed(
  state: FrameworkState,
  kind: Kind,
  recipients: readonly DispatchRecipient[],
  message: Pick<DispatchOrder, 'template' | 'variables'> & Partial<Pick<DispatchOrder, 'attachments'>>,
): readonly FrameworkFact[] {
  const variables = { title: state.title, ...message.variables };
  const order = { key: nextKey(state, kind), from: null, recipients, attachments: [], ...message, variables };
  return recipients.length === 0 ? [] : [oweDispatch(order)];
}

/** Days of the agreement, 'YYYY-MM-DD', that a message speaks of. */
type Days = Readonly<Record<'startsOn' | 'endsOn' | 'renewedUntil', string>>;

/** What the technical table is told, each with its days: in force, up for renewal, ending early, ending with no renewal left. */
type TableNews =
  | { readonly template: 'framework-told'; readonly variables: Pick<Days, 'startsOn' | 'endsOn'> }
  | { readonly template: 'framework-told-window'; readonly variables: Pick<Days, 'endsOn' | 'renewedUntil'> }
  | { readonly template: 'framework-told-ending' | 'framework-ending-told'; readonly variables: Pick<Days, 'endsOn'> };

/** The technical table, representatives of each Party (message of 2021), is told, by ordinary mail. */
export function tellTable(
  state: FrameworkState,
  { parties }: FrameworkFacts,
  news: TableNews,
): readonly FrameworkFact[] {
  const people = parties.flatMap((party) => party.representatives);
  const recipients = people.map(
    ({ key, email }): DispatchRecipient => ({ key, address: email.toLowerCase(), as: 'to', channel: 'mail' }),
  );
  return owed(state, 'table', recipients, news);
}

/** The directorate hears of Parties that nobody represents at the technical table: nothing told them. */
export function untold(state: FrameworkState, { parties }: FrameworkFacts): readonly Notice[] {
  const absent = parties.filter((party) => party.representatives.length === 0).map((party) => party.name);
  return absent.length === 0
    ? []
    : [notice(state, 'no-table', 'digest', 'framework-no-table', { parties: absent.join(', ') })];
}

/** The other Parties are asked for their note. */
export function requestNotes(
  state: FrameworkState,
  facts: FrameworkFacts,
  others: readonly string[],
  days: Pick<Days, 'endsOn' | 'renewedUntil'>,
): readonly FrameworkFact[] {
  return owed(state, 'note-request', byPec(facts, others), { template: 'note-request', variables: days });
}

/** Those whose note is missing are asked again. */
export function chaseNotes(
  state: FrameworkState,
  facts: FrameworkFacts,
  missing: readonly string[],
  days: Pick<Days, 'endsOn'>,
): readonly FrameworkFact[] {
  return owed(state, 'note-chase', byPec(facts, missing), { template: 'note-chase', variables: days });
}

/** The key of the message that will carry our note. */
export const noteKey = (state: FrameworkState): string => nextKey(state, 'note');

/** Our note, signed, leaves for every other Party. Whoever keeps the file knows its media type. */
export function sendNote(
  state: FrameworkState,
  facts: FrameworkFacts,
  others: readonly string[],
  note: Pick<Days, 'endsOn' | 'renewedUntil'> & { readonly document: DocumentHash },
): readonly FrameworkFact[] {
  const { document, ...days } = note;
  return owed(state, 'note', byPec(facts, others), {
    template: 'renewal-note',
    variables: days,
    attachments: [{ document, name: 'nota-di-rinnovo', mediaType: 'application/octet-stream' }],
  });
}
