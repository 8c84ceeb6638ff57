import type { AgreementState } from '../../../src/domain/agreement/state';
import type { DraftInput } from '../../../src/domain/agreement-text/types';
import { DAY, localDate } from '../../../src/domain/calendar/rome';
import { foldStream } from '../../../src/journal/look';
import { catchUp, withhold } from '../catch-up';
import { tellFramework } from '../reference/frameworks';
import { ensureModel, models } from '../reference/models';
import { programme } from '../reference/programme';
import { hourOf, type Told, tellStream } from '../telling';
import { type Agreeing, type DemoAgreements, draftOf, FURTHER } from './drafts';
import { printFor, signFor } from './signing';
import { deskOf } from './world';

/** How long the agreements in force have been so, in days: longer than any story of a case, within a year. */
const AGE = 300;
/** With a term of one year: it is up for renewal. */
const LATE = 330;
/** Its one-year agreement is in its renewal window. */
const RENEWING = 'catania';
/** A further aspect was approved here, and is a precedent elsewhere. */
const APPROVED = 'bari';
/** A second text, in central review; another with changes requested. */
const REVIEWED = 'bologna';
const CHANGED = 'torino';
/** A commitment is still owed here, and late. */
const OWING = 'napoli';

/**
 * Tells the demo's agreements: one in force in each territory, so that its associations may open cases, and a few at other
 * stages. What was told before is left as it is. How many commands were told.
 */
export async function tellDemoAgreements(demo: DemoAgreements): Promise<number> {
  const agreeing = { ...demo, frameworkId: await frameworkOf(demo) };
  let count = 0;
  for (const { code } of programme.territories) {
    count += await tellNew(agreeing, code, `demo-${code}`, await inForce(agreeing, code));
  }
  count += await tellNew(agreeing, REVIEWED, `demo-${REVIEWED}-2`, await inReview(agreeing, REVIEWED));
  count += await tellNew(agreeing, CHANGED, `demo-${CHANGED}-2`, await withChanges(agreeing, CHANGED));
  return count;
}

/** The framework in force; for a demo that begins when its last day is near or past, one that is invented with it. */
async function frameworkOf({ journal, reference, now }: DemoAgreements): Promise<number> {
  const { db } = journal;
  // The agreement that is up for renewal must gain by it: until then the framework lasts longer than its year.
  const until = localDate(now + (366 - LATE) * DAY);
  const lasts = await db('framework_agreements').where({ id: reference.frameworkId }).where('ends_on', '>', until);
  const begun = await db('agreements').whereLike('document_id', 'demo-%').first('id');
  if (lasts.length > 0 || begun) return reference.frameworkId;
  const signedOn = localDate(now - 2 * LATE * DAY);
  const code = 'accordo-quadro-di-prova';
  const framework = { code, title: 'Accordo quadro di prova', resolution: 'Di prova', openedOn: signedOn, signedOn };
  const { id } = await tellFramework(journal, framework, Object.values(reference.parties));
  const model = models.at(-1);
  if (model) await db.transaction((trx) => ensureModel(trx, id, { ...model, framework: code }));
  return id;
}

/** Told up to now, commitments kept as they fell due; at the next starts it is people's. */
async function tellNew(agreeing: Agreeing, territory: string, id: string, lines: readonly Told[]): Promise<number> {
  const { journal } = agreeing;
  const stream = `agreement/${id}`;
  const count = await tellStream(journal, stream, lines);
  const kept = count === 0 ? 0 : await keepCommitments(agreeing, territory, stream);
  await withhold(journal, stream);
  return count + kept;
}

async function keepCommitments(agreeing: Agreeing, territory: string, stream: string): Promise<number> {
  const { journal, now } = agreeing;
  const state = (await foldStream(journal, stream)).state as AgreementState;
  const kept = await tellStream(journal, stream, commitmentsOf(agreeing, territory, state));
  await catchUp(journal, stream, now);
  return kept;
}

type Line = readonly [key: string, day: string, hour: number, command: Told['command']];

/** Lines of the structure's people, by day; the directorate's are told by their keys. */
function linesOf({ world }: Agreeing, territory: string, lines: readonly Line[]): readonly Told[] {
  const { structure } = deskOf(world, territory);
  const ofDirectorate = ['comment', 'approve', 'request-changes', 'confirm'];
  return lines.map(([key, day, hour, command]) => ({
    key,
    at: hourOf(day, hour),
    by: ofDirectorate.includes(key) ? world.directorate : structure,
    command,
  }));
}

