import { localDate } from '../../src/domain/calendar/rome';
import { dayAfter, endOf, startOf, yearsAfter } from '../../src/domain/calendar/years';
import { verifyJournal } from '../../src/journal/verify';
import {
  daysOf,
  entriesOf,
  frameworkAt,
  type Lives,
  localAt,
  noteByPec,
  openLocal,
  openSigning,
  saveText,
  signatures,
  signedFramework,
  signedNote,
  startLives,
  toldOf,
} from '../support/agreement-life';

/** Local agreements, and the framework agreement of three years that they are made under, each lived to its end. */

const DAY = 86_400_000;
/** What may pass between a date and the entry made when it comes. */
const SOON = 10_000;
const ANCI = 'anci@pec.anci.example';

let lives: Lives;
let framework: string;
let signedOn: string;
beforeAll(async () => {
  lives = await startLives();
  await lives.world.db('parties').where({ code: 'anci' }).update({ pec: ANCI });
  signedOn = await lives.today();
  framework = await signedFramework(lives, 'triennale', signedOn);
});
afterAll(() => lives?.stop());

const structure = () => lives.world.network.structure;
const directorate = () => lives.world.network.directorate;
const stageOf = async (stream: string) => (await localAt(lives, stream)).stage;
/** Lets whole days pass. */
const days = async (count: number, stream: string) => lives.skipTo((await lives.now()) + count * DAY, stream);
/** Notices but for those of the clocks, which have their own days. */
const unclocked = async (stream: string) =>
  (await toldOf(lives, stream)).filter((one) => !/^(?:stage|commitment-\d+)-/.test(one));

/** Expects that an entry of this type was made at Rome's midnight after a day. */
async function expectAfter(stream: string, type: string, day: string): Promise<void> {
  const late = ((await entriesOf(lives, stream)).find((entry) => entry.type === type)?.at ?? 0) - endOf(day);
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(SOON);
}

test('nobody reviews a text: it goes back to drafting, both sides are told, and it is not approved', async () => {
  const stream = await openLocal(lives, framework);
  await saveText(lives, stream, 'Si esce di sera.');
  await lives.give(stream, structure(), 'submit');
  const { clocks } = await localAt(lives, stream);
  const lapse = clocks['stage']?.marks.find((mark) => mark.kind === 'lapse')?.at ?? 0;
  await lives.skipTo(lapse + DAY, stream);
  const { stage, approval, approvedClauses } = await localAt(lives, stream);
  expect({ stage, approval, approvedClauses }).toEqual({ stage: 'drafting', approval: null, approvedClauses: [] });
  const late = ((await entriesOf(lives, stream)).at(-1)?.at ?? 0) - lapse;
  expect(late).toBeGreaterThanOrEqual(0);
  expect(late).toBeLessThan(SOON);
  expect((await entriesOf(lives, stream)).map((entry) => entry.type)).toEqual([
    'agreement-opened',
    'text-saved',
    'submitted',
    'mark-fired',
    'mark-fired',
    'mark-fired',
    'review-lapsed',
  ]);
  expect(await toldOf(lives, stream)).toEqual([
    'to-review: agreement-to-review → directorate',
    'stage-reminder-1: agreement-reminder → directorate',
    'stage-reminder-2: agreement-reminder → directorate',
    'stage-escalation-1-directorate: agreement-escalation → directorate',
    'stage-escalation-1-structure: agreement-escalation → structure',
    'lapsed-directorate: agreement-review-lapsed → directorate',
    'lapsed-structure: agreement-review-lapsed → structure',
  ]);
  const sign = { mode: 'parallel', protocol: 'INPS.PROVA.1' };
  expect(await lives.world.give(stream, structure(), 'open-signing', sign, { at: await lives.now() })).toMatchObject({
    outcome: 'refused',
  });
});

