import { z } from 'zod';
import { COMMAND_DATA } from '../../../src/domain/case/commands';
import { namesSomebody } from '../../../src/domain/identity/fiscal-code';
import { isMessageKey } from '../../../src/domain/messages/message';
import { ApiError, STATUS } from '../../../src/http/errors';
import { idempotencyKey, ifMatch, paging, read } from '../../../src/http/input';

function faultsOf(schema: z.ZodType, given: unknown) {
  try {
    read(schema, given);
  } catch (error) {
    return (error as ApiError).detail;
  }
  throw new Error('it was accepted');
}

test('names the first field at fault by its path, and tells of all', () => {
  const { field, faults = [] } = faultsOf(COMMAND_DATA['record-consent'], {
    noticeId: 'x',
    purposes: { 'case-handling': true },
    signer: 'nobody',
    extra: 1,
    beneficiary: { givenName: '', familyName: 'Prova', fiscalCode: 'XX' },
  });
  expect(field).toBe('noticeId');
  expect(faults.map((fault) => [fault.field, fault.key])).toEqual([
    ['noticeId', 'invalid.type'],
    ['purposes.reporting', 'invalid.required'],
    ['purposes.further-contact', 'invalid.required'],
    ['signer', 'invalid.choice'],
    ['beneficiary.givenName', 'invalid.required'],
    ['beneficiary.fiscalCode', 'fiscal-code.length'],
    ['extra', 'invalid.unknown-field'],
  ]);
  for (const { key } of faults) expect(isMessageKey(key)).toBe(true);
});

test('never repeats what was sent', () => {
  const detail = faultsOf(COMMAND_DATA['add-note'], { note: { secret: 'Mario' } });
  expect(JSON.stringify(detail)).not.toContain('Mario');
});

test('says what is true of the bounds', () => {
  const { faults } = faultsOf(COMMAND_DATA['open-case'], { way: 'operator', siteId: 0 });
  expect(faults).toEqual([{ field: 'siteId', key: 'invalid.too-small', values: { min: 1 } }]);
  const wide = faultsOf(COMMAND_DATA['open-case'], { way: 'operator', siteId: 2_147_483_648 });
  expect(wide.faults).toEqual([{ field: 'siteId', key: 'invalid.too-big', values: { max: 2_147_483_647 } }]);
  const half = faultsOf(COMMAND_DATA['open-case'], { way: 'operator', siteId: 1.5 });
  expect(half.faults).toEqual([{ field: 'siteId', key: 'invalid.whole-number', values: {} }]);
  const none = faultsOf(COMMAND_DATA.repolicy, { subjects: [] });
  expect(none.faults).toEqual([{ field: 'subjects', key: 'invalid.too-few', values: { min: 1 } }]);
});

test('answers to a questionnaire have their bounds', () => {
  const screening = (answers: unknown) => ({ questionnaireVersionId: 1, source: 'operator', results: {}, answers });
  const field = (answers: unknown) => faultsOf(COMMAND_DATA['complete-screening'], screening(answers)).field;
  const member = { age: 8, disabled: false, note: null };
  const good = {
    age: 40,
    home: 'x'.repeat(500),
    rent: true,
    unknown: null,
    languages: ['it', 'ar'],
    household: [member],
  };
  expect(() => read(COMMAND_DATA['complete-screening'], screening(good))).not.toThrow();
  const many = Object.fromEntries(Array.from({ length: 201 }, (_, i) => [`q${i}`, 1]));
  expect(field(many)).toBe('answers');
  expect(field({ a: 'x'.repeat(501) })).toBe('answers.a');
  expect(field({ a: Array(51).fill(1) })).toBe('answers.a');
  expect(field({ a: { nested: 1 } })).toBe('answers.a');
  expect(field({ a: [{ deep: [1] }] })).toBe('answers.a');
  expect(field({ a: [[1]] })).toBe('answers.a');
});

test('a protocol number is nothing else, and a date has a year of ours', () => {
  const claim = { claim: 1, filedBy: 'person', protocol: 'INPS.7000.01/01/2026-0000001', submittedOn: '2026-03-10' };
  expect(() => read(COMMAND_DATA['submit-claim'], claim)).not.toThrow();
  expect(faultsOf(COMMAND_DATA['submit-claim'], { ...claim, protocol: 'prova@prova.example' }).field).toBe('protocol');
  const old = faultsOf(COMMAND_DATA['submit-claim'], { ...claim, submittedOn: '0000-01-01' });
  expect(old.faults?.map(({ field, key }) => [field, key])).toEqual([['submittedOn', 'invalid.date']]);
});

test('U+0000 is found wherever it is', () => {
  const any = z.unknown();
  expect(faultsOf(any, { a: [{ b: 'x\u0000' }] }).field).toBe('a.0.b');
  expect(faultsOf(any, { a: { 'x\u0000': 1 } }).field).toBe('a');
  expect(faultsOf(any, '\u0000').field).toBe('body');
});

test.each(['XXXYYY57H12F205D', 'case-xxxyyy57h12f205d.1'])('an id that names somebody is refused: %s', (id) => {
  expect(namesSomebody(id)).toBe(true);
  expect(() => read(idempotencyKey, id)).toThrow(ApiError);
});

test('other ids are taken', () => {
  for (const id of ['journey-0001', '3f2b8c1e-9d47-4a6b-8f10-123456789012', 'XXXYYY57H12F205A']) {
    expect(read(idempotencyKey, id)).toBe(id);
  }
});

test('reads pages with their bounds', () => {
  expect(read(z.strictObject(paging), {})).toEqual({ page: 1, pageSize: 25 });
  expect(read(z.strictObject(paging), { page: '3', pageSize: '100' })).toEqual({ page: 3, pageSize: 100 });
  for (const given of [{ page: '0' }, { pageSize: '101' }, { page: '-1' }, { page: '1e3' }, { page: ['1', '2'] }]) {
    expect(() => read(z.strictObject(paging), given)).toThrow(ApiError);
  }
});

test.each(['7', '"7"', 'W/"7"'])('reads the version from If-Match: %s', (given) => {
  expect(read(ifMatch, given)).toBe(7);
});

test('every code has its sentence', () => {
  for (const code of Object.keys(STATUS)) expect([code, isMessageKey(`error.${code}`)]).toEqual([code, true]);
});

test('what is too deep to be anything of ours is refused, not followed', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  const { field, faults } = faultsOf(COMMAND_DATA['open-case'], { way: 'operator', siteId: deep });
  expect([field, faults]).toEqual(['siteId', [{ field: 'siteId', key: 'invalid.format', values: {} }]]);
});
