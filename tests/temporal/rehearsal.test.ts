import { rehearsalChoices, shownRehearsal } from '../../src/admin-config/rehearsal/page';
import { dayAfter, yearsAfter } from '../../src/domain/calendar/years';
import type { Entry, Fact, Notice } from '../../src/domain/process';
import { linesOf } from '../../src/domain/rehearsal/lines';
import type { Rehearsal } from '../../src/domain/rehearsal/rehearse';
import { termPolicyByCode } from '../../src/journal/agreement/term-policy';
import { type OtherPolicy, policyNamed } from '../../src/journal/other-policies';
import { rehearseStream } from '../../src/journal/rehearse';
import { verifyJournal } from '../../src/journal/verify';
import {
  entriesOf,
  type Lives,
  localAt,
  openLocal,
  openSigning,
  saveText,
  signatures,
  signedFramework,
  startLives,
  toldOf,
} from '../support/agreement-life';

const DAY = 86_400_000;
/** What may pass between a date and the entry made when it comes: Temporal's own time goes on meanwhile. */
const SOON = 10_000;

let lives: Lives;
beforeAll(async () => {
  lives = await startLives();
});
afterAll(() => lives?.stop());

const network = () => lives.world.network;

/** What an entry says of itself, without the times it carries. */
function said({ type, data }: Entry & Fact): string {
  const more = data as {
    readonly stage?: string;
    readonly clock?: string;
    readonly sent?: { readonly key: string } | null;
    readonly skipped?: readonly string[];
    readonly dispatch?: string;
    readonly channel?: string;
    readonly attempt?: number;
    readonly order?: { readonly key: string };
    readonly receipt?: { readonly kind: string; readonly recipient: string | null };
    readonly end?: string;
    readonly by?: string;
  };
  const words = [type, more.clock, more.sent?.key, ...(more.skipped ?? []), more.order?.key ?? more.dispatch];
  const post = [more.channel, more.attempt, more.receipt?.kind, more.receipt?.recipient];
  return [...words, ...post, more.end, more.by, more.stage && `→ ${more.stage}`].filter(Boolean).join(' ');
}

const ROLES = { structureOf: 'structure', directorate: 'directorate', managersOf: 'manager' } as const;
/** A notice as `toldOf` says it: each of these has one reader. */
const told = ({ key, template, to }: Notice): string =>
  `${key}: ${template} → ${Object.entries(ROLES).find(([name]) => name in to)?.[1] ?? 'nobody'}`;

interface Foreseen extends Rehearsal {
  readonly stream: string;
  readonly past: number;
  readonly owed: number;
}

async function foresee(stream: string, until: number, policy?: OtherPolicy): Promise<Foreseen> {
  const past = (await entriesOf(lives, stream)).length;
  const owed = (await toldOf(lives, stream)).length;
  const rehearsal = await rehearseStream(lives.world.journal, {
    ...{ stream, from: await lives.now(), until },
    ...(policy ? { policy } : {}),
  });
  return { ...rehearsal, stream, past, owed };
}

/** The message an entry of the post is about; undefined for any other. */
const messageOf = ({ type, data }: Entry & Fact): string | undefined =>
  type === 'dispatch-owed' ? undefined : (data as { readonly dispatch?: string }).dispatch;

/** Entries with those of messages that leave at one moment put together message by message: they go out side by side. */
function byMessage(entries: readonly (Entry & Fact)[]): readonly (Entry & Fact)[] {
  const runs: (Entry & Fact)[][] = [];
  for (const entry of entries) {
    const last = runs.at(-1);
    const goesOn = messageOf(entry) !== undefined && last?.[0] && messageOf(last[0]) !== undefined;
    if (last && goesOn) last.push(entry);
    else runs.push([entry]);
  }
  return runs.flatMap((run) => run.sort((a, b) => (messageOf(a) ?? '').localeCompare(messageOf(b) ?? '')));
}

