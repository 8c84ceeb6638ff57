import { PLATFORM, type Rule } from '../rule';
import type { CommandName } from './commands';
import type { FactName } from './facts';
import { ENDS, JOURNEY, type Stage } from './stages';

/**
 * Who may give a command, as they stand towards the case: its association's people, the INPS side of its territory,
 * the consultant of one of its consults, the association or structure a referral waits for, the platform.
 */
export type Standing =
  | 'operator'
  | 'manager'
  | 'consultant'
  | 'referent'
  | 'structure'
  | 'directorate'
  | 'target'
  | 'system';

/** The sources rules cite, shown with every refusal. */
export const SOURCES = {
  agreement: 'Messaggio accordo quadro 2021: Accordi a livello locale',
  consent: 'Messaggio accordo quadro 2021: dichiarazione di consenso prima della somministrazione del questionario',
  questionnaire: 'Messaggio 4144/2020, § 2',
  consult: 'Messaggio 4144/2020, § 3',
  claim: 'Messaggio 4144/2020, § 3: assistenza per l’inoltro delle domande di prestazione',
  monitoring: 'Messaggio accordo quadro 2021: monitoraggi semestrali sui bisogni rilevati e sugli interventi',
  platform: PLATFORM,
} as const;
export type Source = keyof typeof SOURCES;

/** A line of the table below. */
export type CommandRule = Rule<Standing, Stage, FactName, Source>;

const ASSOCIATION = ['operator', 'manager'] as const;
const BOTH_SIDES = ['operator', 'manager', 'consultant', 'referent'] as const;
const INPS = ['consultant', 'referent'] as const;
const ANY: readonly Stage[] = [...JOURNEY, 'referred'];
/** A mail comes back when it pleases, even after the end; whoever may settle it must be able to then. */
const ALWAYS: readonly Stage[] = [...ANY, ...ENDS];
const FILING: readonly Stage[] = ['claim-in-preparation', 'claim-submitted', 'decided'];

/**
 * The procedure as a table. No stage stands between a person and a claim: `prepare-claim` is open from the
 * first stage on; the handlers only ask that consent was put to the person.
 */
export const RULES: { readonly [C in CommandName]: CommandRule } = {
  'open-case': {
    by: ASSOCIATION,
    in: 'new',
    needs: ['clocks', 'agreement', 'operator', 'site', 'locatorUsed'],
    source: 'agreement',
  },
  'record-consent': { by: ASSOCIATION, in: JOURNEY, needs: ['clocks', 'notice', 'person'], source: 'consent' },
  'refuse-consent': { by: ASSOCIATION, in: JOURNEY, needs: ['clocks', 'notice'], source: 'consent' },
  'withdraw-consent': { by: ASSOCIATION, in: ANY, needs: ['clocks'], source: 'consent' },
  'record-proxy': { by: ASSOCIATION, in: JOURNEY, needs: ['clocks', 'notice'], source: 'consent' },
  'revoke-proxy': { by: ASSOCIATION, in: JOURNEY, needs: ['clocks'], source: 'consent' },
  'complete-screening': {
    by: ['operator', 'manager'],
    in: JOURNEY,
    needs: ['clocks', 'questionnaire'],
    source: 'questionnaire',
  },
  'skip-screening': { by: ASSOCIATION, in: ['opened', 'consented'], needs: ['clocks'], source: 'questionnaire' },
  'request-consult': { by: ASSOCIATION, in: JOURNEY, needs: ['clocks'], source: 'consult' },
  'book-consult': {
    by: [...ASSOCIATION, 'referent'],
    in: JOURNEY,
    needs: ['clocks', 'site', 'slots'],
    source: 'consult',
  },
  'postpone-consult': {
    by: [...ASSOCIATION, ...INPS],
    in: JOURNEY,
    needs: ['clocks', 'site', 'slots'],
    source: 'consult',
  },
  'cancel-consult': { by: BOTH_SIDES, in: JOURNEY, needs: ['clocks'], source: 'consult' },
  'hold-consult': { by: INPS, in: JOURNEY, needs: ['clocks'], source: 'consult' },
  'miss-consult': { by: INPS, in: JOURNEY, needs: ['clocks'], source: 'consult' },
  'prepare-claim': { by: BOTH_SIDES, in: JOURNEY, needs: ['clocks', 'benefit'], source: 'claim' },
  'tick-prerequisite': { by: BOTH_SIDES, in: FILING, needs: ['clocks'], source: 'claim' },
  'submit-claim': { by: BOTH_SIDES, in: FILING, needs: ['clocks'], source: 'claim' },
  'record-outcome': { by: BOTH_SIDES, in: FILING, needs: ['clocks'], source: 'claim' },
  'request-review': { by: BOTH_SIDES, in: FILING, needs: ['clocks'], source: 'claim' },
  'drop-claim': { by: BOTH_SIDES, in: FILING, needs: ['clocks'], source: 'claim' },
  'record-need': { by: BOTH_SIDES, in: JOURNEY, needs: [], source: 'monitoring' },
  'record-intervention': { by: BOTH_SIDES, in: JOURNEY, needs: [], source: 'monitoring' },
  'add-note': { by: BOTH_SIDES, in: ANY, needs: [], source: 'platform' },
  pause: {
    by: ASSOCIATION,
    in: JOURNEY.filter((stage) => stage !== 'consult-booked' && stage !== 'decided'),
    needs: ['clocks'],
    source: 'platform',
  },
  resume: { by: ASSOCIATION, in: JOURNEY, needs: ['clocks'], source: 'platform' },
  refer: { by: ASSOCIATION, in: JOURNEY, needs: ['clocks', 'target'], source: 'platform' },
  'accept-referral': { by: ['target'], in: ['referred'], needs: ['clocks', 'operator'], source: 'platform' },
  'decline-referral': { by: ['target'], in: ['referred'], needs: ['clocks'], source: 'platform' },
  reassign: { by: ['manager'], in: ANY, needs: ['operator'], source: 'platform' },
  close: { by: ASSOCIATION, in: ['decided'], needs: [], source: 'platform' },
  withdraw: { by: ASSOCIATION, in: ANY, needs: [], source: 'platform' },
  'resolve-without-claim': { by: ASSOCIATION, in: JOURNEY, needs: [], source: 'platform' },
  'choose-no-claim': { by: ASSOCIATION, in: JOURNEY, needs: [], source: 'platform' },
  reopen: {
    by: ASSOCIATION,
    in: ['closed', 'lapsed', 'resolved-without-claim', 'no-claim'],
    needs: ['clocks', 'agreement'],
    source: 'platform',
  },
  repolicy: { by: ['directorate'], in: ANY, needs: ['clocks'], source: 'platform' },
  'settle-mail': { by: ['manager', 'structure', 'directorate'], in: ALWAYS, needs: [], source: 'platform' },
  assign: { by: ['system'], in: ANY, needs: ['clocks', 'candidates'], source: 'platform' },
  'fire-mark': { by: ['system'], in: ANY, needs: [], source: 'platform' },
  lapse: { by: ['system'], in: ANY, needs: ['clocks'], source: 'platform' },
  'end-pause': { by: ['system'], in: JOURNEY, needs: ['clocks'], source: 'platform' },
  'remind-consult': { by: ['system'], in: JOURNEY, needs: [], source: 'consult' },
  'report-undelivered': { by: ['system'], in: ALWAYS, needs: [], source: 'platform' },
};
