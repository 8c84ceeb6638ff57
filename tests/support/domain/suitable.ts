import { localDate } from '../../../src/domain/calendar/rome';
import type { CommandName, DataOf } from '../../../src/domain/case/commands';
import type { Subject } from '../../../src/domain/case/stages';
import { bookedConsult, type CaseState, type ClaimState, reviewOpen } from '../../../src/domain/case/state';
import type { Instant } from '../../../src/domain/process';
import { COLLEAGUE, HERE, OPERATOR, OPERATOR_THERE, THERE } from './actors';
import type { Giving } from './case-story';
import { slot } from './facts';
import { policies } from './policies';
import { DAY } from './time';

/** Data, time and facts with which a command fits a case as it stands. */
export interface Suitable {
  readonly data: Readonly<Record<string, unknown>>;
  readonly giving: Giving;
}

const numberIn = (state: CaseState, ...states: ClaimState[]): number =>
  state.claims.find((claim) => states.includes(claim.state))?.number ?? 1;

/** A benefit that no claim is about yet. */
const freshBenefit = (state: CaseState): number => Math.max(0, ...state.claims.map((claim) => claim.benefitId)) + 1;

const otherPlace = (state: CaseState): typeof HERE | typeof THERE =>
  state.associationId === HERE.associationId ? THERE : HERE;

type Fit<C extends CommandName> = (state: CaseState, now: Instant) => Partial<DataOf<C>>;

const DATA: { readonly [C in CommandName]?: Fit<C> } = {
  'revoke-proxy': (state) => ({ proxy: state.proxies.find((one) => one.revokedAt === undefined)?.number ?? 1 }),
  'book-consult': (_state, now) => ({ start: now + 3 * DAY }),
  'postpone-consult': (state, now) => ({ start: Math.max(now, bookedConsult(state)?.start ?? 0) + 2 * DAY }),
  'prepare-claim': (state) => ({ benefitId: freshBenefit(state) }),
  'tick-prerequisite': (state) => {
    const claim = state.claims.find((one) => one.state === 'draft');
    return { claim: claim?.number ?? 1, prerequisite: 'isee', done: !claim?.prerequisites.includes('isee') };
  },
  'submit-claim': (state, now) => ({ claim: numberIn(state, 'draft'), submittedOn: localDate(now) }),
  'drop-claim': (state) => ({ claim: numberIn(state, 'draft') }),
  'record-outcome': (state, now) => ({
    claim: numberIn(state, 'submitted', 'under-review'),
    decidedOn: localDate(now),
  }),
  'request-review': (state, now) => {
    const claim = state.claims.find(reviewOpen);
    const today = localDate(now);
    return {
      claim: claim?.number ?? 1,
      kind: claim?.reviews.includes('riesame') ? 'ricorso' : 'riesame',
      requestedOn: claim?.reviewBy && claim.reviewBy < today ? claim.reviewBy : today,
    };
  },
  refer: (state) => ({ associationId: otherPlace(state).associationId, siteId: otherPlace(state).siteId }),
  reassign: (state) => ({ operatorId: otherOperator(state) }),
  repolicy: (state) => ({ subjects: Object.values(state.clocks).map((clock) => clock.subject as Subject) }),
  'settle-mail': (state) => ({ mail: state.undelivered[0]?.mail ?? 'mail-1' }),
  'report-undelivered': (state) => ({ mail: `mail-${state.version}` }),
};

function otherOperator(state: CaseState): number {
  if (state.associationId === THERE.associationId) return state.operatorId === OPERATOR_THERE ? 2001 : OPERATOR_THERE;
  return state.operatorId === OPERATOR ? COLLEAGUE : OPERATOR;
}

/** Fits a command to a case: what a person who knows the case would send. `now` is the earliest time it may be given. */
export function suitable(name: CommandName, state: CaseState, now: Instant): Suitable {
  const booked = bookedConsult(state);
  const after = name === 'hold-consult' || name === 'miss-consult' ? (booked?.start ?? now) : now;
  const at = Math.max(now, after);
  const data = ((DATA[name] as Fit<CommandName> | undefined)?.(state, at) ?? {}) as Record<string, unknown>;
  const place = state.associationId === THERE.associationId ? THERE : HERE;
  // A policy set no clock runs under yet, so that there is something to move.
  const used = Math.max(0, ...Object.values(state.clocks).map((clock) => clock.policyId));
  return {
    data,
    giving: {
      at,
      facts: {
        site: { id: place.siteId, associationId: place.associationId, territoryId: place.territoryId, active: true },
        target: { ...otherPlace(state), agreement: true },
        benefit: { id: Number(data['benefitId'] ?? 3), inForce: true },
        ...(name === 'reassign'
          ? {
              operator: {
                id: Number(data['operatorId']),
                associationId: place.associationId,
                active: true,
                trainedOn: null,
              },
            }
          : {}),
        ...(typeof data['start'] === 'number' ? { slots: [slot(booked?.consultantId ?? 31, data['start'])] } : {}),
        ...(name === 'repolicy' ? { policies: policies({}, used + 1) } : {}),
      },
    },
  };
}
