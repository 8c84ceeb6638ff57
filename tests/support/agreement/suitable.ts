import type { AgreementCommandName, AgreementDataOf } from '../../../src/domain/agreement/commands';
import { openAddendum } from '../../../src/domain/agreement/decide/addenda';
import { unsigned } from '../../../src/domain/agreement/decide/signing';
import type { AgreementState } from '../../../src/domain/agreement/state';
import { localDate } from '../../../src/domain/calendar/rome';
import { dayAfter } from '../../../src/domain/calendar/years';
import type { AgreementSubject } from '../../../src/domain/deadline/subjects';
import { needsAttention } from '../../../src/domain/dispatch/dispatch';
import { lastLeg } from '../../../src/domain/dispatch/standing';
import type { Channel, RecipientState } from '../../../src/domain/dispatch/types';
import type { Instant } from '../../../src/domain/process';
import type { ActorName } from '../domain/actors';
import type { Giving } from './agreement-story';
import { agreementPolicies } from './policies';
import { signaturesOf } from './samples';
import { ASSOCIATION, COMUNE, NEWCOMER, STRUCTURE, sha, TEXTS } from './texts';

/** Data and facts with which a command fits an agreement as it stands. */
export interface Suitable {
  readonly data: Readonly<Record<string, unknown>>;
  readonly facts: Giving['facts'];
}

type Fit<C extends AgreementCommandName> = (
  state: AgreementState,
  now: Instant,
  pick: number,
  by: ActorName,
) => Partial<AgreementDataOf<C>>;

/** A recipient who has not got some message yet, by one of these channels. */
function waiting(
  { dispatches }: AgreementState,
  channels: readonly Channel[],
  keys: (key: string) => boolean,
): { readonly dispatch: string; readonly recipient: string } {
  const fits = (one: RecipientState): boolean =>
    one.standing !== 'done' && channels.includes(one.channel) && keys(one.key);
  const [found] = Object.entries(dispatches).flatMap(([dispatch, { recipients }]) =>
    recipients.filter(fits).map((one) => ({ dispatch, recipient: one.key })),
  );
  return found ?? { dispatch: 'transmission-1', recipient: 'central' };
}

const OTHERS: Readonly<Record<string, string>> = { central: 'directorate', communication: 'communication' };
/** An addendum's signatories, the structure first. */
function addendumSigners(state: AgreementState): readonly string[] {
  const open = openAddendum(state);
  const done = open?.signatures.flatMap((one) => one.signatories) ?? [];
  return [STRUCTURE, open?.signatory.key ?? NEWCOMER].filter((key) => !done.includes(key));
}

function change(state: AgreementState, pick: number): Partial<AgreementDataOf<'propose-addendum'>> {
  const joined = state.bound.some((one) => one.key === NEWCOMER);
  const others = state.bound.filter((one) => one.key !== STRUCTURE);
  const leaver = others[pick % Math.max(1, others.length)];
  const leaves = leaver && (joined || pick % 2 === 0 || state.stage === 'renewal-window');
  const [kind, id] = (leaves ? leaver.key : NEWCOMER).split('/') as ['association' | 'municipality', string];
  return { change: leaves ? 'leave' : 'join', signatory: { kind, id: Number(id) } };
}

const DATA: { readonly [C in AgreementCommandName]?: Fit<C> } = {
  'move-framework': (state) => ({ frameworkId: (state.frameworkId ?? 0) + 1 }),
  'save-text': (state, _now, pick) => {
    const [text] = Object.values(TEXTS).slice(pick % 4, (pick % 4) + 1);
    const hash = text?.textHash ?? sha(`text ${pick}`);
    return { textHash: hash === state.text?.textHash ? sha(`text ${state.version}`) : hash };
  },
  'comment-clause': (state) => ({ clause: state.text?.conformity.clauses.at(-1)?.key ?? 'durata' }),
  'open-signing': (state, _now, pick) =>
    pick % 2 === 0
      ? { mode: 'parallel' }
      : { mode: 'ordered', order: state.text?.signatories.map((one) => one.key).reverse() ?? [] },
  'record-signature': (state, now) => ({
    signatories: unsigned(state).slice(0, 1),
    ...signaturesOf(...unsigned(state).slice(0, 1)),
    signedOn: localDate(now),
    of: state.signing?.document ?? '',
  }),
  'record-handwritten-signature': (_state, now) => ({ signatory: ASSOCIATION, signedOn: localDate(now) }),
  'accept-note': (state) => ({ message: state.proposed[0]?.message ?? 1, from: COMUNE }),
  'dismiss-message': (state) => ({ message: state.proposed[0]?.message ?? 1 }),
  'propose-addendum': (state, _now, pick) => change(state, pick),
  'record-addendum-signature': (state, now, pick) => {
    const signatories = addendumSigners(state).slice(0, 1 + (pick % 2));
    return {
      signatories: [...signatories],
      signedOn: localDate(now),
      of: openAddendum(state)?.document ?? '',
      ...signaturesOf(...signatories),
    };
  },
  'fulfil-commitment': (state, now) => ({
    number: state.commitments.find((one) => one.state === 'owed')?.number ?? 1,
    on: localDate(now),
  }),
  'waive-commitment': (state) => ({ number: state.commitments.find((one) => one.state === 'owed')?.number ?? 1 }),
  terminate: (state, now, pick) => {
    const on = dayAfter(localDate(now), pick % 50);
    return { on: state.term && on > state.term.endsOn ? state.term.endsOn : on };
  },
  repolicy: (state) => ({ subjects: Object.values(state.clocks).map((one) => one.subject as AgreementSubject) }),
  'settle-mail': (state) => ({ mail: state.undelivered[0]?.mail ?? 'mail-1' }),
  'report-undelivered': (state) => ({ mail: `mail-${state.version}` }),
  'propose-message': (state, now) => ({ message: state.version + 1, at: now }),
  'resend-dispatch': (state) => {
    const [key, dispatch] = Object.entries(state.dispatches).find(([, one]) => needsAttention(one)) ?? [];
    const failed = dispatch?.recipients.find((one) => one.standing === 'failed');
    const silent = dispatch?.recipients.find(
      (one) => one.standing !== 'done' && (lastLeg(dispatch, one.key)?.alarmedAt ?? null) !== null,
    );
    return { dispatch: key ?? '', recipient: (failed ?? silent)?.key ?? '' };
  },
  'record-protocol': (state, now) => ({
    ...waiting(state, ['register', 'pec'], () => true),
    on: localDate(now),
  }),
  'acknowledge-dispatch': (state, _now, _pick, by) =>
    waiting(state, ['mail', 'pec'], (key) => (OTHERS[key] ?? 'structure') === by),
};

/** Fits a command to an agreement: what a person who knows it would send. */
export function suitable(
  name: AgreementCommandName,
  state: AgreementState,
  now: Instant,
  pick: number,
  by: ActorName,
): Suitable {
  const data = (DATA[name] as Fit<AgreementCommandName> | undefined)?.(state, now, pick, by) ?? {};
  // A policy set no clock runs under yet, so that there is something to move.
  const used = Math.max(0, ...Object.values(state.clocks).map((clock) => clock.policyId));
  return { data, facts: name === 'repolicy' ? { policies: agreementPolicies({}, used + 1) } : {} };
}
