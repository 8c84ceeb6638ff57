import { needsAttention } from '../dispatch/dispatch';
import { waitsForAsking } from '../notes/exchange';
import type { Instant, Row, Value } from '../process';
import { frameworkAgenda } from './agenda';
import { SOURCES } from './rules';
import { isOpen } from './stages';
import type { FrameworkObligation, FrameworkParty, FrameworkState } from './state';

const at = (instant: Instant | null | undefined): Value => (instant == null ? null : { at: instant });

/**
 * True while somebody must look: a mail or a message that did not arrive, an incoming one nobody has judged, a note to be asked
 * of a Party that has no PEC.
 */
function attention({ undelivered, proposed, dispatches, stage, exchange }: FrameworkState): boolean {
  const waiting = stage !== null && isOpen(stage) && Object.values(dispatches).some(needsAttention);
  const toAsk = stage === 'renewal-window' && waitsForAsking({ exchange, proposed }, dispatches);
  return waiting || toAsk || undelivered.length > 0 || proposed.length > 0;
}

/** Its last day, once an early end was announced that one: no local agreement outlasts it. */
function lastDay({ term, termination }: FrameworkState): string | null {
  if (!term) return null;
  return termination && termination.on < term.endsOn ? termination.on : term.endsOn;
}

function frameworkRow(state: FrameworkState): Row {
  const { term } = state;
  return {
    table: 'framework_agreements',
    key: state.id,
    columns: {
      code: state.code,
      title: state.title,
      status: state.stage,
      resolution: state.resolution,
      signed_on: term?.signedOn ?? null,
      starts_on: term?.startsOn ?? null,
      ends_on: lastDay(state),
      term_years: term?.policy.termYears ?? null,
      max_renewals: term?.policy.maxRenewals ?? null,
      renewals: term?.renewals ?? 0,
      stage_since: at(state.stageSince),
      next_at: at(frameworkAgenda(state)[0]?.at),
      attention: attention(state),
    },
  };
}

const framework = (state: FrameworkState): Value => ({ ref: ['framework_agreements', state.id] });

function partyRow(state: FrameworkState, party: FrameworkParty): Row {
  const noted = state.obligations.filter((one) => one.party === party.key && one.state === 'fulfilled').at(-1);
  return {
    table: 'framework_parties',
    key: `${state.id}.party.${party.id}`,
    columns: {
      framework_id: framework(state),
      party_id: party.id,
      signed_on: party.signedOn,
      noted_on: noted?.settledOn ?? null,
    },
  };
}

function obligationRow(state: FrameworkState, { party, since, from, dueAt, ...rest }: FrameworkObligation): Row {
  const debtor = state.parties.find((one) => one.key === party);
  return {
    table: 'obligations',
    key: `${state.id}.obligation.${party.replace('/', '-')}.${since}`,
    columns: {
      stream: `framework/${state.id}`,
      agreement_id: null,
      framework_id: framework(state),
      kind: 'framework-renewal',
      debtor_kind: debtor?.own ? 'directorate' : 'party',
      structure_id: null,
      municipality_id: null,
      association_id: null,
      party_id: debtor && !debtor.own ? debtor.id : null,
      territory_id: null,
      what: '',
      since: at(from),
      due_at: at(dueAt),
      status: rest.state,
      settled_on: rest.settledOn,
      source: SOURCES.renewal,
    },
  };
}

/** The rows people read of a framework agreement, as its entries say they must be. */
export function frameworkRows(state: FrameworkState): readonly Row[] {
  if (state.stage === null) return [];
  return [
    frameworkRow(state),
    ...state.parties.map((party) => partyRow(state, party)),
    ...state.obligations.map((obligation) => obligationRow(state, obligation)),
  ];
}
