import { localDate } from '../calendar/rome';
import { endOf } from '../calendar/years';
import { needsAttention } from '../dispatch/dispatch';
import { waitsForAsking } from '../notes/exchange';
import type { Instant, Row, Value } from '../process';
import { agreementAgenda } from './agenda';
import { ofDirectorate } from './clocks';
import { earliestDue, exchangeOf } from './dates';
import { OBLIGED_BY, SOURCES } from './rules';
import type { AgreementState } from './state';

const at = (instant: Instant | null | undefined): Value => (instant == null ? null : { at: instant });
const ref = (state: AgreementState): Value => ({ ref: ['agreements', state.id] });

/**
 * True while somebody must look: a mail that came back, a message that failed or is silent, one that nobody has judged, a note
 * to be asked of who has no PEC.
 */
function attention({ undelivered, proposed, dispatches, stage, exchange, bound }: AgreementState): boolean {
  const toAsk =
    stage === 'renewal-window' && waitsForAsking({ exchange: exchangeOf({ exchange, bound }), proposed }, dispatches);
  return undelivered.length > 0 || proposed.length > 0 || Object.values(dispatches).some(needsAttention) || toAsk;
}

/** Its last day, once an early end was announced that one: what the register shows. */
function lastDay({ term, termination }: AgreementState): string | null {
  if (term === null) return null;
  return termination && termination.on < term.endsOn ? termination.on : term.endsOn;
}

function agreementRow(state: AgreementState): Row {
  const { text, term } = state;
  const [next] = agreementAgenda(state, { frameworkEndsOn: state.frameworkEndsOn });
  return {
    table: 'agreements',
    key: state.id,
    columns: {
      title: state.title,
      kind: state.kind,
      status: state.stage,
      stage_since: at(state.stageSince),
      owed: state.owed,
      framework_id: state.frameworkId,
      structure_id: state.structureId,
      territory_id: state.territoryId,
      protocol: state.signing?.protocol ?? null,
      signed_on: term?.signedOn ?? null,
      starts_on: term?.startsOn ?? null,
      ends_on: lastDay(state),
      renewals: term?.renewals ?? 0,
      text_hash: text?.textHash ?? null,
      conform: text?.conformity.conform ?? null,
      deviations: text?.conformity.clauses.filter((one) => one.standing !== 'model').length ?? 0,
      due_at: at(earliestDue(state)),
      next_at: at(next?.at),
      next_what: next?.command.name ?? null,
      attention: attention(state),
      opened_at: at(state.openedAt),
      closed_at: at(state.endedAt),
    },
  };
}

/** The columns that name a signatory: one of the three is its row. */
function signatoryColumns(key: string): Row['columns'] {
  const [kind = '', id] = key.split('/');
  const of = (one: string): number | null => (one === kind ? Number(id) : null);
  return { structure_id: of('structure'), municipality_id: of('municipality'), association_id: of('association') };
}

interface Member {
  readonly joinedOn: string;
  readonly leftOn: string | null;
}

/** Who signed, from when and until when, by key: the text's signatories, then what addenda in force changed, in their order. */
function members({ term, text, addenda }: AgreementState): ReadonlyMap<string, Member> {
  const all = new Map<string, Member>();
  if (!term) return all;
  for (const { key } of text?.signatories ?? []) all.set(key, { joinedOn: term.startsOn, leftOn: null });
  for (const { change, signatory, inForceOn } of addenda.filter((one) => one.state === 'in-force')) {
    const on = inForceOn ?? term.startsOn;
    const before = all.get(signatory.key);
    if (change === 'join') all.set(signatory.key, { joinedOn: on, leftOn: null });
    else all.set(signatory.key, { joinedOn: before?.joinedOn ?? on, leftOn: on });
  }
  return all;
}

function memberRows(state: AgreementState): readonly Row[] {
  return [...members(state)].map(([key, { joinedOn, leftOn }]) => {
    const [kind = '', id = ''] = key.split('/');
    return {
      table: 'agreement_members',
      key: `${state.id}.member.${kind}.${id}`,
      columns: {
        agreement_id: ref(state),
        signatory: key,
        kind,
        ...signatoryColumns(key),
        joined_on: joinedOn,
        left_on: leftOn,
      },
    };
  });
}

function clauseRows(state: AgreementState): readonly Row[] {
  return state.approvedClauses.map((one) => ({
    table: 'approved_clauses',
    key: `${state.id}.clause.${one.hash.slice(0, 24)}.${one.clause}`,
    columns: {
      agreement_id: ref(state),
      clause: one.clause,
      hash: one.hash,
      heading: one.heading,
      standing: one.standing,
      approved_at: at(one.at),
      approved_by_id: Number(one.by),
      reason: one.reason,
    },
  }));
}

function obligationRow(state: AgreementState, key: string, debtor: string, columns: Row['columns']): Row {
  const [debtor_kind = ''] = debtor.split('/');
  return {
    table: 'obligations',
    key: `${state.id}.obligation.${key}`,
    columns: {
      stream: `agreement/${state.id}`,
      agreement_id: ref(state),
      framework_id: null,
      debtor_kind,
      ...signatoryColumns(debtor),
      party_id: null,
      territory_id: state.territoryId,
      ...columns,
    },
  };
}

/** What each stage's clock ran for, and what became of it. */
function clockRows(state: AgreementState): readonly Row[] {
  return state.obligations.map((one) =>
    obligationRow(
      state,
      `${one.clock}.${one.since}`,
      ofDirectorate(one.subject) ? 'directorate' : `structure/${state.structureId}`,
      {
        kind: one.subject,
        what: '',
        since: at(one.startedAt),
        due_at: at(one.dueAt),
        status: one.state,
        settled_on: one.settledOn,
        source: SOURCES[OBLIGED_BY[one.subject]],
      },
    ),
  );
}

/** What the clauses commit each signatory to; what is still owed at the end is owed no more. */
function commitmentRows(state: AgreementState): readonly Row[] {
  return state.commitments.map((one) =>
    obligationRow(state, `commitment-${one.number}.${state.active?.since ?? 0}`, one.by, {
      kind: 'agreement-commitment',
      what: one.what,
      since: at(one.owedAt),
      due_at: at(endOf(one.dueOn)),
      status: one.state === 'owed' && state.endedAt !== null ? 'ended' : one.state,
      settled_on: one.settledOn ?? (state.endedAt === null ? null : localDate(state.endedAt)),
      source: SOURCES[OBLIGED_BY['agreement-commitment']],
    }),
  );
}

/** The rows people read of an agreement, as its entries say they must be; `verify-journal` compares them with the tables. */
export function agreementRows(state: AgreementState): readonly Row[] {
  if (state.stage === null) return [];
  return [
    agreementRow(state),
    ...memberRows(state),
    ...clauseRows(state),
    ...clockRows(state),
    ...commitmentRows(state),
  ];
}
