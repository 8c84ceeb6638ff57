import type { AgreementSubject } from '../deadline/subjects';
import { PLATFORM, type Rule } from '../rule';
import type { AgreementCommandName } from './commands';
import type { AgreementFactName } from './facts';
import { AGREEMENT_ENDS, type AgreementStage, COURSE, IN_FORCE, OPEN_TEXT } from './stages';

/**
 * Who may give a command, as they stand towards the agreement: the people of its territory's structure, the central
 * directorate, the communication directorate (its copy), the platform.
 */
export type Standing = 'structure' | 'directorate' | 'communication' | 'system';

/** The sources rules cite, shown with every refusal. */
export const SOURCES = {
  local:
    'Messaggio accordo quadro 2021: le Strutture territoriali dovranno sottoscrivere specifici Accordi a livello locale con i Comuni e le Associazioni di volontariato',
  coherence:
    'Messaggio accordo quadro 2021: quanto disciplinato negli Accordi locali dovrà essere coerente con i contenuti generali dell’Accordo quadro',
  review:
    'Messaggio accordo quadro 2021: in presenza di ulteriori aspetti il testo dovrà essere sottoposto preventivamente alla Direzione centrale Inclusione sociale e invalidità civile',
  transmission:
    'Messaggio accordo quadro 2021: gli Accordi sottoscritti dovranno essere trasmessi alla Direzione centrale Inclusione sociale e invalidità civile e per conoscenza alla Direzione centrale Organizzazione e comunicazione',
  renewal:
    'Messaggio accordo quadro 2021: potrà essere rinnovato per una sola volta e per uguale periodo, tramite scambio di note a mezzo PEC tra le Parti',
  signature:
    'Legge 241/1990, art. 15, comma 2-bis: gli accordi fra amministrazioni sono sottoscritti con firma digitale',
  term: 'Codice civile, art. 2963: il termine a mesi o ad anni si compie nel giorno corrispondente',
  platform: PLATFORM,
} as const;
export type Source = keyof typeof SOURCES;

/** What obliges to what each clock runs for: shown with the obligation. */
export const OBLIGED_BY: Readonly<Record<AgreementSubject, Source>> = {
  'agreement-drafting': 'local',
  'agreement-review': 'review',
  'agreement-changes': 'review',
  'agreement-signing': 'local',
  'agreement-transmission': 'transmission',
  'agreement-returned': 'transmission',
  'agreement-confirmation': 'platform',
  'agreement-renewal': 'renewal',
  'agreement-commitment': 'local',
  'agreement-ending': 'renewal',
  'framework-renewal': 'renewal',
  'framework-ending': 'renewal',
};

/** A line of the table below. */
export type CommandRule = Rule<Standing, AgreementStage, AgreementFactName, Source>;

const STRUCTURE = ['structure'] as const;
const DIRECTORATE = ['directorate'] as const;
const BOTH = ['structure', 'directorate'] as const;
const SYSTEM = ['system'] as const;
/** From the last signature on: it has a term. */
const SIGNED: readonly AgreementStage[] = ['signed', 'transmitted', 'returned', ...IN_FORCE];
/** Words of messages come when they please, even after the end; whoever may settle them must be able to then. */
const ALWAYS: readonly AgreementStage[] = [...COURSE, ...AGREEMENT_ENDS];

const followedUp = { by: SYSTEM, in: COURSE, needs: ['clocks'], source: 'platform' } as const;
const aboutMessages = { in: ALWAYS, needs: ['clocks'], source: 'transmission' } as const;
const ofTheCarrier = { ...aboutMessages, by: SYSTEM, source: 'platform' } as const;

