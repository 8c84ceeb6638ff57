import fc from 'fast-check';
import { checkTemplate, renderTemplate } from '../../../../src/domain/mail/template';

const good = { subject: 'Caso {{caseCode}}', body: 'Scade il {{due}}: {{due}}.', variables: ['caseCode', 'due'] };

test('a template that declares what it uses has no problems', () => expect(checkTemplate(good)).toEqual([]));

test.each([
  ['unknown', { ...good, body: '{{due}} {{other}}' }, { kind: 'unknown', where: 'body', text: 'other' }],
  ['unused', { ...good, body: 'ok' }, { kind: 'unused', where: 'variables', text: 'due' }],
  ['single braces', { ...good, body: '{{due}} {due}' }, { kind: 'malformed', where: 'body', text: '{due' }],
  ['an open brace', { ...good, subject: '{{caseCode}} {{x' }, { kind: 'malformed', where: 'subject', text: '{{x' }],
  ['spaces within', { ...good, body: '{{due}} {{ due }}' }, { kind: 'malformed', where: 'body', text: '{{ due ' }],
  ['three braces', { ...good, body: '{{{due}}}' }, { kind: 'malformed', where: 'body', text: '{}' }],
  [
    'a name that is none',
    { ...good, variables: ['caseCode', 'due', 'La data'] },
    { kind: 'malformed', where: 'variables', text: 'La data' },
  ],
  ['twice', { ...good, variables: ['caseCode', 'due', 'due'] }, { kind: 'duplicate', where: 'variables', text: 'due' }],
])('%s is a problem', (_name, template, problem) => expect(checkTemplate(template)).toContainEqual(problem));

test('values are put in, whatever they look like', () => {
  expect(renderTemplate(good, { caseCode: '{{due}}', due: '$& $1' })).toEqual({
    subject: 'Caso {{due}}',
    text: 'Scade il $& $1: $& $1.',
  });
  expect(renderTemplate(good, { caseCode: 7, due: 0 }).text).toBe('Scade il 0: 0.');
});

test('a missing value is named', () => {
  expect(() => renderTemplate(good, { caseCode: 'A' })).toThrow(
    new TypeError('no value for the template variable due'),
  );
  const inherited = { subject: '{{toString}}', body: '', variables: ['toString'] };
  expect(() => renderTemplate(inherited, {})).toThrow(TypeError);
});

test('whatever the values, the subject is one line and the body holds them whole', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('\r\n', '\n', '\r', '\u2028', '\u0085', '\0'),
      (value, end) => {
        const mail = renderTemplate(good, { caseCode: `a${value}${end}Bcc: altri@example.invalid`, due: value });
        expect(mail.subject).not.toMatch(/[\r\n\0\u0085\u2028\u2029]/);
        expect(mail.text).toBe(`Scade il ${value}: ${value}.`);
      },
    ),
  );
});
