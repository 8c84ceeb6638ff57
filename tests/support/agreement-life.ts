import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { TestWorkflowEnvironment } from '@temporalio/testing';
import { ensureModel } from '../../database/seeds/reference/models';
import { noteOf as localNote } from '../../src/domain/agreement/note';
import type { AgreementState } from '../../src/domain/agreement/state';
import { localDate } from '../../src/domain/calendar/rome';
import type { Dispatches } from '../../src/domain/dispatch/dispatch';
import type { Leg } from '../../src/domain/dispatch/types';
import { TASK_QUEUE } from '../../src/domain/followers';
import { noteOf as frameworkNote } from '../../src/domain/framework/note';
import type { FrameworkState } from '../../src/domain/framework/state';
import type { Actor, System } from '../../src/domain/network/actor';
import type { Entry, Fact, Instant } from '../../src/domain/process';
import { printableAgreement, registerPrinted } from '../../src/journal/agreement/printed';
import { putDocument } from '../../src/journal/documents';
import { foldStream, look } from '../../src/journal/look';
import type { FollowActivities } from '../../src/worker/activities/follow';
import { sha } from './agreement/texts';
import { type AgreementWorld, makeAgreementWorld, modelDraft } from './agreement-world';
import { PROVEN } from './dispatch/receipts';
import { MODEL_2024 } from './domain/local-agreement';
import { eventually } from './eventually';
import { newStream } from './fixtures';
import { type FollowWorld, makeFollowWorld, startTimeSkipping } from './follow-world';
import { type PecProvider, startPecProvider } from './pec-provider';
import { platformDatabase } from './platform-database';
import { servers } from './servers';

const PEC: System = { kind: 'system', part: 'pec' };
const SOON = 5_000;
/** A command is older than the workflow’s look at it: what it owes is due then, and no timer of a millisecond races the wake. */
const BEFORE = 2_000;
const LOST_AFTER = 30_000;

/** Agreements that live for years: the worker's activities over a real database and PEC provider, on a skipping clock. */
export interface Lives {
  readonly at: AgreementWorld;
  readonly world: FollowWorld;
  readonly environment: TestWorkflowEnvironment;
  readonly provider: PecProvider;
  /** What the workflows' clock shows; it stands at the real pace but in `skipTo`. */
  now(): Promise<Instant>;
  /** Today in Rome, by that clock. */
  today(): Promise<string>;
  /** Gives a command now; it must be accepted. The workflow is woken, as the relay does, and everything due is done. */
  give(stream: string, actor: Actor, name: string, data?: unknown): Promise<void>;
  /** Wakes a stream's workflow and waits until nothing of it is due. */
  follow(stream: string): Promise<void>;
  /** Lets time pass until an instant; then nothing of these streams is due. */
  skipTo(instant: Instant, ...streams: readonly string[]): Promise<void>;
  /** Receipts of every PEC come as soon as it left, as commands; set it false to leave that to the provider. */
  post: { delivers: boolean };
  stop(): Promise<void>;
}

