import type { Core } from '@strapi/strapi';
import type { FrameworkState } from '../../domain/framework/state';
import type { Person } from '../../domain/network/actor';
import type { AgendaItem, Entry } from '../../domain/process';
import { foldStream } from '../../journal/look';
import type { AnyHost } from '../../journal/types';
import {
  agendaOf,
  dispatchesView,
  documentsNamed,
  exchangeOf,
  iso,
  proposedOf,
  terminationOf,
  termOf,
  timelineOf,
  undeliveredOf,
} from '../agreements/shared-views';
import { ApiError, notFound } from '../errors';
import { journalOf } from '../journal';
import { namesOf } from '../names';
import type { FrameworkView } from './view-schema';

/** A framework agreement read from its journal. */
export interface SeenFramework {
  readonly host: AnyHost;
  readonly state: FrameworkState;
  readonly entries: readonly Entry[];
}

/** Reads a framework agreement: an act everybody of the programme may know. Throws ApiError `not-found`. */
export async function seenFramework(strapi: Core.Strapi, id: string): Promise<SeenFramework> {
  const { host, state, entries } = await foldStream(journalOf(strapi), `framework/${id}`);
  if ((state as FrameworkState).stage === null) throw notFound();
  return { host, state: state as FrameworkState, entries };
}

/** A framework agreement in a few words, for whoever changed it. */
export function summaryOf(host: AnyHost, state: FrameworkState, actor: Person) {
  return {
    id: state.id,
    code: state.code,
    title: state.title,
    stage: state.stage ?? 'signing',
    version: state.version,
    may: [...host.process.may(actor, state)] as string[],
  };
}

/** Only the central directorate coordinates framework agreements (message of 2021). Throws ApiError `forbidden`. */
export function requireDirectorate(actor: Person): void {
  if (actor.role !== 'directorate') throw new ApiError('forbidden');
}

/** A framework agreement's page; what is said to and by the Parties is for the central directorate alone. */
export async function viewOf(strapi: Core.Strapi, actor: Person, id: string): Promise<FrameworkView> {
  const { host, state, entries } = await seenFramework(strapi, id);
  const db = strapi.db.connection;
  const agenda: readonly AgendaItem[] = host.process.agenda(state, await host.agendaFacts(db, state, state.lastAt));
  const names = await namesOf(db, {
    user: entries.filter((one) => one.actor.kind === 'person').map((one) => Number(one.actor.id)),
  });
  const nameOf = (key: string): string => state.parties.find((one) => one.key === key)?.name ?? key;
  const inside = actor.role === 'directorate';
  return {
    ...summaryOf(host, state, actor),
    stageSince: iso(state.stageSince),
    resolution: state.resolution,
    parties: state.parties.map(({ key, name, own, signedOn }) => ({ key, name, own, signedOn })),
    term: termOf(state.term),
    exchange: exchangeOf(state.exchange, state.dispatches, nameOf),
    proposed: inside ? proposedOf(state.proposed) : [],
    dispatches: inside ? dispatchesView(state.dispatches) : [],
    termination: terminationOf(state.termination),
    undelivered: inside ? undeliveredOf(state.undelivered) : [],
    agenda: agendaOf(agenda),
    timeline: inside ? timelineOf(entries, { names, inside, named: documentsNamed(host, entries, actor) }) : [],
  };
}