async function expectForeseen({ stream, past, owed, entries, steps }: Foreseen): Promise<void> {
  const lived = byMessage((await entriesOf(lives, stream)).slice(past));
  const foreseen = byMessage(entries.slice(past));
  expect(lived.map(said)).toEqual(foreseen.map(said));
  const late = lived.map((entry, index) => ({ what: said(entry), late: entry.at - (foreseen[index]?.at ?? 0) }));
  expect(late.filter((one) => one.late < 0 || one.late > SOON)).toEqual([]);
  const notices = steps.flatMap((step) => [...step.notices].sort((a, b) => (a.key < b.key ? -1 : 1)).map(told));
  expect((await toldOf(lives, stream)).slice(owed)).toEqual(notices);
}

/** Every row there is, table by table, and what no transaction takes back. */
async function everything(): Promise<unknown> {
  const { db } = lives.world;
  const tables: string[] = await db('information_schema.tables')
    .where({ table_schema: 'public', table_type: 'BASE TABLE' })
    .orderBy('table_name')
    .pluck('table_name');
  const counts: Record<string, unknown> = {};
  for (const table of tables) {
    const { rows } = await db.raw(
      'select count(*) as rows, md5(string_agg(t::text, ?  order by t::text)) as all from ?? t',
      [',', table],
    );
    counts[table] = rows[0];
  }
  return counts;
}

test('what is rehearsed is what the workflow does: in force, signed, in signing, in review; a framework agreement', async () => {
  const framework = await signedFramework(lives, 'lungo', await lives.today());
  const { structure, directorate } = network();
  const upTo = async (last: 'submit' | 'signing'): Promise<string> => {
    const stream = await openLocal(lives, framework);
    await saveText(lives, stream, last === 'submit' ? 'Si esce di sera.' : null);
    await lives.give(stream, structure, 'submit');
    if (last === 'signing') await openSigning(lives, stream);
    return stream;
  };
  const review = await upTo('submit');
  const signing = await upTo('signing');
  const active = await upTo('signing');
  await lives.give(active, structure, 'record-signature', await signatures(lives, active));
  await lives.give(active, directorate, 'confirm-transmission');
  expect((await localAt(lives, active)).stage).toBe('active');
  const signed = await upTo('signing');
  const signature = await signatures(lives, signed);
  const at = await lives.now();
  // Nobody wakes its workflow yet: it is rehearsed before it is transmitted.
  await lives.environment.client.workflow.getHandle(signed).terminate();
  expect(await lives.world.give(signed, structure, 'record-signature', signature, { at })).toMatchObject({
    outcome: 'accepted',
  });
  const until = (await lives.now()) + (3 * 366 + 10) * DAY;
  const all = { review, signing, active, signed, framework };
  const foreseen = new Map<string, Foreseen>();
  for (const [what, stream] of Object.entries(all)) foreseen.set(what, await foresee(stream, until));
  const ends = [...foreseen].map(([what, { entries, complete }]) => [what, complete, entries.at(-1)?.type]);
  expect(ends).toEqual([
    ['review', true, 'review-lapsed'],
    ['signing', true, 'mark-fired'],
    ['active', true, 'agreement-ended'],
    ['signed', true, 'agreement-ended'],
    ['framework', true, 'framework-ended'],
  ]);
  for (const stream of Object.values(all)) await lives.follow(stream);
  await lives.skipTo(until, ...Object.values(all));
  for (const one of foreseen.values()) await expectForeseen(one);
});

test('a rehearsal writes nothing, whatever it reads, under its own policy and under another', async () => {
  const { world, at } = lives;
  const framework = await signedFramework(lives, 'mosso', await lives.today());
  const stream = await openLocal(lives, framework);
  await saveText(lives, stream);
  await lives.give(stream, network().structure, 'submit');
  await openSigning(lives, stream);
  await lives.give(stream, network().structure, 'record-signature', await signatures(lives, stream));
  await lives.give(stream, network().directorate, 'confirm-transmission');
  // Its framework ends earlier, and has another model by now: aligning to its end asks for both.
  const { frameworkId, term } = await localAt(lives, stream);
  const endsOn = dayAfter(await lives.today(), 200);
  await lives.give(framework, network().directorate, 'terminate', { reason: 'Prova', on: endsOn });
  await world.db('agreement_models').where({ framework_id: frameworkId }).update({ title: 'Modello corretto' });
  expect(at.frameworkId).not.toBe(frameworkId);
  const span = { stream, from: await lives.now(), until: (await lives.now()) + 1500 * DAY };
  const before = await everything();
  const own = await rehearseStream(world.journal, span);
  const policy = await termPolicyByCode(world.db, 'durata-2021');
  if (!policy || !term) throw new Error('no policy, or no term');
  await rehearseStream(world.journal, { ...span, policy });
  const ofFramework = await rehearseStream(world.journal, { ...span, stream: framework, policy });
  expect(await everything()).toEqual(before);
  expect(own.steps.map((step) => step.command.name).slice(0, 1)).toEqual(['align-end']);
  expect(own.entries.at(-1)?.type).toBe('agreement-ended');
  expect(ofFramework.entries.at(-1)?.type).toBe('framework-ended');
  const under = ofFramework.entries.find((entry) => entry.type === 'framework-in-force');
  expect(under?.data).toMatchObject({ policy, endsOn: yearsAfter(await lives.today(), policy.termYears) });
});

