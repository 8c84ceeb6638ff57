import { agreementAgenda } from '../../../src/domain/agreement/agenda';
import type { AgreementCommand } from '../../../src/domain/agreement/commands';
import { agreementProcess } from '../../../src/domain/agreement/process';
import type { AgreementState } from '../../../src/domain/agreement/state';
import { endOf } from '../../../src/domain/calendar/years';
import type { FOLLOW } from '../../../src/domain/network/actor';
import type { Command, Entry, Fact, Process } from '../../../src/domain/process';
import { deliverAtOnce, REHEARSED_POST } from '../../../src/domain/rehearsal/post';
import { type RehearsedWorld, rehearse } from '../../../src/domain/rehearsal/rehearse';
import { agreementIn } from '../../support/agreement/agreement-in';
import { factsFor } from '../../support/agreement/facts';
import { DAY, rome } from '../../support/domain/time';

const FAR = rome('2040-01-01 00:00');

/** The world the invented agreements live in, its post delivering at once. */
function worldOf(stream: string, facts: Parameters<typeof factsFor>[2] = {}): RehearsedWorld {
  return {
    facts: async (state, command) => factsFor(command as AgreementCommand, state as AgreementState, facts),
    agendaFacts: async (state) => ({ frameworkEndsOn: (state as AgreementState).frameworkEndsOn }),
    outside: (state, now) =>
      deliverAtOnce(stream, (state as AgreementState).dispatches, now).map((one) => ({
        ...one,
        actor: REHEARSED_POST,
      })),
  };
}

test('an agreement in force is up for renewal, chased and over at Rome’s midnight; what was before stays as it is', async () => {
  const { stream, entries, state, now } = agreementIn('active');
  const past = [...entries];
  const rehearsal = await rehearse(agreementProcess, stream, entries, worldOf(stream), { from: now, until: FAR });
  expect(rehearsal.complete).toBe(true);
  expect(entries).toEqual(past);
  expect(rehearsal.entries.slice(0, past.length)).toEqual(past);
  const types = rehearsal.steps.flatMap((step) => step.entries.map((entry) => entry.type));
  expect(types).toContain('window-opened');
  expect(types.at(-1)).toBe('agreement-ended');
  expect(rehearsal.steps.at(-1)?.at).toBe(endOf(state.term?.endsOn ?? ''));
  const chased = rehearsal.steps.filter(({ command }) => (command.data as { clock?: string }).clock === 'stage');
  expect(chased.map(({ command }) => (command.data as { mark?: string }).mark)).toEqual([
    'reminder-1',
    'reminder-2',
    'escalation-1',
    'escalation-2',
  ]);
});

test('nothing is rehearsed before its beginning or after its end; what is overdue at the beginning comes then', async () => {
  const { stream, entries, state } = agreementIn('active');
  const next = agreementAgenda(state, { frameworkEndsOn: state.frameworkEndsOn }).map((item) => item.at);
  const first = Math.min(...next);
  const upTo = (from: number, until: number) =>
    rehearse(agreementProcess, stream, entries, worldOf(stream), { from, until });
  expect((await upTo(first - DAY, first - 1)).steps).toEqual([]);
  const one = await upTo(first - DAY, first);
  expect(one.steps.length).toBeGreaterThan(0);
  expect(one.steps.every((step) => step.at === first)).toBe(true);
  const late = await upTo(first + DAY, first + DAY);
  expect(late.steps.length).toBeGreaterThan(0);
  expect(late.steps.every((step) => step.at === first + DAY)).toBe(true);
});

