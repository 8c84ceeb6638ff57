import { questionnaireScenarios } from '../../database/seeds/reference/questionnaire-contents';
import { compileForm, evaluate } from '../../src/domain/questionnaire/compile';
import { give, type Problem, type Summary } from '../support/api';
import { eventually } from '../support/eventually';
import {
  answerAll,
  type DeskWorld,
  expectSound,
  openFromList,
  signIn,
  startDeskWorld,
} from '../support/web/desk-world';
import { memoryOf, tracesOf } from '../support/web/traces';
import { settledHeading } from '../support/web/walk';

let world: DeskWorld;
beforeAll(async () => {
  world = await startDeskWorld();
});
afterAll(() => world?.stop());

/** Somebody of whom the answers say something, on a day whose figures are known. */
const SOMEBODY = questionnaireScenarios.find((one) => one.code === 'case-13-home-160');
const DAY = SOMEBODY?.date ?? '';
/** An answer that is found nowhere by chance, to a question there is none of: it is not shown, only kept. */
const MARK = 'risposta-inventata-7391';
const ANSWERS = { ...SOMEBODY?.answers, mark: MARK };
const operator = () => world.api.network.email.operator;
const screeningsOf = (id: string) =>
  world.api
    .db('screenings as s')
    .join('cases as c', 'c.id', 's.case_id')
    .where('c.document_id', id)
    .orderBy('s.number')
    .select('s.source', 's.results', 's.questionnaire_version_id');

