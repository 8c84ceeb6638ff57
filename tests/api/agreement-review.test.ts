import {
  ADDED,
  type AgreementWorld,
  agreementWorld,
  bring,
  get,
  give,
  given,
  openAgreement,
  pdfOf,
  sign,
  signatureOf,
} from '../support/agreements-api';
import { type Api, startApi } from '../support/api';

/** The central review over HTTP: a text that departs from the model is looked at before it is signed, and nothing goes past it. */

let api: Api;
let world: AgreementWorld;
let directorate: string;
beforeAll(async () => {
  api = await startApi();
  world = await agreementWorld(api);
  directorate = api.network.email.directorate;
});
afterAll(() => api?.stop());

interface ClauseView {
  readonly key: string;
  readonly standing: string;
  readonly changes: readonly { readonly kind: string; readonly text: string }[] | null;
  readonly comments: readonly { readonly comment: string; readonly by: string; readonly ofThisText: boolean }[];
  readonly precedents: readonly { readonly agreement: string; readonly territory: string; readonly by: string }[];
}
interface View {
  readonly stage: string;
  readonly text: {
    readonly conform: boolean;
    readonly incoherent: boolean;
    readonly approved: boolean;
    readonly approvalReason: string | null;
    readonly clauses: readonly ClauseView[];
  };
  readonly signing: unknown;
}
const view = async (email: string, id: string): Promise<View> =>
  (await get<{ data: View }>(api, email, `agreements/${id}`)).body.data;
const clauseOf = async (email: string, id: string, key: string): Promise<ClauseView | undefined> =>
  (await view(email, id)).text.clauses.find((one) => one.key === key);

/** Opens an agreement with these clauses beside or instead of the model's, and submits it. */
async function submitted(change: (clauses: ReturnType<typeof draftClauses>) => ReturnType<typeof draftClauses>) {
  const { id } = await openAgreement(api, world);
  await given(api, world.structure, id, 'save-text', { draft: world.draft({ clauses: change(draftClauses()) }) });
  return given(api, world.structure, id, 'submit');
}
const draftClauses = () => world.draft().clauses;
const altered = (clauses: ReturnType<typeof draftClauses>) =>
  clauses.map((one) =>
    one.key === 'oneri' ? { ...one, body: one.body.replace('alcun compenso', 'un compenso') } : one,
  );

/** Everything anybody could try to sign or to open the signing of a text. */
async function everyWayToSign(id: string) {
  const pdf = await pdfOf(api, world.structure, id);
  const file = await sign(pdf, ['Direttrice Prova']);
  const people = [world.structure, directorate, world.communication, ...Object.values(api.network.email)];
  const replies: Awaited<ReturnType<typeof give>>[] = [];
  for (const email of new Set([...people, ...Object.values(api.other.email)])) {
    const signing = { mode: 'parallel', protocol: 'INPS.9999.2026.0000009' };
    replies.push(await give(api, email, id, 'open-signing', signing));
    replies.push(await bring(api, email, signatureOf(id, `structure/${world.structureId}`), file));
    const hand = signatureOf(id, `association/${api.network.associationId}`, 'record-handwritten-signature');
    replies.push(await bring(api, email, hand, pdf));
    for (const name of ['record-signature', 'transmit', 'activate', 'record-handwritten-signature']) {
      replies.push(await give(api, email, id, name, {}));
    }
  }
  return replies;
}

