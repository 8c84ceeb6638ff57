import type { CommandName } from '../../../src/domain/case/commands';
import type { End, Stage } from '../../../src/domain/case/stages';
import type { ClaimState } from '../../../src/domain/case/state';
import type { ActorName } from './actors';

/**
 * A case as somebody would keep it on a sheet of paper, written apart from the code from the procedure's words (the
 * design's "The case"; the two messages): how far help has gone, what hangs over it, and nothing of clocks or mails. The
 * properties hold the rules against it over random lives.
 */
export interface Model {
  /** How far help has gone; it never goes back. */
  readonly ground: 'opened' | 'consented' | 'screened' | 'consult-held' | null;
  readonly consent: 'not-asked' | 'refused' | 'granted' | 'withdrawn';
  readonly consult: 'none' | 'requested' | 'booked';
  readonly claims: readonly ClaimState[];
  readonly paused: boolean;
  readonly end: End | null;
  /** The side that has the case, and the one a referral waits for. */
  readonly side: Side;
  readonly asked: Side | null;
}
type Side = 'here' | 'there';

/** Before the first command. */
export const NOTHING: Model = {
  ground: null,
  consent: 'not-asked',
  consult: 'none',
  claims: [],
  paused: false,
  end: null,
  side: 'here',
  asked: null,
};

/** The stage on the sheet: its end, a referral that waits, its least advanced claim, its consult, what was done. */
export function stageIn({ ground, consult, claims, end, asked }: Model): Stage | null {
  if (end !== null) return end;
  if (asked !== null) return 'referred';
  if (claims.includes('draft')) return 'claim-in-preparation';
  if (claims.includes('submitted') || claims.includes('under-review')) return 'claim-submitted';
  if (claims.some((claim) => claim !== 'dropped')) return 'decided';
  return consult === 'none' ? ground : `consult-${consult}`;
}

type Data = Readonly<Record<string, unknown>>;
type Change = (model: Model, data: Data, by: ActorName) => Partial<Model>;

const LADDER = ['opened', 'consented', 'screened', 'consult-held'] as const;
const upTo =
  (rung: (typeof LADDER)[number]) =>
  ({ ground }: Model): Partial<Model> => ({
    ground: ground && LADDER.indexOf(ground) > LADDER.indexOf(rung) ? ground : rung,
  });
const claim =
  (next: (data: Data) => ClaimState): Change =>
  ({ claims }, data) => ({ claims: claims.map((one, index) => (index + 1 === data['claim'] ? next(data) : one)) });
/** Taken up again, a case still waits for the consult it asked for; who left asks for none. */
const ended =
  (end: End) =>
  ({ consult }: Model): Partial<Model> => ({
    end,
    consult: end === 'withdrawn' || consult === 'none' ? 'none' : 'requested',
    asked: null,
    paused: false,
  });
const other = (side: Side): Side => (side === 'here' ? 'there' : 'here');

/** What each command changes on the sheet; the others change nothing of it. */
const CHANGES: { readonly [C in CommandName]?: Change } = {
  'open-case': upTo('opened'),
  'record-consent': (model) => ({ ...upTo('consented')(model), consent: 'granted' }),
  'refuse-consent': () => ({ consent: 'refused' }),
  // Nobody else may be given what rests on it: a referral that waits goes back.
  'withdraw-consent': () => ({ consent: 'withdrawn', asked: null }),
  'complete-screening': upTo('screened'),
  'skip-screening': upTo('screened'),
  'request-consult': () => ({ consult: 'requested' }),
  'book-consult': () => ({ consult: 'booked' }),
  'cancel-consult': () => ({ consult: 'requested' }),
  'miss-consult': () => ({ consult: 'requested' }),
  'hold-consult': (model) => ({ ...upTo('consult-held')(model), consult: 'none' }),
  'prepare-claim': ({ claims }) => ({ claims: [...claims, 'draft'] }),
  'submit-claim': claim(() => 'submitted'),
  'record-outcome': claim((data) => data['outcome'] as ClaimState),
  'request-review': claim(() => 'under-review'),
  'drop-claim': claim(() => 'dropped'),
  pause: () => ({ paused: true }),
  resume: () => ({ paused: false }),
  'end-pause': () => ({ paused: false }),
  refer: ({ side }) => ({ asked: other(side) }),
  'accept-referral': ({ side, asked }) => ({ side: asked ?? side, asked: null }),
  'decline-referral': () => ({ asked: null }),
  close: ended('closed'),
  withdraw: ended('withdrawn'),
  'resolve-without-claim': ended('resolved-without-claim'),
  'choose-no-claim': ended('no-claim'),
  // A referral nobody answered goes back, a decided case is closed, any other lapses.
  lapse: (model) =>
    model.asked !== null ? { asked: null } : ended(stageIn(model) === 'decided' ? 'closed' : 'lapsed')(model),
  reopen: () => ({ end: null }),
};

/** The sheet after an accepted command. A pause ends with the stage it stopped. */
export function after(model: Model, name: CommandName, data: Data, by: ActorName): Model {
  const next = { ...model, ...CHANGES[name]?.(model, data, by) };
  return stageIn(next) === stageIn(model) ? next : { ...next, paused: false };
}

const granted = ({ consent }: Model): boolean => consent === 'granted';
const asked = ({ consent }: Model): boolean => consent !== 'not-asked';
const booked = ({ consult }: Model): boolean => consult === 'booked';
const unfiled = ({ claims }: Model): boolean => claims.every((one) => one === 'draft' || one === 'dropped');
type Condition = (model: Model, data: Data) => boolean;
const claimIs =
  (...states: readonly ClaimState[]): Condition =>
  ({ claims }, data) =>
    states.includes(claims[Number(data['claim']) - 1] ?? 'dropped');

/** What must be on the sheet for a command to be accepted, whoever gives it (no answer without a consent, …). */
const CONDITIONS: { readonly [C in CommandName]?: Condition } = {
  'record-consent': (model) => !granted(model),
  'refuse-consent': (model) => !granted(model),
  'withdraw-consent': granted,
  'record-proxy': granted,
  'complete-screening': granted,
  'add-note': granted,
  'skip-screening': asked,
  'request-consult': (model) => asked(model) && model.consult === 'none',
  'book-consult': (model) => asked(model) && !booked(model),
  'postpone-consult': booked,
  'cancel-consult': booked,
  'hold-consult': booked,
  'miss-consult': booked,
  'remind-consult': booked,
  'prepare-claim': asked,
  'tick-prerequisite': claimIs('draft'),
  'submit-claim': claimIs('draft'),
  'drop-claim': claimIs('draft'),
  'record-outcome': claimIs('submitted', 'under-review'),
  'request-review': claimIs('refused', 'partly-granted'),
  pause: ({ paused }) => !paused,
  resume: ({ paused }) => paused,
  'end-pause': ({ paused }) => paused,
  lapse: ({ paused }) => !paused,
  refer: (model) => granted(model) && !booked(model),
  'resolve-without-claim': unfiled,
  'choose-no-claim': unfiled,
};

/** Whether the sheet lets a command be accepted. */
export function possible(model: Model, name: CommandName, data: Data): boolean {
  return CONDITIONS[name]?.(model, data) ?? true;
}