test('without a consent nothing is offered and the server refuses; with it the code is opened, and registered once', async () => {
  const brought = await world.bring(ANSWERS, DAY);
  const { id, code } = brought.case;
  const page = await world.enter();
  await expectSound(page, 'list');
  await openFromList(page, code);
  expect(await settledHeading(page)).toContain(code);
  await expectSound(page, 'case without consent');
  await page.getByText('Il consenso della persona non è in vigore.').waitFor();
  for (const name of ['Fai le domande', 'Apri il codice', 'Registra'])
    expect(await page.getByRole('button', { name, exact: true }).count()).toBe(0);

  const { api } = world;
  const token = await api.signIn(operator());
  const sealed = () => api.request<Problem>('GET', `/api/cases/${id}/sealed-answers`, { token });
  const { id: versionId, snapshot } = world.version();
  const screening = { questionnaireVersionId: versionId, source: 'operator', results: {}, answers: ANSWERS };
  expect((await sealed()).body.error).toMatchObject({ code: 'refused', rule: 'no-consent' });
  const early = await give(api, operator(), id, 'complete-screening', screening);
  expect(early.body.error).toMatchObject({ code: 'refused', field: 'answers' });
  expect(await screeningsOf(id)).toEqual([]);

  await world.consent(id);
  await page.getByRole('button', { name: 'Torna all’elenco' }).click();
  await openFromList(page, code);
  await expectSound(page, 'case with consent');
  await page.getByRole('button', { name: 'Apri il codice' }).click();
  expect(await settledHeading(page)).toBe('Apri il codice');
  const field = page.getByLabel('Codice stampato');
  const tryCode = async (typed: string, fault: string) => {
    await field.fill(typed);
    await page.getByRole('button', { name: 'Apri le risposte' }).click();
    await page.locator('#code-fault', { hasText: fault }).waitFor();
    expect(await field.getAttribute('aria-invalid')).toBe('true');
    expect(await field.inputValue()).toBe(typed);
  };
  const last = brought.code.at(-1) === 'A' ? 'B' : 'A';
  await tryCode('ABCD', 'Il codice ha 36 lettere');
  await tryCode(brought.code.slice(0, -1) + last, 'C’è una lettera sbagliata');
  await tryCode((await world.bring({})).code, 'Questo codice non apre le risposte di questa presa in carico');
  await expectSound(page, 'code refused');

  // As people type: small letters, no dashes.
  await field.fill(brought.code.toLowerCase().replaceAll('-', ' '));
  await page.getByRole('button', { name: 'Apri le risposte' }).click();
  await page.getByRole('heading', { name: 'Le risposte del codice' }).waitFor();
  await expectSound(page, 'opened');
  // The operator's view: every criterion of every benefit, with its source and how sure it is.
  const criteria = await page.locator('.criteria > li').count();
  expect(criteria).toBeGreaterThan(30);
  expect(await page.locator('.criteria .source').count()).toBe(criteria);
  expect(await page.locator('.to-verify').count()).toBeGreaterThan(0);
  const benefit = page.locator('.indicated article', { hasText: 'Assegno sociale' }).first();
  await benefit.getByRole('button', { name: 'Controlla una risposta dubbia' }).click();
  await benefit.getByText('Basterebbe questo per avere “Non indicata”.').waitFor();
  expect(await benefit.locator('[role=status] dt').allTextContents()).toEqual(['Quanti anni hai?']);
  await expectSound(page, 'opened, with a change');
  // The positive control: what is looked for later is found where it must be.
  expect(await memoryOf(page)).toContain(MARK);

  // The answer is lost on the way: registered again under the same key, it is registered once.
  await page.route('**/complete-screening', (route) => route.fetch().then(() => route.abort()), { times: 1 });
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
  await page.getByText('Il server non risponde.').waitFor();
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
  await page.getByRole('heading', { name: 'Questionario registrato' }).waitFor();
  expect(await settledHeading(page)).toBe('Questionario registrato');
  await expectSound(page, 'registered');
  const [row, ...more] = await screeningsOf(id);
  expect(more).toEqual([]);
  expect(row).toMatchObject({ source: 'public-code', questionnaire_version_id: versionId });
  expect(JSON.parse(row.results)).toEqual(evaluate(compileForm(snapshot, DAY), ANSWERS));

  // Nothing of the answers stays: not on the page, in storage, in history, nor in memory.
  const traces = await tracesOf(page);
  expect(traces).toMatchObject({ storage: '[{},{}]', databases: '[]', cookies: '[]', caches: '' });
  expect(await page.locator('.facts').count()).toBe(0);
  expect(await memoryOf(page)).not.toContain(MARK);

  await page.getByRole('button', { name: 'Torna alla presa in carico' }).click();
  await page.getByText('si aprono una volta sola').waitFor();
  expect(await page.getByRole('button', { name: 'Apri il codice' }).count()).toBe(0);
  await expectSound(page, 'case with screening');
  expect((await sealed()).body.error).toMatchObject({ code: 'refused', rule: 'already-done' });
  expect(world.complaints).toEqual([]);
  await page.context().close();
});

