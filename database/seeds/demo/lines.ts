import { localDate } from '../../../src/domain/calendar/rome';
import type { CommandName } from '../../../src/domain/case/commands';
import {
  consentInForce,
  type Indication,
  type InterventionCategory,
  type NeedCategory,
  type Outcome,
  type PauseReason,
  type Prerequisite,
  type SkipReason,
} from '../../../src/domain/case/state';
import { answersOf } from './answers';
import { type Line, locatorOf, type Scene, type Who } from './story';
import { type Place, placeOf } from './world';

/** The lines stories are made of. `ago` counts working days back from today; a consult's day is negative when ahead. */

function line(ago: number, name: CommandName, data: Line['data'] = () => ({}), by: Who = 'operator'): Line {
  return { ago, by, name, data };
}

/** The place's site a story uses. */
const siteOf = ({ siteIds }: Place, story: { readonly number: number }): number =>
  siteIds[story.number % siteIds.length] ?? 0;
const siteHere = ({ world, place, state, story }: Scene): number =>
  siteOf(state.associationId === 0 ? place : placeOf(world, state.associationId), story);

export const open = (ago: number, by: Who = 'operator'): Line =>
  line(ago, 'open-case', (scene) => ({ way: 'operator', siteId: siteHere(scene) }), by);
export const openPublic = (ago: number): Line =>
  line(ago, 'open-case', (scene) => ({ way: 'public', siteId: siteHere(scene), locator: locatorOf(scene.story) }));

export const consent = (ago: number, signer: 'person' | 'representative' = 'person'): Line =>
  line(ago, 'record-consent', ({ world, person, story }) => ({
    noticeId: world.texts.consent,
    purposes: { 'case-handling': true, reporting: story.number % 4 !== 0, 'further-contact': story.number % 3 === 0 },
    signer,
    beneficiary: person,
  }));
export const refuse = (ago: number): Line =>
  line(ago, 'refuse-consent', ({ world }) => ({ noticeId: world.texts.consent, signer: 'person' }));
export const withdrawConsent = (ago: number): Line => line(ago, 'withdraw-consent');
export const proxy = (ago: number, grantedTo: 'association' | 'inps' | 'patronato'): Line =>
  line(ago, 'record-proxy', ({ world }) => ({ noticeId: world.texts.proxy, grantedTo }));

type Source = 'operator' | 'public-code';
export const screen = (ago: number, results: Readonly<Record<string, Indication>>, source: Source = 'operator'): Line =>
  line(ago, 'complete-screening', ({ world, story }) => ({
    questionnaireVersionId: world.questionnaireVersionId,
    source,
    results,
    answers: answersOf(story.number),
  }));
export const skip = (ago: number, reason: SkipReason): Line => line(ago, 'skip-screening', () => ({ reason }));

export const request = (ago: number, interpreterLanguage: string | null = null): Line =>
  line(ago, 'request-consult', () => ({ interpreterLanguage }));
const asked = (scene: Scene): object => ({ start: new Date(scene.slot).toISOString(), siteId: siteHere(scene) });
export const book = (ago: number, consultOn: number, by: Who = 'operator'): Line => ({
  ...line(ago, 'book-consult', asked, by),
  consultOn,
});
export const postpone = (ago: number, consultOn: number): Line => ({
  ...line(ago, 'postpone-consult', asked),
  consultOn,
});
export const cancel = (ago: number): Line => line(ago, 'cancel-consult');
export const hold = (ago: number, by: Who = 'consultant'): Line =>
  line(ago, 'hold-consult', ({ state }) => (consentInForce(state) ? { summary: 'Sintesi di prova.' } : {}), by);
export const miss = (ago: number): Line => line(ago, 'miss-consult', undefined, 'consultant');

export const prepare = (ago: number, code: string): Line =>
  line(ago, 'prepare-claim', ({ world }) => ({ benefitId: world.benefits[code] }));
export const tick = (ago: number, claim: number, prerequisite: Prerequisite): Line =>
  line(ago, 'tick-prerequisite', () => ({ claim, prerequisite, done: true }));
export const drop = (ago: number, claim: number): Line => line(ago, 'drop-claim', () => ({ claim }));
export const submit = (ago: number, claim = 1, filedBy: 'person' | 'inps' | 'patronato' = 'inps'): Line =>
  line(ago, 'submit-claim', ({ at, story }) => ({
    claim,
    filedBy,
    protocol: `PROVA.${String(story.number).padStart(4, '0')}.${claim}`,
    submittedOn: localDate(at),
  }));
/** `amount` is euro a month, for what was granted. */
export const outcome = (ago: number, result: Outcome, amount: number | null = null, claim = 1): Line =>
  line(ago, 'record-outcome', ({ at }) => ({
    claim,
    outcome: result,
    decidedOn: localDate(at),
    amount,
    benefitFrom: amount === null ? null : localDate(at),
  }));
export const review = (ago: number, kind: 'riesame' | 'ricorso'): Line =>
  line(ago, 'request-review', ({ at }) => ({ claim: 1, kind, requestedOn: localDate(at) }));

export const need = (ago: number, category: NeedCategory): Line => line(ago, 'record-need', () => ({ category }));
export const intervene = (ago: number, category: InterventionCategory, of: number | null = null): Line =>
  line(ago, 'record-intervention', () => ({ category, need: of }));
export const note = (ago: number): Line => line(ago, 'add-note', () => ({ note: 'Nota di prova per i colleghi.' }));

export const pause = (ago: number, reason: PauseReason): Line => line(ago, 'pause', () => ({ reason }));
export const resume = (ago: number): Line => line(ago, 'resume');
export const refer = (ago: number, to: string): Line =>
  line(ago, 'refer', ({ world, story }) => {
    const place = placeOf(world, to);
    return { associationId: place.id, siteId: siteOf(place, story) };
  });
export const accept = (ago: number): Line => line(ago, 'accept-referral', undefined, 'target');
export const decline = (ago: number): Line =>
  line(ago, 'decline-referral', () => ({ reason: 'Motivo di prova.' }), 'target');
export const reassign = (ago: number): Line =>
  line(
    ago,
    'reassign',
    ({ place, state }) => ({
      operatorId: place.operators.find((one) => one.operatorId !== state.operatorId)?.operatorId,
    }),
    'manager',
  );

type Ending = 'close' | 'withdraw' | 'resolve-without-claim' | 'choose-no-claim' | 'reopen';
export const finish = (ago: number, how: Ending): Line =>
  line(ago, how, ({ state }) => (consentInForce(state) ? { reason: 'Motivo di prova.' } : {}));
