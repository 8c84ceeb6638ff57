import type { CaseCommand } from '../../src/domain/case/commands';
import type { CaseState } from '../../src/domain/case/state';
import { FOLLOW, type Person } from '../../src/domain/network/actor';
import { caseFacts } from '../../src/journal/case/facts';
import { foldStream } from '../../src/journal/look';
import { newStream } from '../support/fixtures';
import { type FollowWorld, makeFollowWorld } from '../support/follow-world';
import { byJournal, makeAvailability, makeNetwork, type Network } from '../support/network';

const HOUR = 3_600_000;
let world: FollowWorld;
let other: Network;
beforeAll(async () => {
  world = await makeFollowWorld();
  other = await makeNetwork(world.db, 'altrove');
});
afterAll(() => world?.close());

const accepted = async (stream: string, actor: Person, name: string, data: unknown): Promise<void> => {
  expect(await world.give(stream, actor, name, data)).toMatchObject({ outcome: 'accepted' });
};
const stateOf = async (stream: string): Promise<CaseState> =>
  (await foldStream(world.journal, stream)).state as CaseState;
const factsOf = async (stream: string, command: CaseCommand, actor: Person | typeof FOLLOW = FOLLOW) =>
  caseFacts({ trx: world.db, state: await stateOf(stream), actor, now: Date.now(), command });

async function consented(): Promise<string> {
  const stream = await world.open();
  await accepted(stream, world.network.operator, 'record-consent', {
    noticeId: world.content.consentId,
    purposes: { 'case-handling': true, reporting: false, 'further-contact': false },
    signer: 'person',
    beneficiary: { givenName: 'Nome', familyName: 'Cognome' },
  });
  return stream;
}

/** An association's agreement as drawn with another territory's structure, while `work` runs. */
async function withStructureOf(network: Network, elsewhere: Network, work: () => Promise<void>): Promise<void> {
  const structureOf = async ({ territoryId }: Network): Promise<number> =>
    (await world.db('structures').where({ territory_id: territoryId }).first('id')).id;
  const draw = (structureId: number) =>
    byJournal(world.db, async (trx) => {
      const members = trx('agreement_members').where({ association_id: network.associationId });
      await trx('agreements').whereIn('id', members.select('agreement_id')).update({ structure_id: structureId });
    });
  await draw(await structureOf(elsewhere));
  await work();
  await draw(await structureOf(network));
}

test('an agreement with the structure of another territory opens no case and takes no referral', async () => {
  const { operator, siteId } = world.network;
  const open = () => world.give(newStream(), operator, 'open-case', { way: 'operator', siteId });
  await withStructureOf(world.network, other, async () => {
    expect(await open()).toMatchObject({ outcome: 'refused', rule: 'no-agreement' });
  });
  expect(await open()).toMatchObject({ outcome: 'accepted' });

  const stream = await consented();
  const to = { associationId: other.associationId, siteId: other.siteId };
  await withStructureOf(other, world.network, async () => {
    expect(await world.give(stream, operator, 'refer', to)).toMatchObject({ outcome: 'refused', rule: 'no-agreement' });
  });
  await accepted(stream, operator, 'refer', to);
});

test('who takes a referral over sets the clocks by the patron of their own territory', async () => {
  await world.db('territories').where({ id: other.territoryId }).update({ patron_day: '12-07' });
  const stream = await consented();
  const to = { associationId: other.associationId, siteId: other.siteId };
  await accepted(stream, world.network.operator, 'refer', to);
  const year = new Date().getUTCFullYear();
  const { calendar } = await factsOf(stream, { name: 'accept-referral', data: {} }, other.operator);
  expect(calendar.holidays).toContain(`${year}-12-07`);
  expect(calendar.holidays).not.toContain(`${year}-06-29`);
});

test('a case is assigned to operators, not to managers; a manager who follows it keeps it', async () => {
  const stream = await world.open();
  const { operator, manager } = world.network;
  const candidates = async () =>
    (await factsOf(stream, { name: 'assign', data: {} })).candidates.map((one) => one.operatorId).sort();
  expect(await candidates()).toEqual([operator.operatorId]);
  await accepted(stream, manager, 'reassign', { operatorId: manager.operatorId });
  expect(await candidates()).toEqual([operator.operatorId, manager.operatorId].sort());
});

test('as many bookings of one start at once as there are consultants free: each gets one, and one more is refused', async () => {
  const { db, network } = world;
  const start = (Math.floor(Date.now() / HOUR) + 24 * 21) * HOUR;
  const ids = [network.consultant.consultantId ?? 0];
  for (const label of ['a', 'b', 'c', 'd', 'e', 'f']) {
    const { consultant } = await makeNetwork(db, label);
    await db('consultants').where({ id: consultant.consultantId }).update({ territory_id: network.territoryId });
    ids.push(consultant.consultantId ?? 0);
  }
  for (const id of ids) await makeAvailability(db, id, start, start + HOUR);
  const streams: string[] = [];
  for (const _ of [...ids, 0]) streams.push(await consented());
  const data = { start, siteId: network.siteId, interpreterLanguage: null };
  const answers = await Promise.all(
    streams.map((stream) => world.give(stream, network.operator, 'book-consult', data)),
  );
  expect(answers.filter((answer) => answer.outcome === 'accepted')).toHaveLength(ids.length);
  expect(answers.filter((answer) => answer.outcome !== 'accepted')).toMatchObject([{ rule: 'slot-taken' }]);
  const held = await db('consults')
    .where({ starts_at: new Date(start), status: 'booked' })
    .pluck('consultant_id');
  expect(held.sort()).toEqual([...ids].sort());
});