const give =
  (name: string, data: object = {}): Told['command'] =>
  () => ({ name, data });

/** Drawn up, and saved with these changes. */
function drawn(
  { reference, frameworkId }: Agreeing,
  territory: string,
  day: string,
  draft: DraftInput,
): readonly Line[] {
  const structureId = reference.territories[territory]?.structureId;
  return [
    ['open', day, 9, give('open-agreement', { frameworkId, structureId })],
    ['save', day, 10, give('save-text', { draft })],
    ['submit', day, 11, give('submit')],
  ];
}

/** Signed by everybody, sent to the directorates, looked at: in force from the day it was signed. */
async function inForce(agreeing: Agreeing, territory: string): Promise<readonly Told[]> {
  const { journal, now } = agreeing;
  const late = territory === RENEWING;
  const day = (ago: number): string => localDate(now - ago * DAY);
  const age = late ? LATE : AGE;
  const further = territory === APPROVED;
  const draft = await draftOf(agreeing, territory, late ? 1 : 3, further ? [FURTHER] : []);
  const protocol = `INPS.PROVA.${territory.toUpperCase()}.1`;
  const received = day(age - 2);
  const inRegister = (recipient: string): Told['command'] =>
    give('record-protocol', {
      dispatch: 'transmission-1',
      recipient,
      protocol: `${protocol}-${recipient}`,
      on: received,
    });
  return linesOf(agreeing, territory, [
    ...drawn(agreeing, territory, day(age + 20), draft),
    ...(further ? ([['approve', day(age + 12), 10, give('approve')]] as const) : []),
    ['open-signing', day(age + 7), 10, (state) => printFor(journal.db, state as AgreementState, protocol)],
    ['sign', day(age), 12, (state) => signFor(journal.db, state as AgreementState, day(age))],
    ['register-central', received, 10, inRegister('central')],
    ['register-communication', received, 11, inRegister('communication')],
    ['confirm', day(age - 5), 10, give('confirm-transmission')],
  ]);
}

/** One with a further aspect, which the central directorate is looking at. */
async function inReview(agreeing: Agreeing, territory: string): Promise<readonly Told[]> {
  const day = (ago: number): string => localDate(agreeing.now - ago * DAY);
  const draft = await draftOf(agreeing, territory, 2, [FURTHER]);
  return linesOf(agreeing, territory, [
    ...drawn(agreeing, territory, day(6), draft),
    [
      'comment',
      day(2),
      15,
      give('comment-clause', { clause: FURTHER.key, comment: 'Chi la organizza, e con quali operatori?' }),
    ],
  ]);
}

/** One that rules otherwise than the model in an article, and was sent back for it. */
async function withChanges(agreeing: Agreeing, territory: string): Promise<readonly Told[]> {
  const day = (ago: number): string => localDate(agreeing.now - ago * DAY);
  const draft = await draftOf(agreeing, territory, 2, []);
  const [, altered] = draft.clauses;
  const key = altered?.key ?? '';
  const clauses = draft.clauses.map((one) =>
    one.key === key ? { ...one, body: `${one.body}\n\nOgni associazione sceglie da sé le persone da seguire.` } : one,
  );
  const comment = 'Ogni persona che si presenta va accolta: togli questo paragrafo.';
  return linesOf(agreeing, territory, [
    ...drawn(agreeing, territory, day(14), { ...draft, clauses }),
    ['comment', day(8), 10, give('comment-clause', { clause: key, comment })],
    ['request-changes', day(8), 11, give('request-changes', { note: 'Un articolo si allontana dal modello.' })],
  ]);
}

/** What the clauses commit to is done two days before its day, where that is past; in one place the last is forgotten. */
function commitmentsOf(agreeing: Agreeing, territory: string, { commitments }: AgreementState): readonly Told[] {
  const past = commitments
    .map((one) => ({ ...one, on: localDate(hourOf(one.dueOn, 12) - 2 * DAY) }))
    .filter((one) => one.on < localDate(agreeing.now))
    .sort((a, b) => a.on.localeCompare(b.on) || a.number - b.number);
  const kept = territory === OWING ? past.slice(0, -1) : past;
  return linesOf(
    agreeing,
    territory,
    kept.map(({ number, on }): Line => [`fulfil-${number}`, on, 12, give('fulfil-commitment', { number, on })]),
  );
}
