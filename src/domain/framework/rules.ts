import { PLATFORM, type Rule } from '../rule';
import type { FrameworkCommandName } from './commands';
import { FRAMEWORK_COURSE, FRAMEWORK_IN_FORCE, FRAMEWORK_STAGES, type FrameworkStage } from './stages';
import type { FrameworkFactName } from './state';

/** Who may give a command: the central directorate, which coordinates (message of 2021), and the platform. Nobody else. */
export type Standing = 'directorate' | 'system';

/** The sources rules cite, shown with every refusal. */
export const SOURCES = {
  parties:
    'Messaggio accordo quadro 2021: Accordo quadro tra l’Istituto, l’ANCI, la Caritas Italiana e la Comunità di Sant’Egidio',
  term: 'Messaggio accordo quadro 2021: durata a decorrere dalla data di sottoscrizione; art. 2963 c.c.',
  renewal:
    'Messaggio accordo quadro 2021: rinnovato per una sola volta e per uguale periodo, tramite scambio di note a mezzo PEC tra le Parti',
  platform: PLATFORM,
} as const;
export type Source = keyof typeof SOURCES;

/** A line of the table below. */
export type CommandRule = Rule<Standing, FrameworkStage, FrameworkFactName, Source>;

const OPEN: readonly FrameworkStage[] = FRAMEWORK_COURSE;
/** Mails come back and receipts arrive when they please, even after the end. */
const ALWAYS: readonly FrameworkStage[] = FRAMEWORK_STAGES;

const person = { by: ['directorate'], needs: [], source: 'platform' } as const;
const platform = { by: ['system'], needs: [], source: 'platform' } as const;

/** The procedure as a table. After the end nothing leaves any more, and what still comes in is recorded. */
export const RULES: { readonly [C in FrameworkCommandName]: CommandRule } = {
  'open-framework': { ...person, in: 'new', needs: ['parties', 'codeUsed'], source: 'parties' },
  'record-party-signature': { ...person, in: ['signing'], needs: ['clocks', 'parties', 'policy'], source: 'term' },
  'accept-note': { ...person, in: ['renewal-window'], needs: ['parties'], source: 'renewal' },
  'dismiss-message': { ...person, in: ALWAYS },
  terminate: { ...person, in: OPEN, needs: ['parties'] },
  repolicy: { ...person, in: OPEN, needs: ['clocks'] },
  'settle-mail': { ...person, in: ALWAYS },
  'resend-dispatch': { ...person, in: OPEN },
  'record-protocol': { ...person, in: OPEN },
  'acknowledge-dispatch': { ...person, in: OPEN },
  'sign-note': { ...person, in: ['renewal-window'], needs: ['parties', 'printed'], source: 'renewal' },
  'fire-mark': { ...platform, in: OPEN, needs: ['parties'] },
  'open-window': { ...platform, in: ['active', 'renewed'], needs: ['clocks', 'parties'], source: 'renewal' },
  renew: { ...platform, in: ['renewal-window'], needs: ['clocks', 'parties'], source: 'renewal' },
  expire: { ...platform, in: FRAMEWORK_IN_FORCE, source: 'term' },
  'end-early': { ...platform, in: FRAMEWORK_IN_FORCE },
  // The reader of mailboxes, or a person who knows what a message that names none of ours answers.
  'propose-message': { ...platform, by: ['system', 'directorate'], in: ALWAYS },
  'report-undelivered': { ...platform, in: ALWAYS },
  'begin-dispatch': { ...platform, in: OPEN },
  'hand-over-dispatch': { ...platform, in: ALWAYS },
  'put-off-dispatch': { ...platform, in: ALWAYS },
  'refuse-dispatch': { ...platform, in: ALWAYS },
  'record-receipt': { ...platform, in: ALWAYS },
  'raise-dispatch-alarm': { ...platform, in: OPEN },
};
