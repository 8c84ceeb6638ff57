import type { Core } from '@strapi/strapi';
import { earliestDue } from '../../domain/agreement/dates';
import type { SignatureRecord } from '../../domain/agreement/entries';
import type { AgreementState } from '../../domain/agreement/state';
import type { Person } from '../../domain/network/actor';
import type { AgendaItem, Entry } from '../../domain/process';
import { foldStream } from '../../journal/look';
import type { AnyHost } from '../../journal/types';
import { notFound } from '../errors';
import { journalOf } from '../journal';
import { type Names, namesOf } from '../names';
import { readsMailboxes } from '../scope';
import {
  agendaOf,
  dispatchesView,
  documentsNamed,
  exchangeOf,
  iso,
  isoOrNull,
  proposedOf,
  terminationOf,
  termOf,
  timelineOf,
  undeliveredOf,
} from './shared-views';
import { textViewOf } from './text-view';
import type { AgreementView } from './view-schema';

/** A local agreement read from its journal by somebody who sees it. */
export interface SeenAgreement {
  readonly host: AnyHost;
  readonly state: AgreementState;
  readonly entries: readonly Entry[];
}

/** True when the person sees this agreement: what `agreementsSeen` says in SQL. */
function sees(actor: Person, state: AgreementState): boolean {
  if (state.stage === null) return false;
  switch (actor.role) {
    case 'directorate':
    case 'communication':
      return true;
    case 'structure':
    case 'referent':
    case 'consultant':
      return actor.territoryId === state.territoryId;
    case 'manager':
    case 'operator': {
      const key = `association/${actor.associationId}`;
      const left = state.addenda.some((one) => one.state === 'in-force' && one.signatory.key === key);
      return left || state.bound.some((one) => one.key === key);
    }
  }
}

/** Reads an agreement. Throws ApiError `not-found` when it is not there or out of sight. */
export async function seenAgreement(strapi: Core.Strapi, actor: Person, id: string): Promise<SeenAgreement> {
  const { host, state, entries } = await foldStream(journalOf(strapi), `agreement/${id}`);
  if (!sees(actor, state as AgreementState)) throw notFound();
  return { host, state: state as AgreementState, entries };
}

/** An agreement in a few words, for whoever changed it. */
export function summaryOf(host: AnyHost, state: AgreementState, actor: Person) {
  return {
    id: state.id,
    title: state.title,
    stage: state.stage ?? 'drafting',
    version: state.version,
    may: [...host.process.may(actor, state)] as string[],
  };
}

/** An agreement's page. Throws ApiError `not-found`. */
export async function viewOf(strapi: Core.Strapi, actor: Person, id: string): Promise<AgreementView> {
  const seen = await seenAgreement(strapi, actor, id);
  const { host, state, entries } = seen;
  const db = strapi.db.connection;
  const agenda: readonly AgendaItem[] = host.process.agenda(state, await host.agendaFacts(db, state, state.lastAt));
  const names = await namesOf(db, {
    user: [
      ...entries.filter((one) => one.actor.kind === 'person').map((one) => Number(one.actor.id)),
      ...state.comments.map((one) => Number(one.by)),
    ],
    structure: [state.structureId],
    territory: [state.territoryId],
    framework: state.frameworkId === null ? [] : [state.frameworkId],
  });
  // What INPS's offices write to each other on a text is theirs.
  const inside = actor.associationId === null;
  const named = (kind: Parameters<Names>[0], at: number) => ({ id: at, name: names(kind, at) });
  return {
    ...summaryOf(host, state, actor),
    kind: state.kind,
    owed: state.owed,
    stageSince: iso(state.stageSince),
    openedAt: iso(state.openedAt),
    endedAt: isoOrNull(state.endedAt),
    dueAt: isoOrNull(earliestDue(state)),
    structure: named('structure', state.structureId),
    territory: named('territory', state.territoryId),
    framework:
      state.frameworkId === null ? null : { ...named('framework', state.frameworkId), endsOn: state.frameworkEndsOn },
    text: await textViewOf(db, state, { names, inside }),
    ...course(state),
    dispatches: dispatchesView(state.dispatches),
    exchange: exchangeOf(state.exchange, state.dispatches, nameIn(state)),
    proposed: readsMailboxes(actor) ? proposedOf(state.proposed) : [],
    termination: terminationOf(state.termination),
    undelivered: undeliveredOf(state.undelivered),
    agenda: agendaOf(agenda),
    timeline: timelineOf(entries, { names, inside, named: documentsNamed(host, entries, actor) }),
  };
}

/** Says a signatory's name by its key, as the text or an addendum froze it. */
function nameIn(state: AgreementState): (key: string) => string {
  const all = [...state.bound, ...(state.text?.signatories ?? []), ...state.addenda.map((one) => one.signatory)];
  return (key) => all.find((one) => one.key === key)?.name ?? key;
}

/** Signatures, term, who is bound, what they owe. */
function course(state: AgreementState) {
  const name = nameIn(state);
  const party = (key: string) => ({ key, name: name(key) });
  const signature = ({ signatories, how, signedOn, document, report, checks }: SignatureRecord) => ({
    signatories: signatories.map(party),
    how,
    signedOn,
    document,
    report,
    checks: checks.map((one) => ({ ...one })),
  });
  const signed = new Set(state.signing?.signatures.flatMap((one) => one.signatories));
  return {
    signing: state.signing && {
      mode: state.signing.mode,
      protocol: state.signing.protocol,
      document: state.signing.document,
      signatures: state.signing.signatures.map(signature),
      waiting: (state.text?.signatories ?? []).filter((one) => !signed.has(one.key)).map(({ key }) => party(key)),
    },
    term: termOf(state.term),
    bound: state.bound.map(({ key, kind, id }) => ({ ...party(key), kind, id })),
    addenda: state.addenda.map((one) => ({
      number: one.number,
      change: one.change,
      signatory: party(one.signatory.key),
      protocol: one.protocol,
      document: one.document,
      state: one.state,
      signatures: one.signatures.map(signature),
    })),
    commitments: state.commitments.map((one) => ({
      number: one.number,
      clause: one.clause,
      by: name(one.by),
      what: one.what,
      dueOn: one.dueOn,
      state: one.state,
      settledOn: one.settledOn,
    })),
  };
}
