import { needsAttention } from '../dispatch/dispatch';
import type { RecipientState } from '../dispatch/types';
import type { Actor } from '../network/actor';
import { missing } from '../notes/exchange';
import { barred } from '../rule';
import { AGREEMENT_COMMANDS, type AgreementCommandName } from './commands';
import { exchangeOf } from './dates';
import { openAddendum } from './decide/addenda';
import { signable } from './decide/drafting';
import { receiverOf } from './decide/follow-up';
import { unsigned } from './decide/signing';
import { RULES } from './rules';
import { standingsOf } from './standing';
import type { AgreementState } from './state';

/** Every command of a local agreement, by name. */
export const AGREEMENT_COMMAND_NAMES = Object.keys(AGREEMENT_COMMANDS) as AgreementCommandName[];

type Possible = (state: AgreementState, actor: Actor) => boolean;

const commitmentOwed: Possible = (state) => state.commitments.some((one) => one.state === 'owed');
const notesMissing = (state: AgreementState): boolean => {
  const exchange = exchangeOf(state);
  return exchange !== null && missing(exchange).length > 0;
};
/** True when some message has not come, as far as anybody knows, to such a recipient. */
const waits =
  (such: (recipient: RecipientState) => boolean) =>
  ({ dispatches }: AgreementState): boolean =>
    Object.values(dispatches).some(({ recipients }) => recipients.some((one) => one.standing !== 'done' && such(one)));

/** What a state must hold for a command to make sense, beyond the table: what a screen would not offer otherwise. */
const POSSIBLE: { readonly [C in AgreementCommandName]?: Possible } = {
  submit: (state) => state.text !== null,
  'open-signing': signable,
  'record-handwritten-signature': (state) => {
    const next = unsigned(state).slice(0, state.signing?.mode === 'ordered' ? 1 : undefined);
    return (state.text?.signatories ?? []).some((one) => one.private && next.includes(one.key));
  },
  'return-transmission': (state) => state.transmissions > 0 && state.confirmedAt === null,
  'confirm-transmission': (state) => state.confirmedAt === null,
  'sign-note': (state) =>
    state.termination === null && exchangeOf(state)?.ownNote === null && exchangeOf(state)?.others.length !== 0,
  'accept-note': (state) => state.proposed.length > 0 && notesMissing(state),
  'record-note': (state) => notesMissing(state),
  // Given from the list of messages, where the message is.
  'propose-message': () => false,
  'dismiss-message': (state) => state.proposed.length > 0,
  terminate: (state) => state.termination === null,
  'propose-addendum': (state) => !openAddendum(state) && (state.stage !== 'renewal-window' || state.bound.length > 1),
  'cancel-addendum': (state) => openAddendum(state) !== undefined,
  'record-addendum-signature': (state) => {
    const open = openAddendum(state);
    return open !== undefined && (state.stage !== 'renewal-window' || open.change === 'leave');
  },
  'fulfil-commitment': commitmentOwed,
  'waive-commitment': commitmentOwed,
  repolicy: (state) => Object.keys(state.clocks).length > 0,
  'settle-mail': (state) => state.undelivered.length > 0,
  'resend-dispatch': (state) => Object.values(state.dispatches).some(needsAttention),
  'record-protocol': waits((one) => one.channel !== 'mail'),
  'acknowledge-dispatch': (state, actor) =>
    actor.kind === 'person' && waits((one) => one.channel !== 'register' && receiverOf(one.key) === actor.role)(state),
};

/** The commands an actor may give on an agreement now: the same table `decide` asks, so what is offered is what is accepted. */
export function mayOnAgreement(actor: Actor, state: AgreementState): readonly AgreementCommandName[] {
  const standings = standingsOf(actor, state);
  return AGREEMENT_COMMAND_NAMES.filter(
    (name) => !barred(RULES[name], standings, state.stage) && (POSSIBLE[name]?.(state, actor) ?? true),
  );
}