test('a message that is to leave leaves and is delivered, once, and no alarm is raised; one put off leaves at its time', async () => {
  const story = agreementIn('signed');
  const { stream } = story;
  const rehearsal = await rehearse(agreementProcess, stream, story.entries, worldOf(stream), {
    from: story.now,
    until: story.now + 2 * DAY,
  });
  const names = rehearsal.steps.map((step) => step.command.name);
  expect(names.filter((name) => name === 'begin-dispatch')).toHaveLength(2);
  expect(names).not.toContain('raise-dispatch-alarm');
  const leg = { dispatch: 'transmission-1', channel: 'pec', attempt: 1 } as const;
  const messageId = 'prima.volta@prova.example';
  story.give('begin-dispatch', { ...leg, document: 'f'.repeat(64), messageId });
  const retryAt = story.now + 3_600_000;
  story.give('put-off-dispatch', { ...leg, code: '450', retryAt });
  const [post] = deliverAtOnce(stream, story.state.dispatches, story.now).filter(
    (one) => (one.command.data as { channel?: string }).channel === 'pec',
  );
  expect(post).toMatchObject({ at: retryAt, command: { name: 'begin-dispatch', data: { messageId } } });
  const later = await rehearse(agreementProcess, stream, story.entries, worldOf(stream), {
    from: story.now,
    until: retryAt,
  });
  const begun = later.steps.filter((step) => step.command.name === 'begin-dispatch');
  expect(begun.map((step) => step.at)).toEqual([story.now, retryAt]);
});

test('what had left before gets its receipts; who has it already gets none', () => {
  const story = agreementIn('signed');
  const leg = { dispatch: 'transmission-1', channel: 'pec', attempt: 1 } as const;
  const messageId = 'prima.volta@prova.example';
  story.give('begin-dispatch', { ...leg, document: 'f'.repeat(64), messageId });
  story.give('hand-over-dispatch', leg);
  const receipts = () =>
    deliverAtOnce(story.stream, story.state.dispatches, story.now).filter(
      (one) => one.command.name === 'record-receipt',
    );
  const came = receipts();
  expect(came.map((one) => (one.command.data as { receipt: object }).receipt)).toMatchObject([
    { kind: 'accettazione', recipient: null, reference: messageId },
    { kind: 'avvenuta-consegna', recipient: 'inclusione@pec.inps.example', reference: messageId },
  ]);
  for (const one of came) story.give('record-receipt', one.command.data as never, { by: 'system' });
  expect(receipts()).toEqual([]);
});

const tick: Command = { name: 'tick', data: {} };

/** A process whose agenda has one thing due a minute after its last entry; `refuses` says whether its rule refuses it. */
function ticking(refuses: (now: number) => boolean, next: (last: number) => number) {
  const process: Process<readonly Entry[], Fact, Command, null, null, typeof FOLLOW> = {
    ...(agreementProcess as unknown as Process<readonly Entry[], Fact, Command, null, null, typeof FOLLOW>),
    fold: (_stream, entries) => entries,
    schemaOf: () => 1,
    agenda: (entries) => [
      { key: 'tick', at: next(entries.at(-1)?.at ?? 0), since: entries.length, command: tick },
      { key: 'tock', at: 5_000, since: 0, command: { name: 'tock', data: {} } },
    ],
    decide: (_entries, command, { now }) =>
      command.name === 'tock' || refuses(now)
        ? { accepted: false, rule: 'no', source: 'Prova' }
        : { accepted: true, entries: [{ type: 'ticked', data: {} }], notices: [] },
  };
  return process;
}
const NOWHERE: RehearsedWorld = {
  facts: async () => null,
  agendaFacts: async () => null,
  outside: () => [],
};

test('what a rule refuses is not asked again at once, and keeps nothing else from coming', async () => {
  const asked: number[] = [];
  const process = ticking(
    (now) => {
      asked.push(now);
      return now < 5_000;
    },
    (last) => last + 1_000,
  );
  const rehearsal = await rehearse(process, 'prova/1', [], NOWHERE, { from: 0, until: 7_000 });
  // Refused at its time, asked again when the next thing falls due, and from then on a second after each.
  expect(asked).toEqual([1_000, 5_000, 6_000, 7_000]);
  expect(rehearsal.steps.map((step) => step.at)).toEqual([5_000, 6_000, 7_000]);
  expect(rehearsal.complete).toBe(true);
});

test('what goes round in a circle is cut short, and said to be', async () => {
  const circle = ticking(
    () => false,
    (last) => last,
  );
  const rehearsal = await rehearse(circle, 'prova/1', [], NOWHERE, { from: 0, until: FAR });
  expect(rehearsal.complete).toBe(false);
  expect(rehearsal.steps).toHaveLength(2_000);
});
