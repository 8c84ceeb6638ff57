import { join } from 'node:path';
import { mailTemplates } from '../../../../database/seeds/reference/mail-templates';
import { templateFaults } from '../../../../src/admin-config/template-checks';
import { digestProcess } from '../../../../src/domain/digest/process';
import { TEMPLATE_VARIABLES, variablesGiven } from '../../../../src/domain/mail/template-variables';
import { FOLLOW } from '../../../../src/domain/network/actor';
import type { Notice } from '../../../../src/domain/process';
import { compose } from '../../../../src/worker/adapters/compose';
import { AGREEMENT_LIVES } from '../../../support/agreement/histories';
import { HISTORIES } from '../../../support/domain/histories';
import { templateCodes } from '../../seeds/template-codes';

const SENDER = { name: 'INPS per tutti', address: 'prova@prova.example', publicUrl: 'https://prova.example' };
const calendar = { holidays: [] };

function digestNotice(): readonly Notice[] {
  const decision = digestProcess.decide(
    { userId: 1, version: 0, lastAt: 0 },
    { name: 'send-digest', data: {} },
    {
      actor: FOLLOW,
      facts: { calendar, waiting: [{ id: 1, at: 0 }] },
      now: Date.parse('2026-03-02T09:00:00Z'),
    },
  );
  return decision.accepted ? decision.notices : [];
}

const agreements = Object.values(AGREEMENT_LIVES).map((tell) => tell());
const notices = [
  ...Object.values(HISTORIES).flatMap((tell) => tell().notices),
  ...agreements.flatMap((story) => story.notices),
  ...digestNotice(),
];

test('the table has every template the rules name, and no other', () => {
  const codes = templateCodes(join(__dirname, '../../../../src/domain'));
  expect(Object.keys(TEMPLATE_VARIABLES).sort()).toEqual([...codes].sort());
  expect(variablesGiven('constructor')).toBeUndefined();
});

test('the table says exactly what notices give and composing adds', () => {
  for (const { template, variables } of notices) {
    const added = ['pages', ...(template === 'digest' ? ['lines'] : [])];
    const given = [...Object.keys(variables), ...added].sort();
    expect([template, given]).toEqual([template, [...(TEMPLATE_VARIABLES[template] ?? [])].sort()]);
  }
  expect(new Set(notices.map((one) => one.template)).size).toBeGreaterThan(15);
});

test('a message to offices outside gives what its template may use, and no address of our pages', () => {
  const orders = agreements.flatMap(({ state }) => Object.values(state.dispatches).map((one) => one.order));
  expect(new Set(orders.map((one) => one.template))).toEqual(
    new Set(['agreement-transmission', 'note-request', 'renewal-note']),
  );
  for (const { template, variables } of orders)
    expect([template, Object.keys(variables).sort()]).toEqual([
      template,
      [...(TEMPLATE_VARIABLES[template] ?? [])].sort(),
    ]);
});

test('a mail that uses all its template may use can be composed', () => {
  for (const { template, variables } of notices) {
    const body = (TEMPLATE_VARIABLES[template] ?? []).map((name) => `{{${name}}}`).join(' ');
    const text = { subject: 'Prova', body };
    const mail = { language: 'it', template: text, variables, lines: [], calendar: null } as never;
    expect(compose(mail, SENDER, 0).text).not.toMatch(/[{}]/);
  }
});

test.each(['it', 'en'] as const)('the seeded templates pass the editor’s check (%s)', (language) => {
  for (const template of mailTemplates[language]) {
    const after = { ...template, language };
    expect([template.code, templateFaults({ before: null, after }, 'it')]).toEqual([template.code, []]);
  }
});
