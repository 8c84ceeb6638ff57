import { daysAfter } from '../../deadline/clock';
import { type CaseState, consentInForce } from '../state';
import { handOverConsult } from './consult';
import { backToSender, noAnswerNeeded } from './course';
import { fact, type Handler, happened, notice, type Outcome, refused, tellFollower } from './outcome';

/** Opens a case for the actor's association; only under a local agreement in force. */
export const openCase: Handler<'open-case'> = ({ command, data, facts, actor, state }) => {
  const { site, operator, agreement } = facts;
  if (actor.kind !== 'person' || actor.associationId === null || !operator) return refused(command, 'not-yours');
  if (!site?.active || site.associationId !== actor.associationId) return refused(command, 'site', 'siteId');
  if (!agreement) return refused(command, 'no-agreement');
  if (data.way === 'public' && !data.locator) return refused(command, 'locator-missing', 'locator');
  if (data.way === 'operator' && data.locator) return refused(command, 'locator-unexpected', 'locator');
  if (facts.locatorUsed) return refused(command, 'locator-used', 'locator');
  return happened(
    fact('opened', {
      way: data.way,
      code: codeOf(state.id),
      locator: data.locator === undefined ? null : locatorOf(data.locator),
      territoryId: site.territoryId,
      associationId: actor.associationId,
      siteId: site.id,
      operatorId: actor.role === 'operator' ? actor.operatorId : null,
      agreementId: agreement.id,
      trained: operator.trainedOn !== null,
    }),
  );
};

/** The opaque code of a case: eight characters of its own id, easy to read aloud. Nobody's answers open with it. */
export function codeOf(id: string): string {
  return id.slice(0, 8).toUpperCase();
}

/** A locator as it is kept: eight characters, without the dash it is printed and typed with. */
export function locatorOf(typed: string): string {
  return typed.replaceAll('-', '');
}

/**
 * Gives the case to the least loaded active operator of its association; asks the managers when there is none. An
 * operator who came back before anybody else was found keeps the case.
 */
export const assign: Handler<'assign'> = ({ command, state, facts, now }) => {
  const { candidates } = facts;
  const own = candidates.find((one) => one.operatorId === state.operatorId);
  if (own && !state.unassigned) return refused(command, 'already-done');
  if (own) return happened(fact('assigned', { operatorId: own.operatorId, by: 'follow' }));
  const [best] = [...candidates].sort((a, b) => a.load - b.load || a.operatorId - b.operatorId);
  if (best) return handOver(state, best.operatorId, 'follow');
  const retryAt = daysAfter(now, 1, 'working', facts.calendar);
  return happened(fact('assignment-waiting', { retryAt }), [
    notice(state, 'nobody', { managersOf: state.associationId }, 'nobody-to-assign'),
  ]);
};

/** A manager gives the case to another operator of the same association. */
export const reassign: Handler<'reassign'> = ({ command, state, facts }) => {
  const { operator } = facts;
  if (!operator?.active || operator.associationId !== state.associationId) {
    return refused(command, 'operator-of-association', 'operatorId');
  }
  if (operator.id === state.operatorId) return refused(command, 'already-done', 'operatorId');
  return handOver(state, operator.id, 'person');
};

/** Gives the case to an operator, who is told; a booked consult moves from one diary to the other. */
function handOver(state: CaseState, operatorId: number, by: 'person' | 'follow'): Outcome {
  const { notices, ...consult } = handOverConsult(state, operatorId);
  return happened(fact('assigned', { operatorId, by, ...consult }), [
    notice(state, 'assigned', { operator: operatorId, of: state.associationId }, 'case-assigned'),
    ...notices,
  ]);
}

/** The person's consent, bound to the hash of the text they were shown. Handling the case must be among the purposes. */
export const recordConsent: Handler<'record-consent'> = ({ command, state, data, facts }) => {
  const { notice: text, person } = facts;
  if (consentInForce(state)) return refused(command, 'already-done');
  if (text?.kind !== 'consent' || !text.inForce) return refused(command, 'text-in-force', 'noticeId');
  if (!data.purposes['case-handling']) return refused(command, 'handling-purpose', 'purposes');
  if (!person) return refused(command, 'no-person', 'beneficiary');
  return happened(
    fact('consent-recorded', {
      noticeId: text.id,
      textHash: text.textHash,
      purposes: data.purposes,
      signer: data.signer,
      beneficiaryId: person.beneficiaryId,
      identityRef: data.beneficiaryRef,
    }),
  );
};

/** The person says no: recorded, and help goes on under the opaque code. */
export const refuseConsent: Handler<'refuse-consent'> = ({ command, state, data, facts }) => {
  const { notice: text } = facts;
  if (consentInForce(state)) return refused(command, 'withdraw-instead');
  if (text?.kind !== 'consent' || !text.inForce) return refused(command, 'text-in-force', 'noticeId');
  return happened(
    fact('consent-refused', {
      noticeId: text.id,
      textHash: text.textHash,
      purposes: { 'case-handling': false, reporting: false, 'further-contact': false },
      signer: data.signer,
    }),
  );
};

/**
 * A consent once given can be taken back at any time; answers can't be added after it. A referral rests on it: a case that
 * waits for another association goes back to who sent it.
 */
export const withdrawConsent: Handler<'withdraw-consent'> = (context) => {
  const { command, state } = context;
  const consent = consentInForce(state);
  if (!consent) return refused(command, 'no-consent');
  const withdrawn = fact('consent-withdrawn', { number: consent.number });
  if (!state.referredTo) return happened(withdrawn);
  return happened(
    [withdrawn, backToSender(context, null)],
    [...noAnswerNeeded(state), ...tellFollower(context, 'declined', 'referral-declined')],
  );
};

/** A proxy to file for the person, bound to its text. It names a person, so it needs the consent. */
export const recordProxy: Handler<'record-proxy'> = ({ command, state, data, facts }) => {
  const { notice: text } = facts;
  if (!consentInForce(state)) return refused(command, 'no-consent');
  if (text?.kind !== 'proxy' || !text.inForce) return refused(command, 'text-in-force', 'noticeId');
  return happened(fact('proxy-recorded', { noticeId: text.id, textHash: text.textHash, grantedTo: data.grantedTo }));
};

/** Ends a proxy. */
export const revokeProxy: Handler<'revoke-proxy'> = ({ command, state, data }) => {
  const proxy = state.proxies.find((one) => one.number === data.proxy && one.revokedAt === undefined);
  return proxy ? happened(fact('proxy-revoked', { number: proxy.number })) : refused(command, 'unknown', 'proxy');
};
