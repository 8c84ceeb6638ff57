import type { Actor } from '../../network/actor';
import type { Decision, Instant } from '../../process';
import { barred } from '../../rule';
import type { CaseCommand, CommandName } from '../commands';
import type { CaseFact } from '../entries';
import type { CaseFacts } from '../facts';
import { RULES, SOURCES } from '../rules';
import { settle } from '../settle';
import { standingsOf } from '../standing';
import type { CaseState } from '../state';
import * as claim from './claim';
import * as consult from './consult';
import * as course from './course';
import * as followUp from './follow-up';
import * as help from './help';
import * as opening from './opening';
import type { Context, Handler } from './outcome';

const HANDLERS: { readonly [C in CommandName]: Handler<C> } = {
  'open-case': opening.openCase,
  'record-consent': opening.recordConsent,
  'refuse-consent': opening.refuseConsent,
  'withdraw-consent': opening.withdrawConsent,
  'record-proxy': opening.recordProxy,
  'revoke-proxy': opening.revokeProxy,
  'complete-screening': help.completeScreening,
  'skip-screening': help.skipScreening,
  'request-consult': consult.requestConsult,
  'book-consult': consult.bookConsult,
  'postpone-consult': consult.postponeConsult,
  'cancel-consult': consult.cancelConsult,
  'hold-consult': consult.holdConsult,
  'miss-consult': consult.missConsult,
  'prepare-claim': claim.prepareClaim,
  'tick-prerequisite': claim.tickPrerequisite,
  'submit-claim': claim.submitClaim,
  'record-outcome': claim.recordOutcome,
  'request-review': claim.requestReview,
  'drop-claim': claim.dropClaim,
  'record-need': help.recordNeed,
  'record-intervention': help.recordIntervention,
  'add-note': help.addNote,
  pause: course.pause,
  resume: course.resume,
  refer: course.refer,
  'accept-referral': course.acceptReferral,
  'decline-referral': course.declineReferral,
  reassign: opening.reassign,
  close: course.close,
  withdraw: course.withdraw,
  'resolve-without-claim': course.resolveWithoutClaim,
  'choose-no-claim': course.chooseNoClaim,
  reopen: course.reopen,
  repolicy: course.repolicy,
  'settle-mail': followUp.settleMail,
  assign: opening.assign,
  'fire-mark': followUp.fireMark,
  lapse: followUp.lapse,
  'end-pause': course.endPause,
  'remind-consult': consult.remindConsult,
  'report-undelivered': followUp.reportUndelivered,
};

/**
 * Decides a command on a case: first the table (who, which stage), then the command's own handler, then what follows
 * (stage, clocks). Rejections `not-yours` and `stage` come from the table.
 */
export function decideCase(
  state: CaseState,
  command: CaseCommand,
  given: { readonly actor: Actor; readonly facts: CaseFacts; readonly now: Instant },
): Decision<CaseFact> {
  const bar = barred(RULES[command.name], standingsOf(given.actor, state), state.stage);
  if (bar) return { accepted: false, ...bar, source: SOURCES[RULES[command.name].source] };
  const handler = HANDLERS[command.name] as Handler<CommandName>;
  const outcome = handler({ ...given, command: command.name, state, data: command.data } as Context<CommandName>);
  if ('rule' in outcome) return { accepted: false, ...outcome };
  return { accepted: true, entries: settle(state, outcome.facts, given.facts, given.now), notices: outcome.notices };
}
