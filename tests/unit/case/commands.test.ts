import { COMMAND_DATA, COMMAND_NAMES, type CommandName } from '../../../src/domain/case/commands';
import { RULES, SOURCES } from '../../../src/domain/case/rules';
import { personalKind } from '../../../src/domain/personal';

/** Every field whose value a rule never sees, by command: a new one shows here as a line. */
const PERSONAL = {
  'record-consent': { beneficiary: 'beneficiary' },
  'complete-screening': { answers: 'answers' },
  'cancel-consult': { reason: 'reason' },
  'hold-consult': { summary: 'summary' },
  'record-need': { note: 'note' },
  'record-intervention': { note: 'note' },
  'add-note': { note: 'note' },
  refer: { note: 'note' },
  'decline-referral': { reason: 'reason' },
  close: { reason: 'reason' },
  withdraw: { reason: 'reason' },
  'resolve-without-claim': { reason: 'reason' },
  'choose-no-claim': { reason: 'reason' },
  reopen: { reason: 'reason' },
};

test('personal fields are sealed before rules see them', () => {
  const found = COMMAND_NAMES.flatMap((name) => {
    const fields = Object.entries(COMMAND_DATA[name].shape).flatMap(([field, schema]) => {
      const kind = personalKind(schema);
      return kind ? [[field, kind]] : [];
    });
    return fields.length === 0 ? [] : [[name, Object.fromEntries(fields)]];
  });
  expect(Object.fromEntries(found)).toEqual(PERSONAL);
});

test.each(COMMAND_NAMES)('%s takes no field it does not know, and cites its source', (name) => {
  const result = COMMAND_DATA[name].safeParse({ invented: true });
  expect(result.error?.issues.map((issue) => issue.code)).toContain('unrecognized_keys');
  expect(SOURCES[RULES[name].source]).toBeTruthy();
});

const reads = (name: CommandName, data: unknown): boolean => COMMAND_DATA[name].safeParse(data).success;
const base = { start: '2026-03-10T10:00:00+01:00', siteId: 1 };

test('a time is an instant with its offset, read as milliseconds', () => {
  const read = COMMAND_DATA['book-consult'].parse(base);
  expect(read).toMatchObject({ start: Date.UTC(2026, 2, 10, 9), interpreterLanguage: null });
  expect(reads('book-consult', { ...base, start: '2026-03-10T10:00:00' })).toBe(false);
});

test.each<[string, CommandName, unknown, boolean]>([
  ['a locator with its dash', 'open-case', { way: 'public', siteId: 1, locator: '7H3K-99QX' }, true],
  ['a locator without its dash', 'open-case', { way: 'public', siteId: 1, locator: '7H3K99QX' }, true],
  ['a whole printed code: it is a key', 'open-case', { way: 'public', siteId: 1, locator: '7H3K-99QX-42KD' }, false],
  ['a locator with letters easily mistaken', 'open-case', { way: 'public', siteId: 1, locator: '7H3K-9OQX' }, false],
  ['an amount in cents', 'record-outcome', outcome({ amount: 499.99 }), true],
  ['an amount finer than cents', 'record-outcome', outcome({ amount: 499.999 }), false],
  ['an outcome nobody knows', 'record-outcome', outcome({ outcome: 'lost' }), false],
  ['a day that is none', 'record-outcome', outcome({ decidedOn: '2026-02-30' }), false],
  ['a protocol as offices write it', 'submit-claim', filing('INPS.7000.01/01/2026.0000001'), true],
  ['a protocol of several words', 'submit-claim', filing('DOMUS 3930512345678'), true],
  ['a protocol with spaces around it', 'submit-claim', filing('  INPS.2026.0001 '), true],
  ['a protocol of spaces', 'submit-claim', filing('     '), false],
  ['a protocol of signs', 'submit-claim', filing('. / 1 -'), false],
  ['a protocol without a digit', 'submit-claim', filing('Nome Inventato'), false],
  ['a protocol that is a codice fiscale', 'submit-claim', filing('RSSMRA80A01H501U'), false],
  ['a protocol with a codice fiscale in it', 'submit-claim', filing('INPS.2026.rssmra80a01h501u'), false],
  ['a protocol with a codice fiscale in pieces', 'submit-claim', filing('RSSMRA 80A01 H501U'), false],
  ['a protocol of another alphabet', 'submit-claim', filing('протокол 12'), false],
  ['a note of spaces', 'add-note', { note: '   ' }, false],
  ['a language as a code', 'request-consult', { interpreterLanguage: 'ar' }, true],
  ['a language in words', 'request-consult', { interpreterLanguage: 'arabo' }, false],
  ['a policy subject nobody knows', 'repolicy', { subjects: ['moon'] }, false],
])('%s', (_name, command, data, good) => expect(reads(command, data)).toBe(good));

function filing(protocol: string): Record<string, unknown> {
  return { claim: 1, filedBy: 'person', protocol, submittedOn: '2026-03-10' };
}

function outcome(change: Record<string, unknown>): Record<string, unknown> {
  return { claim: 1, outcome: 'granted', decidedOn: '2026-03-10', amount: 500, ...change };
}