test('under another deadline policy it is what the workflow does once that one is in force and what runs was moved', async () => {
  const { world } = lives;
  const { db } = world;
  const framework = await signedFramework(lives, 'termini', await lives.today());
  const stream = await openLocal(lives, framework);
  await saveText(lives, stream, 'Si esce di notte.');
  await lives.give(stream, network().structure, 'submit');
  const today = await lives.today();
  const subject = 'agreement-review';
  const before = await db('deadline_policies').where({ subject }).whereNull('valid_to').first('*');
  await db('deadline_policies')
    .where({ id: before.id })
    .update({ valid_to: dayAfter(today, -1) });
  const reminders = db.raw(`'[5, 6]'::jsonb`);
  const { id: _, document_id: __, ...same } = before;
  const changed = { ...same, ...{ valid_from: today, reminders, lapse_days: 12, escalations: db.raw(`'[]'::jsonb`) } };
  const [{ id }] = await db('deadline_policies').insert(changed).returning('id');
  const policy = await policyNamed(db, `deadline/${id}`);
  if (!policy) throw new Error('no policy');
  const until = (await lives.now()) + 60 * DAY;
  const own = await foresee(stream, until);
  const other = await foresee(stream, until, policy);
  expect(linesOf(own)).not.toEqual(linesOf(other));
  expect(other.entries.slice(other.past).map((entry) => entry.type)).toEqual([
    'repolicied',
    'mark-fired',
    'mark-fired',
    'review-lapsed',
  ]);
  await lives.give(stream, network().directorate, 'repolicy', { subjects: [subject] });
  await lives.skipTo(until, stream);
  // The move itself is the directorate's, at its own time.
  await expectForeseen({ ...other, past: other.past + 1 });
});

test('the panel offers both kinds of policies, and shows what each would change', async () => {
  const { journal, db } = lives.world;
  const { policies } = await rehearsalChoices(db, 'it');
  const deadline = policies.find((one) => one.title.endsWith('raccogliere le firme'));
  expect(policies.map((one) => one.name)).toContain('durata-2021');
  expect([deadline?.name, deadline?.title]).toEqual([
    expect.stringMatching(/^deadline\/\d+$/),
    'Scadenze dal 04/06/2021: raccogliere le firme',
  ]);
  const framework = await signedFramework(lives, 'pannello', await lives.today());
  const stream = await openLocal(lives, framework);
  await saveText(lives, stream);
  await lives.give(stream, network().structure, 'submit');
  await openSigning(lives, stream);
  const from = await lives.now();
  const shown = (policy: string) => shownRehearsal(journal, { stream, from, until: from + 200 * DAY, policy }, 'it');
  // Its clock runs under this policy already.
  const same = await shown(deadline?.name ?? '');
  expect(new Set(same?.lines.map((line) => line.change))).toEqual(new Set(['same']));
  expect(await shown('deadline/999999')).toBeNull();
  expect(await shown('nessuna')).toBeNull();
});

test('a process without a term policy is not rehearsed under one', async () => {
  const policy = await termPolicyByCode(lives.world.db, 'durata-2021');
  if (!policy) throw new Error('no policy');
  const stream = await lives.world.open();
  const asked = { stream, from: 0, until: 1, policy };
  await expect(rehearseStream(lives.world.journal, asked)).rejects.toThrow(RangeError);
});

test('the journal holds', async () => {
  expect((await verifyJournal(lives.world.journal)).firstBreak).toBeNull();
});
