import type { Core } from '@strapi/strapi';
import type { CaseCommand } from '../../domain/case/commands';
import { earliestDue, stageLapse } from '../../domain/case/dates';
import type { CaseFact, Moves } from '../../domain/case/entries';
import { mayOnCase } from '../../domain/case/may';
import { type CaseState, identityRefOf } from '../../domain/case/state';
import type { Person } from '../../domain/network/actor';
import type { AgendaItem, Entry, Instant } from '../../domain/process';
import { foldStream } from '../../journal/look';
import { notFound } from '../errors';
import { journalOf } from '../journal';
import { type Names, namesOf } from '../names';
import { mayKnowPerson, type Opened, openPerson } from './person';
import type { CaseSummary, CaseView } from './view-schema';
import { seesCase } from './visible';

const iso = (at: Instant): string => new Date(at).toISOString();
const isoOrNull = (at: Instant | null | undefined): string | null => (at == null ? null : iso(at));

/** A case in a few words, for whoever asks. The stage is never null once something happened. */
export function summaryOf(state: CaseState, actor: Person): CaseSummary {
  const { id, code, version } = state;
  return { id, code, version, stage: state.stage ?? 'opened', may: [...mayOnCase(actor, state)] };
}

/** The ids of the sealed texts a case's history holds; the answers to a questionnaire are not for reading on a page. */
const TEXTS = ['noteRef', 'reasonRef', 'summaryRef'] as const;
function textRef(entry: Entry): string | null {
  const data = entry.data as Readonly<Record<string, unknown>>;
  const ref = TEXTS.map((field) => data[field]).find((one) => typeof one === 'string');
  return typeof ref === 'string' ? ref : null;
}

/**
 * A case's page. Five queries: the journal, what the agenda needs, the names, and the person with the access log.
 * Throws ApiError `not-found` for a case that is not there or out of sight.
 */
export async function viewOf(
  strapi: Core.Strapi,
  asked: { readonly id: string; readonly actor: Person; readonly correlation: string },
): Promise<CaseView> {
  const journal = journalOf(strapi);
  const { host, state: folded, entries } = await foldStream(journal, `case/${asked.id}`);
  const state = folded as CaseState;
  if (!seesCase(asked.actor, state)) throw notFound();
  const agenda: readonly AgendaItem<CaseCommand>[] = host.process.agenda(
    state,
    await host.agendaFacts(journal.db, state, state.lastAt),
  );
  const personVisible = mayKnowPerson(asked.actor, state);
  const refs = entries.map(textRef).filter((ref) => ref !== null);
  const identityRef = identityRefOf(state);
  const opened: Opened =
    personVisible && identityRef !== null
      ? await openPerson(journal, { ...asked, identityRef, refs })
      : { identity: null, texts: new Map() };
  const names = await namesOf(journal.db, wanted(state, entries));
  return {
    ...summaryOf(state, asked.actor),
    ...course(state, names),
    ...work(state, names, (ref) => (ref === null ? null : (opened.texts.get(ref) ?? null))),
    personVisible,
    person: opened.identity,
    obligations: agenda.map(({ key, at, command }) => ({ key, at: iso(at), command: command.name })),
    timeline: entries.map((entry) => line(entry as Entry & CaseFact, names, opened)),
  };
}

const people = (entries: readonly Entry[]): number[] =>
  entries.filter((entry) => entry.actor.kind === 'person').map((entry) => Number(entry.actor.id));

function wanted(state: CaseState, entries: readonly Entry[]) {
  const to = state.referredTo;
  return {
    user: people(entries),
    operator: state.operatorId === null ? [] : [state.operatorId],
    consultant: state.consults.map((one) => one.consultantId),
    territory: [state.territoryId, ...(to ? [to.territoryId] : [])],
    association: [state.associationId, ...(to ? [to.associationId] : [])],
    site: [state.siteId, ...state.consults.map((one) => one.siteId), ...(to ? [to.siteId] : [])],
    benefit: state.claims.map((one) => one.benefitId),
  };
}

