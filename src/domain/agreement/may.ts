import { needsAttention } from '../dispatch/dispatch';
import type { Channel } from '../dispatch/types';
import type { Actor } from '../network/actor';
import { AGREEMENT_COMMANDS, type AgreementCommandName } from './commands';
import { openAddendum } from './decide/addenda';
import { signable } from './decide/drafting';
import { RULES } from './rules';
import { standingsOf } from './standing';
import type { AgreementState } from './state';

/** Every command of a local agreement, by name. */
export const AGREEMENT_COMMAND_NAMES = Object.keys(AGREEMENT_COMMANDS) as AgreementCommandName[];

type Possible = (state: AgreementState, actor: Actor) => boolean;

const commitmentOwed: Possible = (state) => state.commitments.some((one) => one.state === 'owed');
/** True when some recipient has not got a message yet, by one of these channels. */
const waits =
  (...channels: readonly Channel[]): Possible =>
  ({ dispatches }) =>
    Object.values(dispatches).some(({ recipients }) =>
      recipients.some((one) => one.standing !== 'done' && channels.includes(one.channel)),
    );

/** What a state must hold for a command to make sense, beyond the table: what a screen would not offer otherwise. */
const POSSIBLE: { readonly [C in AgreementCommandName]?: Possible } = {
  submit: (state) => state.text !== null,
  'open-signing': signable,
  'return-transmission': (state) => state.transmissions > 0 && state.confirmedAt === null,
  'confirm-transmission': (state) => state.confirmedAt === null,
  'sign-note': (state) => state.exchange !== null && state.exchange.ownNote === null,
  'accept-note': (state) => state.proposed.length > 0,
  'dismiss-message': (state) => state.proposed.length > 0,
  terminate: (state) => state.termination === null,
  'propose-addendum': (state) => !openAddendum(state),
  'cancel-addendum': (state) => openAddendum(state) !== undefined,
  'record-addendum-signature': (state) => openAddendum(state) !== undefined,
  'fulfil-commitment': commitmentOwed,
  'waive-commitment': commitmentOwed,
  repolicy: (state) => Object.keys(state.clocks).length > 0,
  'settle-mail': (state) => state.undelivered.length > 0,
  'resend-dispatch': (state) => Object.values(state.dispatches).some(needsAttention),
  'record-protocol': waits('register', 'pec'),
  'acknowledge-dispatch': waits('mail', 'pec'),
};

/** The commands an actor may give on an agreement now: the same table `decide` asks, so what is offered is what is accepted. */
export function mayOnAgreement(actor: Actor, state: AgreementState): readonly AgreementCommandName[] {
  const standings = standingsOf(actor, state);
  return AGREEMENT_COMMAND_NAMES.filter((name) => {
    const rule = RULES[name];
    if (!standings.some((one) => rule.by.includes(one))) return false;
    const inStage = rule.in === 'new' ? state.stage === null : state.stage !== null && rule.in.includes(state.stage);
    return inStage && (POSSIBLE[name]?.(state, actor) ?? true);
  });
}
