import { remainderOf } from '../../deadline/clock';
import { DIRECTORATE, fact, type Handler, happened, notice, refused, structure } from './outcome';

/** A word of the reviewer on one clause, of the text or of the model it was taken out from. */
export const commentClause: Handler<'comment-clause'> = ({ command, state, data }) => {
  const known = state.text?.conformity.clauses.some((one) => one.key === data.clause);
  if (!known) return refused(command, 'unknown', 'clause');
  return happened(fact('clause-commented', { clause: data.clause, comment: data.comment }));
};

/** This text may be signed. Where it departs from the model itself, the reason is stated. */
export const approve: Handler<'approve'> = ({ command, state, data }) => {
  if (!state.text) return refused(command, 'no-text');
  const reason = data.reason ?? null;
  if (state.text.conformity.incoherent && reason === null)
    return refused(command, 'reason-needed', 'reason', 'coherence');
  return happened(fact('approved', { textHash: state.text.textHash, reason, stage: 'ready-to-sign' }), [
    notice(state, 'approved', structure(state), 'agreement-approved', { channel: 'own' }),
  ]);
};

/** The text goes back to the structure, and the time of the review stands still until it returns. */
export const requestChanges: Handler<'request-changes'> = ({ state, data, facts, now }) => {
  const clock = state.clocks['stage'];
  const left = clock ? remainderOf(clock, now, facts.calendar) : null;
  return happened(fact('changes-requested', { note: data.note ?? null, left, stage: 'changes-requested' }), [
    notice(state, 'changes', structure(state), 'agreement-changes', { channel: 'own' }),
  ]);
};

/** It does not serve the programme: it ends here, with its reason. */
export const reject: Handler<'reject'> = ({ state, data }) =>
  happened(fact('rejected', { reason: data.reason, stage: 'rejected' }), [
    notice(state, 'rejected', structure(state), 'agreement-rejected', {
      channel: 'own',
      variables: { reason: data.reason },
    }),
  ]);

/**
 * Nobody answered in time: the text goes back, never approved by silence (rule of our own: the message asks for a check
 * beforehand, and silence checks nothing). Both sides are told.
 */
export const lapseReview: Handler<'lapse'> = ({ state }) =>
  happened(fact('review-lapsed', { stage: 'drafting' }), [
    notice(state, 'lapsed-structure', structure(state), 'agreement-review-lapsed', { channel: 'own' }),
    notice(state, 'lapsed-directorate', DIRECTORATE, 'agreement-review-lapsed', { channel: 'own' }),
  ]);