/** Where the case stands and with whom. */
function course(state: CaseState, names: Names) {
  const named = (kind: Parameters<Names>[0], id: number) => ({ id, name: names(kind, id) });
  const place = (of: { territoryId: number; associationId: number; siteId: number }) => ({
    territory: named('territory', of.territoryId),
    association: named('association', of.associationId),
    site: named('site', of.siteId),
  });
  return {
    ...place(state),
    way: state.way,
    stageSince: iso(state.stageSince),
    openedAt: iso(state.openedAt),
    closedAt: isoOrNull(state.closedAt),
    dueAt: isoOrNull(earliestDue(state)),
    lapseAt: isoOrNull(stageLapse(state)?.at),
    operator: state.operatorId === null ? null : named('operator', state.operatorId),
    referredTo: state.referredTo && place(state.referredTo),
    pause: state.pause && {
      reason: state.pause.reason,
      since: iso(state.pause.at),
      until: isoOrNull(state.pause.limitAt),
    },
  };
}

/**
 * What was recorded on the case, field by field: the state is the rules' own and may hold more than a page may show, the
 * person's id to begin with.
 */
function work(state: CaseState, names: Names, text: (ref: string | null) => string | null) {
  return {
    consents: state.consents.map((one) => ({
      number: one.number,
      noticeId: one.noticeId,
      textHash: one.textHash,
      purposes: { ...one.purposes },
      signer: one.signer,
      state: one.state,
      at: iso(one.at),
      withdrawnAt: isoOrNull(one.withdrawnAt),
    })),
    proxies: state.proxies.map((one) => ({
      number: one.number,
      noticeId: one.noticeId,
      textHash: one.textHash,
      grantedTo: one.grantedTo,
      at: iso(one.at),
      revokedAt: isoOrNull(one.revokedAt),
    })),
    screenings: state.screenings.map((one) => ({
      number: one.number,
      questionnaireVersionId: one.questionnaireVersionId,
      source: one.source,
      results: { ...one.results },
      skippedReason: one.skippedReason,
      at: iso(one.at),
    })),
    consultRequest: state.consultRequest && { interpreterLanguage: state.consultRequest.interpreterLanguage },
    consults: state.consults.map((one) => ({
      number: one.number,
      consultant: { id: one.consultantId, name: names('consultant', one.consultantId) },
      site: { id: one.siteId, name: names('site', one.siteId) },
      start: iso(one.start),
      end: iso(one.end),
      status: one.status,
      interpreterLanguage: one.interpreterLanguage,
      meetingLink: one.meetingLink,
      summary: text(one.summaryRef),
    })),
    claims: state.claims.map((one) => ({
      number: one.number,
      benefit: { id: one.benefitId, name: names('benefit', one.benefitId) },
      state: one.state,
      prerequisites: [...one.prerequisites],
      filedBy: one.filedBy,
      protocol: one.protocol,
      submittedOn: one.submittedOn,
      decidedOn: one.decidedOn,
      amount: one.amount,
      benefitFrom: one.benefitFrom,
      reviewBy: one.reviewBy,
      reviewKind: one.reviewKind,
      reviewRequestedOn: one.reviewRequestedOn,
    })),
    needs: state.needs.map(({ number, category, noteRef, at }) => ({
      number,
      category,
      note: text(noteRef),
      at: iso(at),
    })),
    interventions: state.interventions.map(({ number, category, needNumber, noteRef, at }) => ({
      number,
      category,
      needNumber,
      note: text(noteRef),
      at: iso(at),
    })),
    notes: state.notes.map(({ ref, at, by }) => ({ text: text(ref), by: names('user', Number(by)), at: iso(at) })),
    undelivered: state.undelivered.map(({ mail, at }) => ({ mail, at: iso(at) })),
  };
}

function line(entry: Entry & CaseFact, names: Names, opened: Opened): CaseView['timeline'][number] {
  const ref = textRef(entry);
  return {
    version: entry.version,
    type: entry.type,
    label: `entry.${entry.type}`,
    at: iso(entry.at),
    by: entry.actor.kind === 'person' ? names('user', Number(entry.actor.id)) : null,
    stage: (entry.data as Moves).stage ?? null,
    text: ref === null ? null : (opened.texts.get(ref) ?? null),
  };
}