/** Begins. Time is held but in `skipTo`: nothing skips while a test thinks. */
export async function startLives(): Promise<Lives> {
  const folder = mkdtempSync(join(tmpdir(), 'pec-'));
  const provider = await startPecProvider({ folder });
  const world = await makeFollowWorld(servers().smtpUrl, platformDatabase, provider.mailboxes);
  const at = await makeAgreementWorld(world);
  const post = { delivers: true };
  const { deliver } = world.activities;
  world.activities = {
    ...world.activities,
    async deliver(request) {
      const answer = await deliver(request);
      if (post.delivers && request.stream !== undefined) await deliverReceipts(world, request);
      return answer;
    },
  };
  const { environment, stop } = await startTimeSkipping(world);
  const hold = environment.connection.testService;
  await hold?.lockTimeSkipping({});
  const now = () => environment.currentTimeMs();
  const settled = async (stream: string) => {
    const { due, mails, dispatches = [] } = await look(world.journal, stream, await now());
    const leaving = onTheWay((await foldStream(world.journal, stream)).state, post.delivers);
    const open = [...due.map((item) => item.key), ...mails, ...dispatches.map((leg) => leg.dispatch), ...leaving];
    if (open.length > 0) throw new Error(`${stream} still has to do: ${open.join(', ')}`);
  };
  const wake = (stream: string) =>
    environment.client.workflow.signalWithStart(
      stream.startsWith('framework/') ? 'followFramework' : 'followAgreement',
      {
        workflowId: stream,
        taskQueue: TASK_QUEUE,
        args: [stream],
        signal: 'wake',
        signalArgs: ['lives'],
        workflowIdReusePolicy: 'ALLOW_DUPLICATE',
        workflowIdConflictPolicy: 'USE_EXISTING',
      },
    );
  /** While it is held, the server that skips time may sit on a timer of milliseconds: who waits for it is woken again. */
  const rests = async (stream: string): Promise<void> => {
    for (let tries = 1; ; tries += 1) {
      try {
        return await eventually(() => settled(stream), 4_000);
      } catch (error) {
        if (tries === 6) throw error;
        await wake(stream);
      }
    }
  };
  const lives: Lives = {
    at,
    world,
    environment,
    provider,
    post,
    now,
    today: async () => localDate(await now()),
    async give(stream, actor, name, data = {}) {
      const answer = await world.give(stream, actor, name, data, { at: (await now()) - BEFORE });
      if (answer.outcome !== 'accepted') throw new Error(`${name}: ${JSON.stringify(answer)}`);
      await lives.follow(stream);
    },
    async follow(stream) {
      await wake(stream);
      await rests(stream);
    },
    async skipTo(instant, ...streams) {
      for (;;) {
        const ms = instant + SOON - (await now());
        if (ms <= 0) break;
        await hold?.unlockTimeSkipping({});
        // A call that was lost with its connection is not waited for: the clock says how far time has come.
        await Promise.race([environment.sleep(ms), sleep(LOST_AFTER, undefined, { ref: false })]);
        await hold?.lockTimeSkipping({});
      }
      for (const stream of streams) await rests(stream);
    },
    async stop() {
      await stop();
      await world.close();
      await provider.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return lives;
}

/** The messages on their way: handed to a server that has not answered yet, or, where `delivers`, to be receipted at once. */
function onTheWay(state: unknown, delivers: boolean): readonly string[] {
  const { dispatches } = state as { readonly dispatches: Dispatches };
  const moves = ({ channel, state: standing, alarmAt }: Leg) =>
    standing === 'sending' || (delivers && channel === 'pec' && standing === 'handed-over' && alarmAt !== null);
  return Object.entries(dispatches)
    .filter(([, { legs }]) => legs.some(moves))
    .map(([key]) => key);
}

/** Receipts of what has just left, in the order and at the time of a post that delivers at once. */
async function deliverReceipts(
  { db, journal, give }: FollowWorld,
  { stream = '', dispatches = [], now }: Parameters<FollowActivities['deliver']>[0],
): Promise<void> {
  const { state } = await foldStream(journal, stream);
  const known = (state as { readonly dispatches: Dispatches }).dispatches;
  const document = await putDocument(db, 'message/rfc822', Buffer.from('An invented receipt.'));
  for (const { dispatch, channel, attempt } of dispatches) {
    const leg = known[dispatch]?.legs.find((one) => one.channel === channel && one.attempt === attempt);
    if (channel !== 'pec' || leg?.state !== 'handed-over' || leg.messageId === null) continue;
    const reference = leg.messageId;
    for (const recipient of [null, ...leg.addresses]) {
      const kind = recipient === null ? 'accettazione' : 'avvenuta-consegna';
      const id = `${kind}.${recipient ?? ''}.${reference}`;
      const receipt = { id, kind, reference, recipient, at: now, document, checks: PROVEN };
      await give(stream, PEC, 'record-receipt', { dispatch, receipt }, { at: now });
    }
  }
}

/** A framework agreement of ours between INPS and ANCI, signed by both on a day, with the model of 2024. */
export async function signedFramework(lives: Lives, code: string, signedOn: string): Promise<string> {
  const { world } = lives;
  const stream = `framework/${code}`;
  const { directorate } = world.network;
  const partyIds: number[] = await world.db('parties').whereIn('code', ['inps', 'anci']).orderBy('id').pluck('id');
  await lives.give(stream, directorate, 'open-framework', {
    code,
    title: `Accordo quadro di prova ${code}`,
    resolution: 'Deliberazione di prova',
    partyIds,
  });
  for (const id of partyIds)
    await lives.give(stream, directorate, 'record-party-signature', { party: `party/${id}`, signedOn });
  const { id } = await world.db('framework_agreements').where({ code }).first('id');
  await world.db.transaction((trx) => ensureModel(trx, id, { ...MODEL_2024, framework: code }));
  return stream;
}

export const frameworkAt = async ({ world }: Lives, stream: string): Promise<FrameworkState> =>
  (await foldStream(world.journal, stream)).state as FrameworkState;
export const localAt = async ({ world }: Lives, stream: string): Promise<AgreementState> =>
  (await foldStream(world.journal, stream)).state as AgreementState;
export const entriesOf = async ({ world }: Lives, stream: string): Promise<readonly (Entry & Fact)[]> =>
  (await foldStream(world.journal, stream)).entries;

/** A note for the renewal under way, as it would be printed, signed by somebody invented; `from`: not our own. */
export async function signedNote(lives: Lives, stream: string, from?: string): Promise<object> {
  const { db } = lives.world;
  const put = (text: string) => putDocument(db, 'application/pdf', Buffer.from(text));
  const note = stream.startsWith('framework/')
    ? frameworkNote(await frameworkAt(lives, stream))
    : localNote(await localAt(lives, stream), from);
  if (!note) throw new Error(`${stream} waits for no note`);
  const of = await registerPrinted(db, note, Buffer.from(`%PDF nota ${from ?? ''}`));
  const [document, report] = [await put(`%PDF nota firmata ${from ?? ''}`), await put('{"report":"nota"}')];
  return { ...(from ? { from } : {}), of, document, report, signatures: [PROVEN] };
}

let messages = 0;
/** A note from one of the others, by PEC, that a person accepts. */
export async function noteByPec(lives: Lives, stream: string, by: Actor, from: string, sender: string): Promise<void> {
  messages += 1;
  const document = await putDocument(lives.world.db, 'message/rfc822', Buffer.from(`Nota ${messages}`));
  const message = { message: messages, document, sender, at: await lives.now(), checks: PROVEN };
  await lives.give(stream, PEC, 'propose-message', message);
  await lives.give(stream, by, 'accept-note', { message: messages, from });
}

/** Every entry of some types, with its day in Rome: `2027-09-26 window-opened`. */
export async function daysOf(lives: Lives, stream: string, types: readonly string[]): Promise<readonly string[]> {
  return (await entriesOf(lives, stream))
    .filter((entry) => types.includes(entry.type))
    .map((entry) => `${localDate(entry.at)} ${entry.type}`);
}

/** Every notice owed about a stream: its key, its template, and the role of who is told. */
export async function toldOf({ world }: Lives, stream: string): Promise<readonly string[]> {
  const rows = await world
    .db('notices as n')
    .join('up_users_role_lnk as l', 'l.user_id', 'n.user_id')
    .join('up_roles as r', 'r.id', 'l.role_id')
    .where('n.stream', stream)
    .select<{ version: number; key: string; template: string; role: string }[]>(
      'n.version',
      'n.key',
      'n.template',
      'r.type as role',
    );
  // Those of one command are written in one statement, in no order.
  const inOrder = [...rows].sort((a, b) => a.version - b.version || (a.key < b.key ? -1 : 1));
  return inOrder.map(({ key, template, role }) => `${key}: ${template} → ${role}`);
}

/** A local agreement of the network's structure under a framework; its stream. */
export async function openLocal(lives: Lives, framework: string): Promise<string> {
  const { world, structureId } = lives.at;
  const { id } = await world
    .db('framework_agreements')
    .where({ code: codeOf(framework) })
    .first('id');
  const stream = newStream().replace('case/', 'agreement/');
  await lives.give(stream, world.network.structure, 'open-agreement', { structureId, frameworkId: id });
  return stream;
}

const codeOf = (framework: string): string => framework.slice(framework.indexOf('/') + 1);

/** Saves its text: every clause of the model, and one of its own where `own` says something. */
export async function saveText(lives: Lives, stream: string, own: string | null = null): Promise<void> {
  const { frameworkId } = await localAt(lives, stream);
  const draft = await modelDraft({ ...lives.at, frameworkId: frameworkId ?? 0 });
  const clause = { key: 'agg-1', heading: 'Unità di strada', body: own ?? '', commitments: [] };
  const clauses = own === null ? draft.clauses : [...draft.clauses, clause];
  await lives.give(stream, lives.world.network.structure, 'save-text', { draft: { ...draft, clauses } });
}

/** Opens its signing, with an invented print. */
export async function openSigning(lives: Lives, stream: string): Promise<void> {
  const { db, network } = lives.world;
  const protocol = `INPS.PROVA.${stream.slice(-6)}.1`;
  const text = await printableAgreement(db, await localAt(lives, stream), protocol);
  if (!text) throw new Error('there is no text to print');
  await registerPrinted(db, text, Buffer.from(`%PDF of ${text.textHash}`));
  await lives.give(stream, network.structure, 'open-signing', { mode: 'parallel', protocol });
}

/** Everybody's signature, in one invented file, as the command that records it. */
export async function signatures(lives: Lives, stream: string): Promise<object> {
  const { text, signing } = await localAt(lives, stream);
  if (!text || !signing) throw new Error('nothing is being signed');
  const { db } = lives.world;
  return {
    signatories: text.signatories.map((one) => one.key),
    signedOn: await lives.today(),
    document: await putDocument(db, 'application/pdf', Buffer.from(`%PDF of ${stream}, signed`)),
    report: await putDocument(db, 'application/json', Buffer.from('{"report":"invented"}')),
    of: signing.document,
    signatures: text.signatories.map(() => PROVEN),
    signatureIds: text.signatories.map(({ key }) => sha(`signature of ${key}`)),
  };
}
