import type { FrameworkCommand } from '../../src/domain/framework/commands';
import type { FrameworkFact } from '../../src/domain/framework/entries';
import type { FrameworkState } from '../../src/domain/framework/state';
import { frameworkFacts } from '../../src/journal/framework/facts';
import { foldStream, look } from '../../src/journal/look';
import { verifyJournal } from '../../src/journal/verify';
import { type FollowWorld, makeFollowWorld } from '../support/follow-world';
import { POLICY_2024 } from '../support/framework/facts';
import { tell } from '../support/tell';

let world: FollowWorld;
let parties: readonly { readonly id: number; readonly code: string; readonly name: string }[];

beforeAll(async () => {
  world = await makeFollowWorld();
  parties = await world
    .db('parties')
    .whereIn('code', ['inps', 'anci'])
    .orderBy('code', 'desc')
    .select('id', 'code', 'name');
});
afterAll(() => world?.close());

const ids = () => parties.map((party) => party.id);
const opened = (code: string) => ({
  name: 'open-framework' as const,
  data: { code, title: 'Accordo quadro di prova', resolution: 'Deliberazione di prova', partyIds: ids() },
});
const factsOf = async (stream: string, command: FrameworkCommand) => {
  const state = (await foldStream(world.journal, stream)).state as FrameworkState;
  return frameworkFacts({ trx: world.db, state, now: Date.now(), command });
};
const accepted = async (stream: string, { name, data }: { readonly name: string; readonly data: unknown }) => {
  const answer = await world.give(stream, world.network.directorate, name, data);
  expect(answer).toMatchObject({ outcome: 'accepted' });
};

test('the Parties are those of the registers, with their PEC and whoever represents them today', async () => {
  const { db } = world;
  const [inps, anci] = parties;
  await db('parties').where({ id: anci?.id }).update({ pec: 'ANCI@pec.anci.example' });
  const known = await db('representatives').where({ party_id: anci?.id }).first('id', 'email');
  const facts = async () =>
    (await factsOf('framework/nuovo', opened('nuovo'))).parties.find((one) => one.id === anci?.id);
  expect(await facts()).toEqual({
    key: `party/${anci?.id}`,
    id: anci?.id,
    name: anci?.name,
    own: false,
    pec: 'anci@pec.anci.example',
    representatives: [{ key: `representative/${known.id}`, email: known.email }],
  });
  const own = (await factsOf('framework/nuovo', opened('nuovo'))).parties.filter((one) => one.own);
  expect(own.map((one) => one.id)).toEqual([inps?.id]);
  const representative = db('representatives').where({ id: known.id });
  for (const away of [
    { active: false },
    { active: true, until: '2025-01-01' },
    { active: true, from: '2099-01-01', until: null },
  ]) {
    await representative.clone().update(away);
    expect((await facts())?.representatives).toEqual([]);
  }
  await representative.clone().update({ active: true, from: '2024-01-01', until: null });
});

test('a code is taken once; the policy is that of the day of the last signature, in whatever order they are recorded', async () => {
  await accepted('framework/doppio', opened('doppio'));
  expect(
    await world.give('framework/altro', world.network.directorate, 'open-framework', opened('doppio').data),
  ).toMatchObject({ outcome: 'refused', rule: 'code-used' });
  const [first, second] = parties;
  const signature = (id: number | undefined, signedOn: string) =>
    ({ name: 'record-party-signature', data: { party: `party/${id}`, signedOn } }) as const;
  const early = await factsOf('framework/doppio', signature(second?.id, '2021-06-04'));
  expect(early.policy).toMatchObject({ code: 'durata-2021', termYears: 1, maxRenewals: 1 });
  await accepted('framework/doppio', signature(first?.id, '2024-06-03'));
  const late = await factsOf('framework/doppio', signature(second?.id, '2021-06-04'));
  expect(late.policy).toMatchObject({ code: 'durata-2024', termYears: 3, maxRenewals: 1 });
  await accepted('framework/doppio', signature(second?.id, '2021-06-04'));
  const row = await world.db('framework_agreements').where({ document_id: 'doppio' }).first();
  expect(row).toMatchObject({ status: 'active', term_years: 3 });
});

test('what has not left when a framework ends does not leave any more', async () => {
  const stream = 'framework/finito';
  const [inps, anci] = parties;
  const others = [`party/${anci?.id}`];
  const facts: FrameworkFact[] = [
    {
      type: 'framework-opened',
      data: {
        code: 'finito',
        title: 'Accordo quadro finito',
        resolution: 'Deliberazione di prova',
        parties: parties.map(({ id, name, code }) => ({ key: `party/${id}`, id, name, own: code === 'inps' })),
      },
    },
    {
      type: 'framework-in-force',
      data: { signedOn: '2024-01-01', startsOn: '2024-01-01', endsOn: '2099-12-31', policy: POLICY_2024 },
    },
    { type: 'window-opened', data: { own: `party/${inps?.id}`, others } },
    {
      type: 'dispatch-owed',
      data: {
        order: {
          key: 'note-request-1',
          from: null,
          recipients: [{ key: others[0] ?? '', address: 'anci@pec.anci.example', as: 'to', channel: 'pec' }],
          template: 'note-request',
          variables: {},
          attachments: [],
        },
      },
    },
  ];
  await tell(world.db, stream, facts);
  const leg = { dispatch: 'note-request-1', channel: 'pec', attempt: 1 } as const;
  const isOver = async () => (await world.db('journal_stream').where({ id: stream }).first('over')).over;
  expect((await look(world.journal, stream, Date.now())).dispatches).toEqual([leg]);
  expect(await isOver()).toBe(false);
  await accepted(stream, { name: 'terminate', data: { reason: 'Prova', on: new Date().toISOString().slice(0, 10) } });
  const { nextAt } = await look(world.journal, stream, Date.now());
  const [item] = (await look(world.journal, stream, nextAt ?? 0)).due;
  if (!item) throw new Error('its end is not due');
  await world.activities.issue({ stream, item, correlation: 'end', now: nextAt ?? 0 });
  const plan = await look(world.journal, stream, nextAt ?? 0);
  expect(plan).toMatchObject({ due: [], over: true });
  expect(plan.dispatches).toBeUndefined();
  expect(await world.dispatch(stream, leg, nextAt ?? 0)).toBe('needless');
  expect(await isOver()).toBe(true);
});

test('the journal holds', async () => {
  expect((await verifyJournal(world.journal)).firstBreak).toBeNull();
});
