import { localDate } from '../../src/domain/calendar/rome';
import type { Stage } from '../../src/domain/case/stages';
import { type Actor, FOLLOW } from '../../src/domain/network/actor';
import type { Instant } from '../../src/domain/process';
import { newStream } from './fixtures';
import type { FollowWorld } from './follow-world';
import { makeAvailability, makeNetwork } from './network';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** Where a case stands: a stage, or a turn within one that has dates of its own. */
export type Standing = Stage | 'unassigned' | 'paused' | 'refused' | 'under-review';

/** Gives a command; by the operator and some hours ago, unless it says otherwise. */
type Act = (name: string, data?: unknown, by?: Actor, at?: Instant) => Promise<void>;

/** Whom and what the ways need. `past` is when what happens before `now` happens, `held` and `ahead` are free slots. */
interface Cast extends FollowWorld {
  readonly now: Instant;
  readonly past: Instant;
  readonly held: Instant;
  readonly ahead: Instant;
  readonly there: { readonly associationId: number; readonly siteId: number };
}

type Way = readonly [from: Standing | null, step: (act: Act, cast: Cast) => Promise<void>];

const opening = ({ network }: Cast) => ({ way: 'operator', siteId: network.siteId });
const outcome = (said: string, { past }: Cast) => ({
  claim: 1,
  outcome: said,
  decidedOn: localDate(past),
  amount: null,
  benefitFrom: null,
});

/** A consent as an operator records it, of an invented person. */
export const consent = ({ content }: FollowWorld) => ({
  noticeId: content.consentId,
  purposes: { 'case-handling': true, reporting: true, 'further-contact': false },
  signer: 'person',
  beneficiary: { givenName: 'Nome Inventato', familyName: 'Cognome Inventato' },
});

/** The usual way to each, by its last step. */
const WAYS: { readonly [S in Standing]: Way } = {
  opened: [null, (act, cast) => act('open-case', opening(cast))],
  unassigned: [null, (act, cast) => act('open-case', opening(cast), cast.network.manager, cast.now)],
  consented: ['opened', (act, cast) => act('record-consent', consent(cast))],
  paused: ['consented', (act) => act('pause', { reason: 'documents' })],
  screened: ['consented', (act) => act('skip-screening', { reason: 'urgent' })],
  'consult-requested': ['screened', (act) => act('request-consult', { interpreterLanguage: null })],
  'consult-booked': ['consult-requested', (act, cast) => act('book-consult', slot(cast, cast.ahead))],
  'consult-held': [
    'consult-requested',
    async (act, cast) => {
      await act('book-consult', slot(cast, cast.held));
      await act('hold-consult', {}, cast.network.consultant, cast.held + HOUR);
    },
  ],
  'claim-in-preparation': ['screened', (act, { content }) => act('prepare-claim', { benefitId: content.benefitId })],
  'claim-submitted': [
    'claim-in-preparation',
    (act, { past }) =>
      act('submit-claim', { claim: 1, filedBy: 'inps', protocol: 'PROVA-1', submittedOn: localDate(past) }),
  ],
  decided: ['claim-submitted', (act, cast) => act('record-outcome', outcome('granted', cast))],
  refused: ['claim-submitted', (act, cast) => act('record-outcome', outcome('refused', cast))],
  'under-review': [
    'refused',
    (act, { past }) => act('request-review', { claim: 1, kind: 'riesame', requestedOn: localDate(past) }),
  ],
  referred: ['screened', (act, { there }) => act('refer', there)],
  closed: ['decided', (act) => act('close')],
  lapsed: ['opened', (act, { now }) => act('lapse', { clock: 'stage' }, FOLLOW, now - HOUR)],
  withdrawn: ['screened', (act) => act('withdraw')],
  'resolved-without-claim': ['screened', (act) => act('resolve-without-claim')],
  'no-claim': ['screened', (act) => act('choose-no-claim')],
};

function slot({ network }: Cast, start: Instant): unknown {
  return { start, siteId: network.siteId, interpreterLanguage: null };
}

async function bring(cast: Cast, standing: Standing): Promise<string> {
  const [from, step] = WAYS[standing];
  const stream = from === null ? newStream() : await bring(cast, from);
  await step(async (name, data = {}, by = cast.network.operator, at = cast.past) => {
    const answer = await cast.give(stream, by, name, data, { at });
    if (answer.outcome !== 'accepted') throw new Error(`${standing}, ${name}: ${JSON.stringify(answer)}`);
  }, cast);
  return stream;
}

/**
 * Brings a case to each standing by the real commands, given in the hours before `now`, so that nothing is due yet; their
 * streams. What lapsed had begun long enough before.
 */
export async function casesEverywhere(world: FollowWorld, now: Instant): Promise<ReadonlyMap<Standing, string>> {
  const { associationId, siteId, directorate } = await makeNetwork(world.db, 'lontano');
  // One central directorate is enough: what climbs to it is one mail.
  await world.db('up_users').where({ id: directorate.userId }).update({ blocked: true });
  const [held, ahead] = [now - 3 * HOUR, now + 5 * DAY];
  for (const start of [held, ahead]) {
    await makeAvailability(world.db, world.network.consultant.consultantId ?? 0, start, start + HOUR);
  }
  const cast = { ...world, now, past: now - 4 * HOUR, held, ahead, there: { associationId, siteId } };
  const streams = new Map<Standing, string>();
  for (const one of Object.keys(WAYS) as Standing[]) {
    streams.set(one, await bring(one === 'lapsed' ? { ...cast, past: now - 150 * DAY } : cast, one));
  }
  return streams;
}
