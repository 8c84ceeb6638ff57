import { type DispatchCommandName, isDispatchCommand } from '../../dispatch/commands';
import type { Actor } from '../../network/actor';
import type { Decision, Instant } from '../../process';
import { barred } from '../../rule';
import type { FrameworkCommand, FrameworkCommandName } from '../commands';
import type { FrameworkFact } from '../entries';
import { RULES, SOURCES } from '../rules';
import { settle } from '../settle';
import { standingsOf } from '../standing';
import type { FrameworkFacts, FrameworkState } from '../state';
import * as ends from './ends';
import * as followUp from './follow-up';
import type { Context, Handler } from './outcome';
import * as renewal from './renewal';
import * as signing from './signing';

type OwnName = Exclude<FrameworkCommandName, DispatchCommandName>;

const HANDLERS: { readonly [C in OwnName]: Handler<C> } = {
  'open-framework': signing.openFramework,
  'record-party-signature': signing.recordPartySignature,
  'open-window': renewal.openWindow,
  'sign-note': renewal.signNote,
  'accept-note': renewal.acceptNote,
  'propose-message': renewal.proposeMessage,
  'dismiss-message': renewal.dismissMessage,
  renew: renewal.renew,
  expire: ends.expire,
  terminate: ends.terminate,
  'end-early': ends.endEarly,
  'fire-mark': followUp.fireMark,
  repolicy: followUp.repolicy,
  'report-undelivered': followUp.reportUndelivered,
  'settle-mail': followUp.settleMail,
};

/**
 * Decides a command on a framework agreement: first the table (who, which stage), then the command's own handler, then what
 * follows (the clock). Rejections `not-yours` and `stage` come from the table.
 */
export function decideFramework(
  state: FrameworkState,
  command: FrameworkCommand,
  given: { readonly actor: Actor; readonly facts: FrameworkFacts; readonly now: Instant },
): Decision<FrameworkFact> {
  const { name, data } = command;
  const bar = barred(RULES[name], standingsOf(given.actor), state.stage);
  if (bar) return { accepted: false, ...bar, source: SOURCES[RULES[name].source] };
  const handler = (isDispatchCommand(name) ? followUp.aboutMessage : HANDLERS[name]) as Handler<FrameworkCommandName>;
  const outcome = handler({ ...given, command: name, state, data } as Context<FrameworkCommandName>);
  if ('rule' in outcome) return { accepted: false, ...outcome };
  return { accepted: true, entries: settle(state, outcome.facts, given.facts, given.now), notices: outcome.notices };
}
