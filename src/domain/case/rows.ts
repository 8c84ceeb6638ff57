import type { Instant, Row, Value } from '../process';
import { earliestDue, stageLapse } from './dates';
import { isOpen } from './stages';
import { type CaseState, CLAIM_STATES } from './state';

const at = (instant: Instant | null | undefined): Value => (instant == null ? null : { at: instant });
const json = (value: unknown): Value => ({ json: value });

/** The least advanced claim still open, the one the case's row shows. */
function shownClaim(state: CaseState): string | null {
  const open = state.claims
    .filter((claim) => claim.state !== 'dropped')
    .map((claim) => CLAIM_STATES.indexOf(claim.state));
  return open.length === 0 ? null : (CLAIM_STATES[Math.min(...open)] ?? null);
}

function caseRow(state: CaseState): Row {
  return {
    table: 'cases',
    key: state.id,
    columns: {
      code: state.code,
      locator: state.locator,
      way: state.way,
      stage: state.stage,
      version: state.version,
      open: state.stage !== null && isOpen(state.stage),
      stage_since: at(state.stageSince),
      due_at: at(earliestDue(state)),
      lapse_at: at(stageLapse(state)?.at),
      paused: state.pause !== null,
      paused_until: at(state.pause?.limitAt),
      territory_id: state.territoryId,
      association_id: state.associationId,
      site_id: state.siteId,
      operator_id: state.operatorId,
      referred_territory_id: state.referredTo?.territoryId ?? null,
      referred_association_id: state.referredTo?.associationId ?? null,
      beneficiary_id: state.beneficiaryId === null ? null : { ref: ['beneficiaries', state.beneficiaryId] },
      claim_state: shownClaim(state),
      attention: state.undelivered.length > 0,
      opened_at: at(state.openedAt),
      closed_at: at(state.closedAt),
    },
  };
}

/** The rows people read of a case, as its entries say they must be; `verify-journal` compares them with the tables. */
export function caseRows(state: CaseState): readonly Row[] {
  if (state.stage === null) return [];
  const child = (table: string, kind: string, number: number, columns: Row['columns']): Row => ({
    table,
    key: `${state.id}.${kind}.${number}`,
    columns: { case_id: { ref: ['cases', state.id] }, number, ...columns },
  });
  return [
    caseRow(state),
    ...state.consents.map((one) =>
      child('consents', 'consent', one.number, {
        privacy_notice_id: one.noticeId,
        text_hash: one.textHash,
        purposes: json(one.purposes),
        signer: one.signer,
        state: one.state,
        recorded_at: at(one.at),
        withdrawn_at: at(one.withdrawnAt),
      }),
    ),
    ...state.proxies.map((one) =>
      child('proxies', 'proxy', one.number, {
        privacy_notice_id: one.noticeId,
        text_hash: one.textHash,
        granted_to: one.grantedTo,
        recorded_at: at(one.at),
        revoked_at: at(one.revokedAt),
      }),
    ),
    ...state.screenings.map((one) =>
      child('screenings', 'screening', one.number, {
        questionnaire_version_id: one.questionnaireVersionId,
        source: one.source,
        results: json(one.results),
        skipped_reason: one.skippedReason,
        completed_at: at(one.at),
      }),
    ),
    ...state.consults.map((one) =>
      child('consults', 'consult', one.number, {
        consultant_id: one.consultantId,
        site_id: one.siteId,
        starts_at: at(one.start),
        ends_at: at(one.end),
        status: one.status,
        sequence: one.sequence,
        interpreter_language: one.interpreterLanguage,
        meeting_link: one.meetingLink,
      }),
    ),
    ...state.claims.map((one) =>
      child('claims', 'claim', one.number, {
        benefit_id: one.benefitId,
        state: one.state,
        prerequisites: json(one.prerequisites),
        filed_by: one.filedBy,
        protocol: one.protocol,
        submitted_on: one.submittedOn,
        decided_on: one.decidedOn,
        amount: one.amount,
        benefit_from: one.benefitFrom,
        review_by: one.reviewBy,
        review_kind: one.reviewKind,
        review_requested_on: one.reviewRequestedOn,
      }),
    ),
    ...state.needs.map((one) =>
      child('needs', 'need', one.number, { category: one.category, recorded_at: at(one.at) }),
    ),
    ...state.interventions.map((one) =>
      child('interventions', 'intervention', one.number, {
        category: one.category,
        need_id: one.needNumber === null ? null : { ref: ['needs', `${state.id}.need.${one.needNumber}`] },
        recorded_at: at(one.at),
      }),
    ),
  ];
}
