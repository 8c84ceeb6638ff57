import type { Actor } from '../network/actor';
import { barred } from '../rule';
import { COMMAND_NAMES, type CommandName } from './commands';
import { RULES } from './rules';
import { standingsOf } from './standing';
import {
  bookedConsult,
  type CaseState,
  claimFiled,
  consentAsked,
  consentInForce,
  outcomeAwaited,
  reviewOpen,
} from './state';

type Possible = (state: CaseState) => boolean;

/** What a state must hold for a command to make sense, beyond the table: what a screen would not offer otherwise. */
const POSSIBLE: { readonly [C in CommandName]?: Possible } = {
  'record-consent': (state) => !consentInForce(state),
  'refuse-consent': (state) => !consentInForce(state),
  'withdraw-consent': (state) => consentInForce(state) !== undefined,
  'record-proxy': (state) => consentInForce(state) !== undefined,
  'revoke-proxy': (state) => state.proxies.some((proxy) => proxy.revokedAt === undefined),
  'complete-screening': (state) => consentInForce(state) !== undefined,
  'skip-screening': consentAsked,
  'request-consult': (state) => consentAsked(state) && !state.consultRequest && !bookedConsult(state),
  'book-consult': (state) => consentAsked(state) && !bookedConsult(state),
  'postpone-consult': (state) => bookedConsult(state) !== undefined,
  'cancel-consult': (state) => bookedConsult(state) !== undefined,
  'hold-consult': (state) => bookedConsult(state) !== undefined,
  'miss-consult': (state) => bookedConsult(state) !== undefined,
  'prepare-claim': consentAsked,
  'tick-prerequisite': (state) => state.claims.some((claim) => claim.state === 'draft'),
  'submit-claim': (state) => state.claims.some((claim) => claim.state === 'draft'),
  'drop-claim': (state) => state.claims.some((claim) => claim.state === 'draft'),
  'record-outcome': outcomeAwaited,
  'request-review': (state) => state.claims.some(reviewOpen),
  'add-note': (state) => consentInForce(state) !== undefined,
  pause: (state) => state.pause === null && state.clocks['stage'] !== undefined,
  resume: (state) => state.pause !== null,
  'resolve-without-claim': (state) => !claimFiled(state),
  'choose-no-claim': (state) => !claimFiled(state),
  refer: (state) => consentInForce(state) !== undefined && !bookedConsult(state),
  'accept-referral': (state) => consentInForce(state) !== undefined,
  repolicy: (state) => state.pause === null && Object.keys(state.clocks).length > 0,
  'settle-mail': (state) => state.undelivered.length > 0,
};

/** The commands an actor may give on a case now: the same table `decide` asks, so what is offered is what is accepted. */
export function mayOnCase(actor: Actor, state: CaseState): readonly CommandName[] {
  const standings = standingsOf(actor, state);
  return COMMAND_NAMES.filter(
    (name) => !barred(RULES[name], standings, state.stage) && (POSSIBLE[name]?.(state) ?? true),
  );
}
