import { type Api, startApi } from '../support/api';

let api: Api;
beforeAll(async () => {
  api = await startApi();
});
afterAll(() => api?.stop());
test('starts', async () => {
  expect(await api.db('questionnaire_versions').pluck('number')).toEqual([1]);
});