test('the questions are asked in a case: nothing is lost when the session ends or the case changes, and it is registered once', async () => {
  const { api } = world;
  const token = await api.signIn(operator());
  const sent = {
    token,
    headers: { 'idempotency-key': 'desk-asks-one' },
    body: { way: 'operator', siteId: api.network.siteId },
  };
  const { body } = await api.request<{ data: Summary }>('POST', '/api/cases', sent);
  const { id, code } = body.data;
  await world.consent(id);
  const { id: before } = await api.db('strapi_sessions').orderBy('id', 'desc').first('id');
  const page = await world.enter();
  await openFromList(page, code);
  expect(await page.getByRole('button', { name: 'Apri il codice' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Fai le domande' }).click();
  await settledHeading(page);
  await expectSound(page, 'question');
  await answerAll(page, 81);
  // The browser's own Back goes to the question before, not away.
  await page.goBack();
  await page.waitForFunction(() => document.querySelector('h1')?.textContent !== 'Risultati');
  await answerAll(page, 81);
  await expectSound(page, 'results');

  await page.getByRole('button', { name: 'Cambia le risposte' }).click();
  await settledHeading(page);
  await expectSound(page, 'answers');
  await page.getByRole('button', { name: 'Torna ai risultati' }).click();
  await settledHeading(page);

  // Somebody changes the case meanwhile: said, and nothing typed is lost.
  const proxy = await api.db('privacy_notices').where({ kind: 'proxy', language: 'it' }).first('id');
  const changed = await give(api, operator(), id, 'record-proxy', { noticeId: proxy.id, grantedTo: 'association' });
  expect(changed.status).toBe(200);
  const register = page.getByRole('button', { name: 'Registra', exact: true });
  await register.click();
  await page.getByText('Nel frattempo qualcosa è cambiato').waitFor();
  await page.getByText('Delega registrata').waitFor();
  await expectSound(page, 'stale');
  expect(await screeningsOf(id)).toEqual([]);

  // The session ends: asked to sign in again over the answers, which are still there, and it goes on by itself.
  await api.db('strapi_sessions').where('id', '>', before).delete();
  await register.click();
  await page.getByRole('dialog', { name: 'Accedi di nuovo' }).waitFor();
  await expectSound(page, 'sign in again');
  await signIn(page, world.api.network.email.manager);
  await page.getByText('Il lavoro in questa pagina è di un’altra persona').waitFor();
  await signIn(page, operator());
  await page.getByRole('heading', { name: 'Questionario registrato' }).waitFor();
  expect(await screeningsOf(id)).toMatchObject([{ source: 'operator' }]);
  expect(await page.locator('.facts').count()).toBe(0);
  expect(world.complaints).toEqual([]);
  await page.context().close();
});

test('a consent withdrawn meanwhile takes the answers from the page', async () => {
  const brought = await world.bring(ANSWERS, DAY);
  await world.consent(brought.case.id);
  const page = await world.enter();
  await openFromList(page, brought.case.code);
  await page.getByRole('button', { name: 'Apri il codice' }).click();
  await page.getByLabel('Codice stampato').fill(brought.code);
  await page.getByRole('button', { name: 'Apri le risposte' }).click();
  await page.getByRole('heading', { name: 'Le risposte del codice' }).waitFor();
  await give(world.api, operator(), brought.case.id, 'withdraw-consent');
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
  await page.getByText('Il consenso non è più in vigore').waitFor();
  expect(await memoryOf(page)).not.toContain(MARK);
  expect(await screeningsOf(brought.case.id)).toEqual([]);
  await page.context().close();
});

test('answers of an older version are shown, not registered; the questions are asked again', async () => {
  const brought = await world.bring(ANSWERS, DAY);
  await world.consent(brought.case.id);
  await world.correct();
  const page = await world.enter();
  await openFromList(page, brought.case.code);
  await page.getByRole('button', { name: 'Apri il codice' }).click();
  await page.getByLabel('Codice stampato').fill(brought.code);
  await page.getByRole('button', { name: 'Apri le risposte' }).click();
  await page.getByText('sono di una versione precedente').waitFor();
  await expectSound(page, 'older version');
  expect(await page.getByRole('button', { name: 'Registra', exact: true }).count()).toBe(0);
  await page.getByRole('button', { name: 'Torna alla presa in carico' }).click();
  await page.getByRole('button', { name: 'Fai le domande' }).click();
  await answerAll(page, 81);
  // A version that comes while one asks: the answers stay, under the new one.
  await world.correct();
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
  await page.getByText('Il questionario è stato aggiornato').waitFor();
  await page.getByRole('button', { name: 'Registra', exact: true }).click();
  await page.getByRole('heading', { name: 'Questionario registrato' }).waitFor();
  const { id: questionnaire_version_id } = world.version();
  expect(await screeningsOf(brought.case.id)).toMatchObject([{ source: 'operator', questionnaire_version_id }]);
  await page.context().close();
});

test('a wrong password is said and what was typed stays; the list is narrowed, and says when it is empty or cannot be read', async () => {
  const sessions = world.api.db('strapi_sessions');
  const { id: before } = await sessions.clone().orderBy('id', 'desc').first('id');
  const page = await world.enter();
  await page.getByLabel('Codice della presa in carico').fill('ZZZZZZZZ');
  await page.getByRole('button', { name: 'Cerca' }).click();
  await page.getByText('Nessuna presa in carico con questi filtri.').waitFor();
  await expectSound(page, 'empty list');
  await page.getByLabel('Codice della presa in carico').fill('ZZ');
  await page.getByRole('button', { name: 'Cerca' }).click();
  await page.getByRole('alert').waitFor();
  await page.route('**/api/cases?*', (route) => route.abort());
  await page.getByLabel('Codice della presa in carico').fill('');
  await page.getByRole('button', { name: 'Cerca' }).click();
  await page.getByText('Il server non risponde.').waitFor();
  await expectSound(page, 'list out of reach');
  await page.unroute('**/api/cases?*');
  await page.getByRole('button', { name: 'Riprova' }).click();
  await page
    .getByRole('button', { name: /^Apri / })
    .first()
    .waitFor();

  // More than a page of them, as if there were.
  await page.route('**/api/cases?*', async (route) => {
    const page = Number(new URL(route.request().url()).searchParams.get('page'));
    const body = (await (await route.fetch()).json()) as Record<string, unknown>;
    await route.fulfill({ json: { ...body, pagination: { page, pageSize: 25, total: 30 } } });
  });
  await page.getByRole('button', { name: 'Cerca' }).click();
  await page.getByText('Pagina 1 di 2').waitFor();
  expect(await page.getByRole('button', { name: 'Pagina prima' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Pagina dopo' }).click();
  await page.getByText('Pagina 2 di 2').waitFor();
  await expectSound(page, 'second page');
  await page.getByRole('button', { name: 'Pagina prima' }).click();
  await page.getByText('Pagina 1 di 2').waitFor();
  await page.unroute('**/api/cases?*');

  await page.getByRole('button', { name: 'Esci', exact: true }).click();
  await page.getByText('Sei uscito.').waitFor();
  await expectSound(page, 'signed out');
  // At the server too.
  await eventually(async () => {
    expect(await sessions.clone().where('id', '>', before).where('status', 'active')).toEqual([]);
  });
  await signIn(page, operator(), 'Non-questa-2026');
  await page.getByText('Nome o password non sono giusti.').waitFor();
  expect(await page.getByLabel('Indirizzo mail o nome utente').inputValue()).toBe(operator());
  await expectSound(page, 'wrong password');
  await page.context().close();
});

test('a page left for fifteen minutes warns, signs out and erases', async () => {
  const context = await world.person();
  await context.clock.install();
  const page = await world.enter(context);
  // The watch begins a frame after the page is there, and on the page's own clock: a leap before it would be no absence.
  await context.clock.runFor('00:01');
  await context.clock.fastForward('14:05');
  await page.getByRole('alertdialog').waitFor();
  await expectSound(page, 'warning');
  await context.clock.fastForward('01:00');
  await page.getByText('Sei uscito.').waitFor();
  await context.close();
});

test('it is served with the same strict headers, and the public pages fetch nothing of it', async () => {
  const [desk, people] = await Promise.all(
    ['/operatori/', '/questionario/'].map((path) => world.api.request<string>('GET', path)),
  );
  expect([desk?.status, people?.status]).toEqual([200, 200]);
  const strict = [
    'content-security-policy',
    'referrer-policy',
    'x-content-type-options',
    'cross-origin-opener-policy',
    'cache-control',
  ];
  for (const name of strict) expect(desk?.headers.get(name)).toBe(people?.headers.get(name));
  expect(desk?.headers.get('set-cookie')).toBeNull();
  expect(people?.body).not.toContain('operatori');
  const worker = await world.api.request<string>('GET', '/questionario/sw.js');
  expect(worker.body).not.toContain('operatori');
});