/** The procedure as a table. */
export const RULES: { readonly [C in AgreementCommandName]: CommandRule } = {
  'open-agreement': { by: BOTH, in: 'new', needs: ['clocks', 'framework', 'structure'], source: 'local' },
  'owe-agreement': { by: SYSTEM, in: 'new', needs: ['clocks', 'framework', 'structure'], source: 'local' },
  'record-protocol-2019': { by: SYSTEM, in: 'new', needs: ['structure'], source: 'local' },
  'move-framework': { by: STRUCTURE, in: OPEN_TEXT, needs: ['clocks', 'framework'], source: 'coherence' },
  'save-text': { by: STRUCTURE, in: OPEN_TEXT, needs: ['clocks', 'saved'], source: 'coherence' },
  submit: { by: STRUCTURE, in: ['drafting', 'changes-requested'], needs: ['clocks'], source: 'review' },
  'withdraw-from-review': { by: STRUCTURE, in: ['central-review'], needs: ['clocks'], source: 'review' },
  'comment-clause': { by: DIRECTORATE, in: ['central-review'], needs: [], source: 'review' },
  approve: { by: DIRECTORATE, in: ['central-review'], needs: ['clocks'], source: 'review' },
  'request-changes': { by: DIRECTORATE, in: ['central-review'], needs: ['clocks'], source: 'review' },
  reject: { by: DIRECTORATE, in: ['central-review'], needs: [], source: 'review' },
  'open-signing': { by: STRUCTURE, in: ['ready-to-sign'], needs: ['clocks', 'framework', 'printed'], source: 'review' },
  'cancel-signing': { by: STRUCTURE, in: ['signing'], needs: ['clocks'], source: 'platform' },
  'record-signature': { by: STRUCTURE, in: ['signing'], needs: ['clocks', 'framework'], source: 'signature' },
  'record-handwritten-signature': {
    by: STRUCTURE,
    in: ['signing'],
    needs: ['clocks', 'framework'],
    source: 'signature',
  },
  transmit: { by: SYSTEM, in: ['signed'], needs: ['clocks', 'offices'], source: 'transmission' },
  'transmit-again': { by: STRUCTURE, in: ['returned'], needs: ['clocks', 'offices'], source: 'transmission' },
  'return-transmission': {
    by: DIRECTORATE,
    in: ['signed', 'transmitted'],
    needs: ['clocks'],
    source: 'transmission',
  },
  'confirm-transmission': { by: DIRECTORATE, in: ['transmitted'], needs: ['clocks'], source: 'transmission' },
  activate: { by: SYSTEM, in: ['transmitted'], needs: ['clocks'], source: 'local' },
  'align-end': { by: SYSTEM, in: COURSE, needs: ['clocks', 'framework'], source: 'coherence' },
  'open-window': { by: SYSTEM, in: ['active'], needs: ['clocks', 'offices', 'addresses'], source: 'renewal' },
  'sign-note': {
    by: STRUCTURE,
    in: ['renewal-window'],
    needs: ['clocks', 'offices', 'addresses', 'printed'],
    source: 'renewal',
  },
  'accept-note': { by: STRUCTURE, in: ['renewal-window'], needs: ['clocks', 'addresses'], source: 'renewal' },
  'record-note': {
    by: STRUCTURE,
    in: ['renewal-window'],
    needs: ['clocks', 'addresses', 'printed'],
    source: 'renewal',
  },
  renew: { by: SYSTEM, in: ['renewal-window'], needs: ['clocks'], source: 'renewal' },
  expire: { by: SYSTEM, in: SIGNED, needs: [], source: 'term' },
  terminate: { by: BOTH, in: COURSE, needs: [], source: 'platform' },
  'end-early': { by: SYSTEM, in: SIGNED, needs: [], source: 'platform' },
  'propose-addendum': { by: STRUCTURE, in: IN_FORCE, needs: ['party', 'printed'], source: 'local' },
  'cancel-addendum': { by: STRUCTURE, in: IN_FORCE, needs: [], source: 'platform' },
  'record-addendum-signature': {
    by: STRUCTURE,
    in: IN_FORCE,
    needs: ['clocks', 'offices', 'assumed'],
    source: 'signature',
  },
  'fulfil-commitment': { by: STRUCTURE, in: IN_FORCE, needs: ['clocks'], source: 'local' },
  'waive-commitment': { by: STRUCTURE, in: IN_FORCE, needs: ['clocks'], source: 'local' },
  repolicy: { by: DIRECTORATE, in: COURSE, needs: ['clocks'], source: 'platform' },
  // The reader of mailboxes, or a person who knows what a message that names none of ours answers.
  'propose-message': { by: ['system', ...BOTH], in: ALWAYS, needs: [], source: 'renewal' },
  'dismiss-message': { by: BOTH, in: ALWAYS, needs: [], source: 'platform' },
  'fire-mark': followedUp,
  lapse: followedUp,
  'report-undelivered': { by: SYSTEM, in: ALWAYS, needs: [], source: 'platform' },
  'settle-mail': { by: BOTH, in: ALWAYS, needs: [], source: 'platform' },
  'resend-dispatch': { ...aboutMessages, by: STRUCTURE },
  'record-protocol': { ...aboutMessages, by: STRUCTURE },
  'acknowledge-dispatch': { ...aboutMessages, by: ['structure', 'directorate', 'communication'] },
  'begin-dispatch': ofTheCarrier,
  'hand-over-dispatch': ofTheCarrier,
  'put-off-dispatch': ofTheCarrier,
  'refuse-dispatch': ofTheCarrier,
  'record-receipt': ofTheCarrier,
  'raise-dispatch-alarm': ofTheCarrier,
};
