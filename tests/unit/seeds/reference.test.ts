import { join } from 'node:path';
import { people } from '../../../database/seeds/demo/cast';
import { demoUsers } from '../../../database/seeds/demo/network';
import { STORIES } from '../../../database/seeds/demo/stories/stories';
import shownUsers from '../../../database/seeds/demo-users.json';
import { benefits } from '../../../database/seeds/reference/benefits';
import { frameworks } from '../../../database/seeds/reference/frameworks';
import { mailTemplates } from '../../../database/seeds/reference/mail-templates';
import { models } from '../../../database/seeds/reference/models';
import { parties } from '../../../database/seeds/reference/parties';
import { policies } from '../../../database/seeds/reference/policies';
import { programme } from '../../../database/seeds/reference/programme';
import { termPolicies } from '../../../database/seeds/reference/term-policies';
import { texts } from '../../../database/seeds/reference/texts';
import { ALL_SUBJECTS } from '../../../src/domain/deadline/subjects';
import { parseFiscalCode } from '../../../src/domain/identity/fiscal-code';
import { ROLES } from '../../../src/domain/network/actor';
import { rome } from '../../support/domain/time';
import { tellInMemory, worldAt } from './in-memory';
import { templateCodes } from './template-codes';

const codes = [...templateCodes(join(__dirname, '../../../src/domain'))].sort();
/** What a notice of the platform carries for each template; `pages` comes with every mail. */
const GIVEN: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(
    ['consult-booked', 'consult-postponed', 'consult-cancelled', 'consult-reminder'].map((code) => [
      code,
      ['code', 'when', 'link'],
    ]),
  ),
  reminder: ['code', 'subject', 'due'],
  escalation: ['code', 'subject', 'due'],
  digest: ['count', 'lines'],
  ...Object.fromEntries(
    Object.entries({
      'agreement-reminder': ['subject', 'due'],
      'agreement-escalation': ['subject', 'due'],
      'agreement-commitment': ['what', 'party', 'dueOn'],
      'agreement-commitment-late': ['what', 'party', 'dueOn'],
      'agreement-to-review': [],
      'agreement-approved': [],
      'agreement-changes': [],
      'agreement-rejected': ['reason'],
      'agreement-review-lapsed': [],
      'agreement-signed': ['protocol'],
      'agreement-returned': ['reason'],
      'agreement-active': ['endsOn'],
      'agreement-window': ['endsOn', 'renewedUntil'],
      'agreement-no-pec': ['parties'],
      'agreement-renewed': ['endsOn'],
      'agreement-ending': ['endsOn'],
      'agreement-ending-with-framework': ['endsOn'],
      'agreement-ended': [],
      'agreement-stopped': [],
      'agreement-left': ['party'],
      'agreement-termination': ['reason', 'endsOn'],
      'agreement-mail-undelivered': [],
      'agreement-transmission': ['protocol', 'signedOn', 'startsOn', 'endsOn'],
      'pec-proposed': ['sender'],
      'dispatch-alarm': ['addresses'],
      'dispatch-failed': ['addresses'],
      'framework-reminder': ['subject', 'due', 'parties'],
      'framework-escalation': ['subject', 'due', 'parties'],
      'framework-window': ['endsOn', 'renewedUntil'],
      'framework-no-pec': ['parties'],
      'framework-no-table': ['parties'],
      'framework-renewed': ['endsOn'],
      'framework-ending': ['endsOn'],
      'framework-ending-told': ['endsOn'],
      'framework-expired': ['endsOn'],
      'framework-terminated': ['endsOn'],
      'framework-mail-undelivered': [],
      'framework-told': ['startsOn', 'endsOn'],
      'framework-told-window': ['endsOn', 'renewedUntil'],
      'framework-told-ending': ['endsOn'],
      'note-request': ['endsOn', 'renewedUntil'],
      'note-chase': ['endsOn'],
      'renewal-note': ['endsOn', 'renewedUntil'],
    }).map(([code, given]) => [code, ['title', ...given]]),
  ),
};

test('the structures are those of message 4144/2020, in its order and words', () => {
  expect(programme.territories.map((one) => one.structure)).toEqual([
    'DCM Milano (Milano)',
    'Piemonte (Torino)',
    'Emilia-Romagna (Bologna)',
    'DCM Roma (Roma)',
    'DCM Napoli (Napoli)',
    'Puglia (Bari)',
    'Sicilia (Catania)',
  ]);
  expect(programme.nominations).toEqual({ to: 'dc.inclusionesocialeeinvaliditacivile@inps.it', by: '2020-11-13' });
});

