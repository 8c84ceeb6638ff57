import { fromDatabase, safeToLog } from '../../../src/http/database-errors';

const database = (code: string, more = {}) =>
  Object.assign(new Error(`insert into x values ('Mario Rossi') - failed`), {
    code,
    detail: 'Key (name)=(Mario Rossi) already exists.',
    ...more,
  });

test.each([
  ['23505', 'conflict', 409],
  ['23P01', 'conflict', 409],
  ['23514', 'refused', 422],
  ['23503', 'refused', 422],
  ['IP001', 'refused', 422],
  ['22003', 'malformed', 400],
  ['22008', 'malformed', 400],
  ['22021', 'malformed', 400],
  ['22P02', 'malformed', 400],
  ['57P01', 'unavailable', 503],
  ['ECONNREFUSED', 'unavailable', 503],
])('%s becomes %s', (code, name, status) => {
  const error = fromDatabase(database(code));
  expect([error?.code, error?.status]).toEqual([name, status]);
});

test('an error of ours is not the database’s', () => {
  expect(fromDatabase(new TypeError('no'))).toBeUndefined();
  expect(fromDatabase(database('42601'))).toBeUndefined();
  expect(fromDatabase(null)).toBeUndefined();
});

test('an overlap of availability names its field', () => {
  expect(fromDatabase(database('23P01', { constraint: 'availabilities_no_overlap' }))?.detail).toMatchObject({
    key: 'rule.availability-overlap',
    field: 'start',
  });
});

test('logs neither rows nor bindings', () => {
  const logged = safeToLog(database('42601', { table: 'x' }));
  expect(JSON.stringify(logged)).not.toContain('Mario');
  expect(logged).toMatchObject({ code: '42601', table: 'x' });
  expect(safeToLog(new TypeError('no such thing'))['reason']).toBe('no such thing');
  expect(JSON.stringify(safeToLog(new SyntaxError('Unexpected token, "Mario" is not JSON')))).not.toContain('Mario');
  expect(safeToLog('Mario Rossi')).toEqual({ error: 'string' });
});
