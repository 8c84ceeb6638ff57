import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import type { AgreementCommand } from '../../src/domain/agreement/commands';
import type { AgreementFacts } from '../../src/domain/agreement/facts';
import { textHash } from '../../src/domain/agreement-text/text-hash';
import type { DraftInput } from '../../src/domain/agreement-text/types';
import { TASK_QUEUE } from '../../src/domain/followers';
import { agreementFacts } from '../../src/journal/agreement/facts';
import { readModelRows } from '../../src/journal/agreement/model';
import { readModel, readText } from '../../src/journal/agreement/texts';
import { verifyJournal } from '../../src/journal/verify';
import { readCertifiedMail } from '../../src/worker/adapters/pec/certified-mail';
import {
  type AgreementWorld,
  agreementAt,
  given,
  makeAgreementWorld,
  modelDraft,
  openAgreement,
  signAgreement,
} from '../support/agreement-world';
import { eventually } from '../support/eventually';
import { makeFollowWorld, SILENT, startTimeSkipping } from '../support/follow-world';
import { makeNetwork } from '../support/network';
import { type PecProvider, startPecProvider } from '../support/pec-provider';
import { platformDatabase } from '../support/platform-database';
import { servers } from '../support/servers';

let folder: string;
let provider: PecProvider;
let at: AgreementWorld;
let environment: TestWorkflowEnvironment;
let stop: () => Promise<void>;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pec-'));
  provider = await startPecProvider({ folder });
  const world = await makeFollowWorld(servers().smtpUrl, platformDatabase, provider.mailboxes);
  at = await makeAgreementWorld(world);
  ({ environment, stop } = await startTimeSkipping(world));
});
afterAll(async () => {
  await stop?.();
  await at?.world.close();
  await provider?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const structure = () => at.world.network.structure;
const factsOf = async (stream: string, command: AgreementCommand): Promise<AgreementFacts> =>
  agreementFacts({ trx: at.world.db, state: await agreementAt(at, stream), now: Date.now(), command });

describe('what is saved', () => {
  test('is the whole text, known by its hash, with what follows from it', async () => {
    const stream = await openAgreement(at);
    const draft = await modelDraft(at);
    const { text, model } = await given(at, stream, structure(), 'save-text', { draft });
    const stored = await readText(at.world.db, text?.textHash ?? '');
    expect(textHash(stored)).toBe(text?.textHash);
    expect(stored.signatories.map((one) => one.key)).toEqual([
      `structure/${at.structureId}`,
      `municipality/${at.municipalityId}`,
      `association/${at.world.network.associationId}`,
    ]);
    expect(stored.clauses).toEqual(draft.clauses);
    expect(text?.conformity.conform).toBe(true);
    expect(text?.signatories.map(({ private: own, pec }) => [own, pec])).toEqual([
      [false, at.pec.structure],
      [false, at.pec.municipality],
      [true, null],
    ]);
    expect(text?.commitments.length).toBeGreaterThan(0);
    for (const one of text?.commitments ?? []) expect(Number.isInteger(one.dueDays)).toBe(true);
    expect(await readModel(at.world.db, model ?? '')).toEqual(await readModelRows(at.world.db, at.frameworkId));
  });

  test.each([
    ['somebody of another territory', 'signatory-elsewhere', 'draft.signatories.1'],
    ['somebody the registers do not know', 'signatory-elsewhere', 'draft.signatories.0'],
    ['an association that is no longer active', 'signatory-elsewhere', 'draft.signatories.1'],
    ['a variable out of its bounds', 'text-fault', 'draft.variables.durata-anni'],
  ])('is refused with %s, and nothing of it stays', async (what, rule, field) => {
    const { db, network } = at.world;
    const stream = await openAgreement(at);
    const good = await modelDraft(at);
    const [municipality, association] = good.signatories;
    if (!municipality || !association) throw new Error('no signatories');
    const associations = db('associations').where({ id: network.associationId });
    let draft: DraftInput = { ...good, variables: { ...good.variables, 'durata-anni': 99 } };
    if (what.includes('territory')) {
      const elsewhere = await makeNetwork(db, 'fuori');
      draft = { ...good, signatories: [municipality, { kind: 'association', id: elsewhere.associationId }] };
    }
    if (what.includes('registers'))
      draft = { ...good, signatories: [{ kind: 'municipality', id: 987_654 }, association] };
    if (what.includes('active')) {
      await associations.clone().update({ active: false });
      draft = good;
    }
    const before = await db('document').pluck('sha256');
    expect(await at.world.give(stream, structure(), 'save-text', { draft })).toMatchObject({
      outcome: 'refused',
      rule,
      field,
    });
    expect(await db('document').pluck('sha256')).toEqual(before);
    await associations.clone().update({ active: true });
  });
});

test('the facts are those of the registers: framework, policy, party, offices and addresses', async () => {
  const stream = await openAgreement(at);
  const { world, frameworkId, municipalityId, pec } = at;
  const signing = { name: 'open-signing', data: { mode: 'parallel', protocol: 'P.1' } } as const;
  const { framework, printed } = await factsOf(stream, signing);
  expect(framework).toMatchObject({ id: frameworkId, inForce: true, policy: { code: 'durata-2024', termYears: 3 } });
  expect(framework?.model).toBe((await agreementAt(at, stream)).model);
  expect(printed).toBeNull();
  const transmit = await factsOf(stream, { name: 'transmit', data: {} });
  expect(transmit.offices).toEqual({ from: pec.structure });
  expect(transmit.policies['agreement-transmission']?.subject).toBe('agreement-transmission');
  const join = (signatory: { kind: 'municipality' | 'association'; id: number }, change: 'join' | 'leave' = 'join') =>
    factsOf(stream, { name: 'propose-addendum', data: { change, signatory, protocol: 'P.2' } });
  expect((await join({ kind: 'municipality', id: municipalityId })).party).toMatchObject({
    key: `municipality/${municipalityId}`,
    private: false,
    pec: pec.municipality,
  });
  await world.db('associations').where({ id: world.network.associationId }).update({ active: false });
  expect((await join({ kind: 'association', id: world.network.associationId })).party).toBeNull();
  expect((await join({ kind: 'association', id: world.network.associationId }, 'leave')).party).not.toBeNull();
  await world.db('associations').where({ id: world.network.associationId }).update({ active: true });
});

test('a signed agreement is transmitted by certified mail and is done when both receipts of delivery are in', async () => {
  const { world } = at;
  const stream = await openAgreement(at);
  await given(at, stream, structure(), 'save-text', { draft: await modelDraft(at) });
  expect((await signAgreement(at, stream)).stage).toBe('signed');
  const handle = await environment.client.workflow.signalWithStart('followAgreement', {
    workflowId: stream,
    taskQueue: TASK_QUEUE,
    args: [stream],
    signal: 'wake',
    signalArgs: ['test'],
  });
  await eventually(
    async () => (await agreementAt(at, stream)).dispatches['transmission-1']?.legs[0]?.state === 'handed-over',
  );
  const reader = readCertifiedMail({
    journal: world.journal,
    mailboxes: provider.mailboxes,
    trust: readFileSync(provider.trustPem, 'utf8'),
    log: SILENT,
    intervalMs: 500,
  });
  try {
    await eventually(async () => (await agreementAt(at, stream)).stage === 'transmitted');
  } finally {
    await reader.stop();
    await handle.terminate();
  }
  const { dispatches, transmittedAt } = await agreementAt(at, stream);
  const sent = dispatches['transmission-1'];
  expect(sent?.recipients.map(({ as, standing, proof }) => [as, standing, proof?.kind])).toEqual([
    ['to', 'done', 'receipt'],
    ['cc', 'done', 'receipt'],
  ]);
  expect(sent?.receipts.map((one) => one.kind).sort()).toEqual([
    'accettazione',
    'avvenuta-consegna',
    'avvenuta-consegna',
  ]);
  expect(transmittedAt).not.toBeNull();
  const filed = await world.db('pec_message').where({ stream, direction: 'in' }).pluck('standing');
  expect(new Set(filed)).toEqual(new Set(['filed']));
  expect(await world.db('journal_wake').where({ stream })).not.toEqual([]);
});

test('an agreement looks again when its framework’s end moves', async () => {
  const stream = await openAgreement(at);
  const { db } = at.world;
  const { document_id } = await db('framework_agreements').where({ id: at.frameworkId }).first('document_id');
  await db('journal_wake').delete();
  const on = '2027-01-31';
  const answer = await at.world.give(`framework/${document_id}`, at.world.network.directorate, 'terminate', {
    reason: 'Prova',
    on,
  });
  expect(answer.outcome).toBe('accepted');
  expect(await db('journal_wake').where({ stream })).toHaveLength(1);
});

test('the journal holds', async () => {
  expect((await verifyJournal(at.world.journal)).firstBreak).toBeNull();
});