test('the framework in force runs three years and may be renewed once; what is not known is marked', () => {
  const { signedOn, resolution } = frameworks.at(-1)!;
  const [policy, ...others] = termPolicies.filter(
    ({ validFrom, validTo }) => validFrom <= signedOn && (validTo === null || signedOn <= validTo),
  );
  expect(others).toEqual([]);
  expect(policy).toMatchObject({ termYears: 3, maxRenewals: 1 });
  expect(resolution).toMatch(/Da verificare/);
});

test('the agreement of 4 June 2021 is of resolution 71, for a year, renewable once and for as long', () => {
  const [first] = frameworks;
  expect(first).toMatchObject({ signedOn: '2021-06-04', openedOn: '2021-05-19' });
  expect(first?.resolution).toContain('n. 71 del 19 maggio 2021');
  expect(termPolicies[0]).toMatchObject({ validFrom: '2021-06-04', termYears: 1, maxRenewals: 1 });
});

test('who is written to is invented, and every Party sits at the technical table', () => {
  const addresses = [
    ...parties.flatMap(({ pec, representative }) => [pec, representative.email]),
    ...termPolicies.flatMap(({ central, communication }) => [central.address, communication.address]),
  ];
  expect(addresses.filter((one) => !one?.endsWith('.example'))).toEqual([]);
  expect(parties.map(({ representative }) => representative.fullName.startsWith('Rappresentante Prova'))).toEqual([
    true,
    true,
    true,
    true,
  ]);
});

test('every framework has the model its local agreements are drawn from', () => {
  expect(models.map((one) => one.framework)).toEqual(frameworks.map((one) => one.code));
});

test('every subject of a clock has one policy', () => {
  expect(policies.map((one) => one.subject).sort()).toEqual([...ALL_SUBJECTS].sort());
});

test.each(['it', 'en'] as const)('every template the rules name exists (%s), and no other', (language) => {
  expect(codes.length).toBeGreaterThan(15);
  expect(mailTemplates[language].map((one) => one.code).sort()).toEqual(codes);
});

test.each(['it', 'en'] as const)('templates ask only for what their notices carry (%s)', (language) => {
  for (const { code, variables } of mailTemplates[language]) {
    const given = [...(GIVEN[code] ?? ['code']), 'pages'];
    expect([code, variables.filter((name) => !given.includes(name))]).toEqual([code, []]);
  }
});

test('what is sent to the central directorate names it, and the communication directorate in copy', () => {
  const letter = mailTemplates.it.find((one) => one.code === 'agreement-transmission')?.body.split('\n');
  expect(letter?.slice(0, 3)).toEqual([
    'Alla Direzione centrale Inclusione sociale e invalidità civile',
    'e, per conoscenza,',
    'alla Direzione centrale Organizzazione e comunicazione',
  ]);
});

test('the notices of the whole demo give every variable of their template', () => {
  const now = rome('2026-11-25 11:30');
  const world = worldAt(now);
  for (const { template, variables } of STORIES.flatMap((story) => tellInMemory(world, story, now).notices)) {
    const asked = mailTemplates.it.find((one) => one.code === template)?.variables;
    expect([template, asked?.filter((name) => name !== 'pages' && !(name in variables))]).toEqual([template, []]);
  }
});

test('what people sign exists in both languages', () => {
  const seen = texts.map((one) => `${one.kind} ${one.language}`);
  expect(new Set(seen).size).toBe(6);
});

test('benefit codes are unique, and every measure has a source', () => {
  expect(new Set(benefits.map((one) => one.code)).size).toBe(benefits.length);
  expect(benefits.map((one) => one.code)).toEqual(expect.arrayContaining(['RDC', 'PDC', 'ADI', 'AS', 'AUU']));
});

test('beneficiaries are invented and told apart', () => {
  const names = people.map((one) => `${one.givenName} ${one.familyName}`);
  expect(new Set(names).size).toBe(people.length);
  const fiscalCodes = people.flatMap((one) => one.fiscalCode ?? []);
  expect(new Set(fiscalCodes).size).toBe(fiscalCodes.length);
  for (const code of fiscalCodes) {
    expect(parseFiscalCode(code).ok).toBe(true);
    expect(code).toMatch(/^(00000\d{6}|XXXYYY.{10})$/);
  }
});

test('the users shown at start are users of the demo, at least one a role', () => {
  for (const { role, email } of shownUsers) {
    expect(demoUsers.find((user) => user.email === email)?.role).toBe(role);
  }
  expect(new Set(shownUsers.map((one) => one.role))).toEqual(new Set(ROLES));
  expect(new Set(demoUsers.map((one) => one.email)).size).toBe(demoUsers.length);
  expect(demoUsers.filter((one) => !one.email.endsWith('.example'))).toEqual([]);
});