test('sent back twice, approved, signed, transmitted, in force, renewed once, and over', async () => {
  const { world } = lives;
  const { network } = world;
  const opened = await lives.today();
  const stream = await openLocal(lives, framework);
  await saveText(lives, stream, 'Si esce alcune sere.');
  await lives.give(stream, structure(), 'submit');
  for (const words of ['Si esce due sere.', 'Si esce due sere alla settimana.']) {
    await days(5, stream);
    await lives.give(stream, directorate(), 'comment-clause', { clause: 'agg-1', comment: 'Quante sere?' });
    await lives.give(stream, directorate(), 'request-changes');
    await days(3, stream);
    await saveText(lives, stream, words);
    await lives.give(stream, structure(), 'submit');
  }
  await lives.give(stream, directorate(), 'approve');
  await openSigning(lives, stream);
  const began = await lives.today();
  await lives.give(stream, structure(), 'record-signature', await signatures(lives, stream));
  // Transmitted by the workflow, delivered to both directorates.
  expect(await stageOf(stream)).toBe('transmitted');
  await lives.give(stream, directorate(), 'confirm-transmission');
  const [end, second] = [yearsAfter(began, 1), yearsAfter(began, 2)];
  const window = dayAfter(end, -60);
  await lives.skipTo(startOf(window) - 60_000, stream);
  expect(await stageOf(stream)).toBe('active');
  await lives.skipTo(startOf(window), stream);
  expect(await stageOf(stream)).toBe('renewal-window');
  await lives.give(stream, structure(), 'sign-note', await signedNote(lives, stream));
  const { municipalityId, pec } = lives.at;
  await noteByPec(lives, stream, structure(), `municipality/${municipalityId}`, pec.municipality);
  const association = `association/${network.associationId}`;
  await lives.give(stream, structure(), 'record-note', await signedNote(lives, stream, association));
  // The association has no PEC: ours is brought to its register, and only then has it reached everybody.
  expect(await stageOf(stream)).toBe('renewal-window');
  const on = await lives.today();
  const inRegister = { dispatch: 'note-1', recipient: association, protocol: 'PROVA.7', on };
  await lives.give(stream, structure(), 'record-protocol', inRegister);
  expect((await localAt(lives, stream)).term).toMatchObject({ endsOn: second, renewalsLeft: 0, renewals: 1 });
  await lives.skipTo(endOf(second) + DAY, stream);
  const life = [
    ...['submitted', 'changes-requested', 'approved', 'signing-opened', 'signed', 'transmission-complete'],
    ...['transmission-confirmed', 'activated', 'window-opened', 'renewed', 'agreement-ended'],
  ];
  const back = [dayAfter(opened, 5), dayAfter(opened, 8), dayAfter(opened, 13)];
  expect(await daysOf(lives, stream, life)).toEqual([
    `${opened} submitted`,
    `${back[0]} changes-requested`,
    `${back[1]} submitted`,
    `${back[2]} changes-requested`,
    `${began} submitted`,
    `${began} approved`,
    `${began} signing-opened`,
    `${began} signed`,
    `${began} transmission-complete`,
    `${began} transmission-confirmed`,
    `${began} activated`,
    `${window} window-opened`,
    `${window} renewed`,
    `${dayAfter(second, 1)} agreement-ended`,
  ]);
  expect(began).toBe(dayAfter(opened, 16));
  await expectAfter(stream, 'agreement-ended', second);
  const manager = network.associationId;
  expect(await unclocked(stream)).toEqual([
    'to-review: agreement-to-review → directorate',
    'changes: agreement-changes → structure',
    'to-review: agreement-to-review → directorate',
    'changes: agreement-changes → structure',
    'to-review: agreement-to-review → directorate',
    'approved: agreement-approved → structure',
    `signed-${manager}: agreement-signed → manager`,
    `active-${manager}: agreement-active → manager`,
    'active-structure: agreement-active → structure',
    'no-pec: agreement-no-pec → structure',
    `window-${manager}: agreement-window → manager`,
    'window-structure: agreement-window → structure',
    expect.stringMatching(/^proposed-\d+: pec-proposed → structure$/),
    `renewed-${manager}: agreement-renewed → manager`,
    'renewed-directorate: agreement-renewed → directorate',
    'renewed-structure: agreement-renewed → structure',
    ...[1, 2, 3].flatMap((nth) => [
      `ending-${second}-reminder-${nth}-${manager}: agreement-ending → manager`,
      `ending-${second}-reminder-${nth}-directorate: agreement-ending → directorate`,
      `ending-${second}-reminder-${nth}-structure: agreement-ending → structure`,
    ]),
    `ended-${manager}: agreement-ended → manager`,
    'ended-directorate: agreement-ended → directorate',
    'ended-structure: agreement-ended → structure',
  ]);
  const { dispatches, obligations } = await localAt(lives, stream);
  const messages = Object.values(dispatches).map(({ order, recipients }) => [
    order.key,
    ...recipients.map((to) => `${to.as} ${to.key} ${to.channel} ${to.standing}`),
  ]);
  expect(messages).toEqual([
    ['transmission-1', 'to central pec done', 'cc communication pec done'],
    ['note-request-1', `to municipality/${municipalityId} pec done`],
    ['note-1', `to municipality/${municipalityId} pec done`, `to ${association} register done`],
  ]);
  const renewal = obligations.filter((one) => one.subject === 'agreement-renewal');
  expect(renewal.map((one) => one.state)).toEqual(['fulfilled']);
});

test('the framework agreement of 2024’s policy: three years, once more three, and over', async () => {
  const [end, second] = [yearsAfter(signedOn, 3), yearsAfter(signedOn, 6)];
  const window = dayAfter(end, -60);
  await lives.skipTo(startOf(window), framework);
  const { db } = lives.world;
  const anci = `party/${(await db('parties').where({ code: 'anci' }).first('id')).id}`;
  await noteByPec(lives, framework, directorate(), anci, ANCI);
  await lives.give(framework, directorate(), 'sign-note', await signedNote(lives, framework));
  expect((await frameworkAt(lives, framework)).term).toMatchObject({ endsOn: second, renewalsLeft: 0 });
  await lives.skipTo(endOf(second) + DAY, framework);
  const life = ['framework-in-force', 'window-opened', 'renewed', 'framework-ended'];
  expect(await daysOf(lives, framework, life)).toEqual([
    `${signedOn} framework-in-force`,
    `${window} window-opened`,
    `${window} renewed`,
    `${dayAfter(second, 1)} framework-ended`,
  ]);
  await expectAfter(framework, 'framework-ended', second);
  expect(await toldOf(lives, framework)).toEqual([
    'window: framework-window → directorate',
    'proposed: pec-proposed → directorate',
    'renewed: framework-renewed → directorate',
    ...[1, 2, 3].map((nth) => `ending-${second}-reminder-${nth}: framework-ending → directorate`),
    'ended: framework-expired → directorate',
  ]);
  const row = await db('framework_agreements').where({ code: 'triennale' }).first('status', 'ends_on');
  expect([row.status, localDate(new Date(row.ends_on).getTime())]).toEqual(['expired', second]);
});

test('the journal holds', async () => {
  expect((await verifyJournal(lives.world.journal)).firstBreak).toBeNull();
});
