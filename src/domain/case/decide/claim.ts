import { localDate } from '../../calendar/rome';
import { daysAfter } from '../../deadline/clock';
import type { Rejection } from '../../process';
import type { CommandName } from '../commands';
import { type Claim, type ClaimState, claimOf, consentAsked, reviewLeft } from '../state';
import { type Context, fact, type Handler, happened, refused, tellFollower } from './outcome';

/** The claim a command names, if it is in one of the states the command needs; a refusal that says what is wrong otherwise. */
function claimIn(context: Context<CommandName>, number: number, states: readonly ClaimState[]): Claim | Rejection {
  const claim = claimOf(context.state, number);
  if (!claim) return refused(context.command, 'unknown', 'claim');
  return states.includes(claim.state) ? claim : refused(context.command, 'claim-state', 'claim');
}

/** No screening result and no missing consult bars a claim; consent must only have been asked. */
export const prepareClaim: Handler<'prepare-claim'> = ({ command, state, data, facts }) => {
  if (!consentAsked(state)) return refused(command, 'ask-consent');
  if (!facts.benefit?.inForce) return refused(command, 'benefit-in-force', 'benefitId');
  const open = state.claims.some((claim) => claim.benefitId === data.benefitId && claim.state === 'draft');
  if (open) return refused(command, 'already-done', 'benefitId');
  return happened(fact('claim-prepared', { number: state.claims.length + 1, benefitId: data.benefitId }));
};

/** Ticks a prerequisite off, or takes the tick back. */
export const tickPrerequisite: Handler<'tick-prerequisite'> = (context) => {
  const claim = claimIn(context, context.data.claim, ['draft']);
  if ('rule' in claim) return claim;
  const { prerequisite, done } = context.data;
  if (claim.prerequisites.includes(prerequisite) === done) return refused(context.command, 'already-done');
  return happened(fact('prerequisite-ticked', { number: claim.number, prerequisite, done }));
};

/** The claim was filed. Prerequisites left unticked are no bar: anyone may always file. */
export const submitClaim: Handler<'submit-claim'> = (context) => {
  const claim = claimIn(context, context.data.claim, ['draft']);
  if ('rule' in claim) return claim;
  const { filedBy, protocol, submittedOn } = context.data;
  if (submittedOn > localDate(context.now)) return refused(context.command, 'future', 'submittedOn');
  return happened(
    fact('claim-submitted', { number: claim.number, filedBy, protocol, submittedOn }),
    tellFollower(context, `submitted-${claim.number}`, 'claim-submitted'),
  );
};

/**
 * INPS decided, on the claim or on its review. After a refusal, whole or in part, the last day for the review that is left
 * is worked out from the policy in force and the day of this outcome (rule of our own: whether the days of the first
 * refusal went on meanwhile is for the office that decides to say).
 */
export const recordOutcome: Handler<'record-outcome'> = (context) => {
  const { command, data, facts, now } = context;
  const claim = claimIn(context, data.claim, ['submitted', 'under-review']);
  if ('rule' in claim) return claim;
  if (data.decidedOn > localDate(now)) return refused(command, 'future', 'decidedOn');
  if (claim.submittedOn !== null && data.decidedOn < claim.submittedOn)
    return refused(command, 'before-claim', 'decidedOn');
  if (claim.reviewRequestedOn !== null && data.decidedOn < claim.reviewRequestedOn)
    return refused(command, 'before-review', 'decidedOn');
  if (data.outcome === 'refused' && (data.amount !== null || data.benefitFrom !== null)) {
    return refused(command, 'refused-amount', 'amount');
  }
  const review = data.outcome === 'granted' || !reviewLeft(claim) ? undefined : facts.policies['claim-review'];
  const reviewBy = review
    ? localDate(
        daysAfter(Date.parse(`${data.decidedOn}T12:00:00Z`), review.deadlineDays, review.dayKind, facts.calendar),
      )
    : null;
  return happened(
    fact('outcome-recorded', {
      number: claim.number,
      outcome: data.outcome,
      decidedOn: data.decidedOn,
      amount: data.amount,
      benefitFrom: data.benefitFrom,
      reviewBy,
    }),
    tellFollower(context, `outcome-${claim.number}`, 'claim-decided'),
  );
};

/** A review (riesame, ricorso) of a refusal, within its deadline; each kind once. */
export const requestReview: Handler<'request-review'> = (context) => {
  const { command, data, now } = context;
  const claim = claimIn(context, data.claim, ['refused', 'partly-granted']);
  if ('rule' in claim) return claim;
  if (claim.reviewBy === null || !reviewLeft(claim)) return refused(command, 'review-closed', 'claim');
  if (claim.reviews.includes(data.kind)) return refused(command, 'review-kind', 'kind');
  if (data.requestedOn > localDate(now)) return refused(command, 'future', 'requestedOn');
  if (claim.decidedOn !== null && data.requestedOn < claim.decidedOn) {
    return refused(command, 'before-outcome', 'requestedOn');
  }
  if (data.requestedOn > claim.reviewBy) return refused(command, 'review-late', 'requestedOn');
  return happened(
    fact('review-requested', { number: claim.number, kind: data.kind, requestedOn: data.requestedOn }),
    tellFollower(context, `review-${claim.number}`, 'claim-submitted'),
  );
};

/** A claim that will not be filed after all. */
export const dropClaim: Handler<'drop-claim'> = (context) => {
  const claim = claimIn(context, context.data.claim, ['draft']);
  return 'rule' in claim ? claim : happened(fact('claim-dropped', { number: claim.number }));
};