describe('an added clause', () => {
  let id: string;

  test('sends the whole text to the central directorate, its words marked', async () => {
    const { id: opened, stage, may } = await submitted((clauses) => [...clauses, ADDED]);
    id = opened;
    expect([stage, may]).toEqual(['central-review', expect.arrayContaining(['withdraw-from-review'])]);
    expect(may).not.toContain('approve');
    const { text } = await view(directorate, id);
    expect([text.conform, text.incoherent, text.approved]).toEqual([false, false, false]);
    expect(text.clauses.filter((one) => one.standing !== 'model').map((one) => one.key)).toEqual(['agg-1']);
    const words = (await clauseOf(directorate, id, 'agg-1'))?.changes ?? [];
    expect(words.every((one) => one.kind === 'inserted')).toBe(true);
    expect(words.map((one) => one.text).join('')).toContain('sportello mobile');
  });

  test('is commented on and sent back; changed, it goes to the review again', async () => {
    await given(api, directorate, id, 'comment-clause', { clause: 'agg-1', comment: 'Dire con quale frequenza.' });
    const unknown = await give(api, directorate, id, 'comment-clause', { clause: 'agg-9', comment: 'Che cos’è?' });
    expect(unknown.body.error).toMatchObject({ rule: 'unknown', field: 'clause' });
    const own = await give(api, world.structure, id, 'approve');
    expect([own.status, own.body.error.rule]).toEqual([403, 'not-yours']);
    await given(api, directorate, id, 'request-changes', { note: 'Una frase in più.' });
    expect((await clauseOf(world.structure, id, 'agg-1'))?.comments).toMatchObject([
      { comment: 'Dire con quale frequenza.', by: 'Prova directorate-uno', ofThisText: true },
    ]);
    const clauses = [...draftClauses(), { ...ADDED, body: `${ADDED.body} Il giorno è il martedì.` }];
    const saved = await given(api, world.structure, id, 'save-text', { draft: world.draft({ clauses }) });
    expect(saved.stage).toBe('changes-requested');
    expect((await clauseOf(world.structure, id, 'agg-1'))?.comments).toMatchObject([{ ofThisText: false }]);
    expect((await given(api, world.structure, id, 'submit')).stage).toBe('central-review');
  });

  test('not approved, it is signed by nobody, by no way', async () => {
    const replies = await everyWayToSign(id);
    expect(replies.filter((one) => one.status < 400)).toEqual([]);
    expect(await view(directorate, id)).toMatchObject({ stage: 'central-review', signing: null });
  });

  test('approved, the text goes to its signing; edited by a letter, it must be looked at again', async () => {
    expect((await given(api, directorate, id, 'approve')).may).not.toContain('open-signing');
    expect(await view(world.structure, id)).toMatchObject({ stage: 'ready-to-sign', text: { approved: true } });
    const clauses = [...draftClauses(), { ...ADDED, body: `${ADDED.body} Il giorno è il giovedì.` }];
    await given(api, world.structure, id, 'save-text', { draft: world.draft({ clauses }) });
    expect(await view(world.structure, id)).toMatchObject({ stage: 'drafting', text: { approved: false } });
    const replies = await everyWayToSign(id);
    expect(replies.filter((one) => one.status < 400)).toEqual([]);
    expect((await given(api, world.structure, id, 'submit')).stage).toBe('central-review');
    await given(api, directorate, id, 'approve');
    const opened = await given(api, world.structure, id, 'open-signing', {
      mode: 'parallel',
      protocol: 'PROVA 1/2026',
    });
    expect(opened.stage).toBe('signing');
    // While it is signed nobody edits it.
    const edited = await give(api, world.structure, id, 'save-text', { draft: world.draft() });
    expect(edited.body.error.rule).toBe('stage');
  });

  test('approved elsewhere it is shown as a precedent, and decides nothing', async () => {
    const clauses = [...draftClauses(), { ...ADDED, body: `${ADDED.body} Il giorno è il giovedì.` }];
    const second = await submitted(() => clauses);
    expect(second.stage).toBe('central-review');
    expect((await clauseOf(directorate, second.id, 'agg-1'))?.precedents).toMatchObject([
      { agreement: id, territory: 'Ambito di prova uno', by: 'Prova directorate-uno' },
    ]);
    const other = await submitted((model) => [...model, { ...ADDED, body: 'Altre parole, mai viste.' }]);
    expect((await clauseOf(directorate, other.id, 'agg-1'))?.precedents).toEqual([]);
  });
});

describe('an altered clause', () => {
  test('is incoherent: word by word against the model, and approved only for a stated reason', async () => {
    const { id } = await submitted(altered);
    const { text } = await view(directorate, id);
    expect(text.incoherent).toBe(true);
    const changes = (await clauseOf(directorate, id, 'oneri'))?.changes ?? [];
    const of = (kind: string) => changes.filter((one) => one.kind === kind).map((one) => one.text.trim());
    expect([of('deleted'), of('inserted')]).toEqual([['alcun'], ['un']]);
    const silent = await give(api, directorate, id, 'approve');
    expect([silent.status, silent.body.error]).toMatchObject([422, { rule: 'reason-needed', field: 'reason' }]);
    expect((await given(api, directorate, id, 'approve', { reason: 'Chiesto dal Comune.' })).stage).toBe(
      'ready-to-sign',
    );
    // The reason is between INPS's offices: signed, the text is read by its association too, without it.
    await given(api, world.structure, id, 'open-signing', { mode: 'parallel', protocol: 'PROVA 8/2026' });
    const file = await sign(await pdfOf(api, world.structure, id), ['Direttrice', 'Sindaco', 'Presidente']);
    const keys = [`municipality/${world.municipalityId}`, `association/${api.network.associationId}`];
    const all = signatureOf(id, [`structure/${world.structureId}`, ...keys].join(','));
    expect((await bring(api, world.structure, all, file)).status).toBe(200);
    expect((await view(world.structure, id)).text.approvalReason).toBe('Chiesto dal Comune.');
    expect((await view(api.network.email.manager, id)).text).toMatchObject({ approved: true, approvalReason: null });
  });

  test('rejected, it ends there', async () => {
    const { id } = await submitted(altered);
    expect((await give(api, directorate, id, 'reject')).status).toBe(400);
    expect((await given(api, directorate, id, 'reject', { reason: 'Non serve al progetto.' })).stage).toBe('rejected');
  });

  test('nobody is named in what an office writes', async () => {
    const { id } = await submitted(altered);
    const comment = { clause: 'oneri', comment: 'Chiedere a XXXYYY57H12F205D.' };
    const named = await give(api, directorate, id, 'comment-clause', comment);
    expect([named.status, named.body.error.field]).toEqual([400, 'comment']);
  });
});
