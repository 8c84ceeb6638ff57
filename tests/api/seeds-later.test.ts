import { seed } from '../../database/seeds/seed';
import { verifyJournal } from '../../src/journal/verify';
import { type Api, journalOf, startApi } from '../support/api';

/** Past the last day of the framework agreement of 2024, 14 March 2027. */
const LATER = Date.parse('2028-06-05T09:00:00Z');

let api: Api;
beforeAll(async () => {
  api = await startApi();
  const demo = { password: 'Prova-2026-prova' };
  await seed({ db: api.db, journal: journalOf(api), strapi: api.strapi, demo, now: LATER });
});
afterAll(() => api?.stop());

test('once the framework of 2024 is over, a new demo goes on under one of its own', async () => {
  const rows = await api
    .db('agreements as a')
    .join('framework_agreements as f', 'f.id', 'a.framework_id')
    .whereLike('a.document_id', 'demo-%')
    .whereIn('a.status', ['active', 'renewal-window'])
    .select('f.code', api.db.raw('a.ends_on <= f.ends_on as within'));
  expect(rows).toEqual(Array.from({ length: 7 }, () => ({ code: 'accordo-quadro-di-prova', within: true })));
  const cases = await api.db('cases').where({ open: true }).count().first();
  expect(Number(cases?.['count'])).toBeGreaterThan(10);
  expect((await verifyJournal(journalOf(api))).firstBreak).toBeNull();
});
