import { type DispatchCommandName, isDispatchCommand } from '../../dispatch/commands';
import type { Actor } from '../../network/actor';
import type { Decision, Instant } from '../../process';
import { barred } from '../../rule';
import type { AgreementCommand, AgreementCommandName } from '../commands';
import type { AgreementFact } from '../entries';
import type { AgreementFacts } from '../facts';
import { RULES, SOURCES } from '../rules';
import { settle } from '../settle';
import { standingsOf } from '../standing';
import type { AgreementState } from '../state';
import * as addenda from './addenda';
import * as drafting from './drafting';
import * as followUp from './follow-up';
import * as inForce from './in-force';
import type { Context, Handler } from './outcome';
import * as renewal from './renewal';
import * as review from './review';
import * as signing from './signing';
import * as transmission from './transmission';

type Own = Exclude<AgreementCommandName, DispatchCommandName>;

const HANDLERS: { readonly [C in Own]: Handler<C> } = {
  'open-agreement': drafting.openAgreement,
  'owe-agreement': drafting.oweAgreement,
  'record-protocol-2019': drafting.recordProtocol2019,
  'move-framework': drafting.moveFramework,
  'save-text': drafting.saveText,
  submit: drafting.submit,
  'withdraw-from-review': drafting.withdrawFromReview,
  'comment-clause': review.commentClause,
  approve: review.approve,
  'request-changes': review.requestChanges,
  reject: review.reject,
  'open-signing': signing.openSigning,
  'cancel-signing': signing.cancelSigning,
  'record-signature': signing.recordSignature,
  'record-handwritten-signature': signing.recordHandwrittenSignature,
  transmit: transmission.transmit,
  'transmit-again': transmission.transmitAgain,
  'return-transmission': transmission.returnTransmission,
  'confirm-transmission': transmission.confirmTransmission,
  activate: transmission.activate,
  'align-end': inForce.alignEnd,
  'open-window': renewal.openWindow,
  'sign-note': renewal.signNote,
  'accept-note': renewal.acceptNote,
  'record-note': renewal.recordNote,
  renew: renewal.renew,
  expire: inForce.expire,
  terminate: inForce.terminate,
  'end-early': inForce.endEarly,
  'propose-addendum': addenda.proposeAddendum,
  'cancel-addendum': addenda.cancelAddendum,
  'record-addendum-signature': addenda.recordAddendumSignature,
  'fulfil-commitment': inForce.fulfilCommitment,
  'waive-commitment': inForce.waiveCommitment,
  repolicy: followUp.repolicy,
  'propose-message': followUp.proposeMessage,
  'dismiss-message': renewal.dismissMessage,
  'fire-mark': followUp.fireMark,
  lapse: followUp.lapse,
  'report-undelivered': followUp.reportUndelivered,
  'settle-mail': followUp.settleMail,
};

/**
 * Decides a command on a local agreement: first the table (who, which stage), then the command's own handler, then what
 * follows (clocks). Rejections `not-yours` and `stage` come from the table.
 */
export function decideAgreement(
  state: AgreementState,
  command: AgreementCommand,
  given: { readonly actor: Actor; readonly facts: AgreementFacts; readonly now: Instant },
): Decision<AgreementFact> {
  const { name, data } = command;
  const bar = barred(RULES[name], standingsOf(given.actor, state), state.stage);
  if (bar) return { accepted: false, ...bar, source: SOURCES[RULES[name].source] };
  const handler = (isDispatchCommand(name) ? followUp.onDispatch : HANDLERS[name]) as Handler<AgreementCommandName>;
  const outcome = handler({ ...given, command: name, state, data } as Context<AgreementCommandName>);
  if ('rule' in outcome) return { accepted: false, ...outcome };
  return { accepted: true, entries: settle(state, outcome.facts, given.facts, given.now), notices: outcome.notices };
}
