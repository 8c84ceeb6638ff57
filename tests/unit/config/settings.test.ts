import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPlatformSettings, readServerSettings, readSettings, settingNames } from '../../../config/settings';

const key = Buffer.alloc(32, 7).toString('base64');
const shared = {
  DATABASE_URL: 'postgresql://inps:secret@127.0.0.1:5432/inps',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  SMTP_URL: 'smtp://localhost:1025',
  MAIL_FROM: 'INPS per tutti <inps-per-tutti@example.org>',
  MASTER_KEY: key,
  INDEX_KEY: key,
};

const folder = mkdtempSync(join(tmpdir(), 'settings-'));
afterAll(() => rmSync(folder, { recursive: true }));
const trust = join(folder, 'trust.pem');
writeFileSync(trust, '-----BEGIN CERTIFICATE-----\n');
const production = {
  ...shared,
  NODE_ENV: 'production',
  PUBLIC_URL: 'https://example.org',
  PEC_MAILBOXES: '[]',
  SIGNING_TRUST: trust,
};
const mailbox = {
  address: 'Programma@PEC.example',
  smtp: 'smtp://u:hush@127.0.0.1:25',
  imap: 'imap://u:hush@[::1]:143',
};
const pec = { ...shared, PEC_MAILBOXES: JSON.stringify([mailbox]), PEC_TRUST: trust };

test('.env.example documents every variable and no other', () => {
  const documented = readFileSync('.env.example', 'utf8').match(/^[A-Z_]+(?==)/gm) ?? [];
  expect([...documented].sort()).toEqual([...settingNames].sort());
});

test('defaults fill what may be left out, and an empty variable counts as left out', () => {
  const settings = readSettings({ ...shared, PORT: '', LOG_LEVEL: '' });
  expect(settings).toMatchObject({ environment: 'development', port: 1337, logLevel: 'info', serveAdmin: true });
  expect(settings.publicUrl).toBe('http://localhost:1337');
  expect(settings.vault.master).toHaveLength(32);
  expect(readPlatformSettings({ POSTGRES_PORT: '5555' }).POSTGRES_PORT).toBe(5555);
});

test('one error names every variable that is missing or malformed, and repeats no value', () => {
  const read = () =>
    readServerSettings({ ...shared, DATABASE_URL: undefined, PORT: 'secret-port', MASTER_KEY: 'c2hvcnQ=' });
  expect(read).toThrow(/DATABASE_URL is missing/);
  expect(read).toThrow(/PORT is malformed/);
  expect(read).toThrow(/MASTER_KEY is malformed/);
  expect(read).toThrow(/APP_KEYS is missing/);
  expect(read).not.toThrow(/secret-port|c2hvcnQ=/);
});

test.each(['smtp://mail.example.org', 'smtp://10.0.0.1:25', 'smtps://127.0.0.1.example.org'])(
  'outside production mail to %s is refused',
  (SMTP_URL) => {
    expect(() => readSettings({ ...shared, SMTP_URL })).toThrow(/SMTP_URL must point to a mail sink/);
    expect(() => readSettings({ ...shared, NODE_ENV: 'test', SMTP_URL })).toThrow(/SMTP_URL/);
    expect(readSettings({ ...production, SMTP_URL }).mail.url).toBe(SMTP_URL);
  },
);

test.each(['smtp://localhost:1025', 'smtp://127.0.0.1:1025', 'smtp://127.9.9.9', 'smtp://[::1]:1025'])(
  'the sink at %s is accepted',
  (SMTP_URL) => {
    expect(readSettings({ ...shared, SMTP_URL }).mail.url).toBe(SMTP_URL);
  },
);

test('production takes no demo data and wants its public address', () => {
  expect(() => readSettings({ ...production, DEMO: 'true', DEMO_PASSWORD: 'password' })).toThrow(/DEMO must be false/);
  expect(() => readSettings({ ...production, PUBLIC_URL: undefined })).toThrow(/PUBLIC_URL is missing/);
});

test('an API key never travels without TLS', () => {
  expect(() => readSettings({ ...shared, TEMPORAL_API_KEY: 'key' })).toThrow(/TEMPORAL_TLS/);
});

test('mailboxes of certified mail are read with what their signatures go back to', () => {
  expect(readSettings(shared).pec).toEqual({ mailboxes: [], trust: '' });
  expect(readSettings(pec).pec).toEqual({
    mailboxes: [{ ...mailbox, address: 'programma@pec.example' }],
    trust: '-----BEGIN CERTIFICATE-----\n',
  });
});

test.each([
  ['no array', '{}'],
  ['no JSON', 'hush'],
  ['no address', JSON.stringify([{ ...mailbox, address: 'hush' }])],
  ['another protocol', JSON.stringify([{ ...mailbox, imap: 'http://u:hush@127.0.0.1' }])],
  ['one address twice', JSON.stringify([mailbox, { ...mailbox, address: 'programma@pec.example' }])],
])('mailboxes with %s are malformed, and no password is repeated', (_what, PEC_MAILBOXES) => {
  const read = () => readSettings({ ...pec, PEC_MAILBOXES });
  expect(read).toThrow(/PEC_MAILBOXES is malformed: must be a JSON array/);
  expect(read).not.toThrow(/hush/);
});

test('outside production certified mail stays on this machine', () => {
  for (const change of [{ smtp: 'smtps://mail.example.org' }, { imap: 'imaps://mail.example.org' }]) {
    const PEC_MAILBOXES = JSON.stringify([{ ...mailbox, ...change }]);
    expect(() => readSettings({ ...pec, PEC_MAILBOXES })).toThrow(/PEC_MAILBOXES must be on a provider/);
    expect(readSettings({ ...production, PEC_MAILBOXES, PEC_TRUST: trust }).pec.mailboxes).toHaveLength(1);
  }
});

test('production names the certificates that signatures of agreements go back to', () => {
  expect(() => readSettings({ ...production, SIGNING_TRUST: undefined })).toThrow(/SIGNING_TRUST is missing/);
  expect(() => readSettings({ ...production, SIGNING_TRUST: join(folder, 'none.pem') })).toThrow(/SIGNING_TRUST names/);
  expect(readSettings(production).signing.trust).toContain('BEGIN CERTIFICATE');
  expect(readSettings({ ...production, SIGNING_TRUST: 'none' }).signing.trust).toBe('');
});

test('production says whether it has certified mail; a mailbox needs its store, which must be there', () => {
  expect(() => readSettings({ ...production, PEC_MAILBOXES: undefined })).toThrow(/PEC_MAILBOXES is missing/);
  expect(readSettings(production).pec.mailboxes).toEqual([]);
  expect(() => readSettings({ ...pec, PEC_TRUST: undefined })).toThrow(/PEC_TRUST is missing/);
  expect(() => readSettings({ ...pec, PEC_TRUST: join(folder, 'none.pem') })).toThrow(/cannot be read/);
  expect(() =>
    readSettings({ ...pec, PEC_TRUST: __filename.replace('settings.test.ts', '../http/input.test.ts') }),
  ).toThrow(/without a certificate/);
});
