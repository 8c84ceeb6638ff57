import { execFileSync } from 'node:child_process';
import { inProject } from '../../../scripts/platform/paths';

/** What the audit makes of npm's answers, given one after the other; jest itself can't load the module. */
function audited(answers: readonly unknown[], env: NodeJS.ProcessEnv = {}) {
  const source = `
    const answers = ${JSON.stringify(answers)};
    const rests = [];
    const { audit } = await import('./scripts/audit.mjs');
    const outcome = await audit(async () => answers.shift(), async (ms) => rests.push(ms));
    console.log(JSON.stringify({ ...outcome, rests, left: answers.length }));`;
  const args = ['--input-type=module', '--eval', source];
  const given = { PATH: process.env.PATH, ...env };
  return JSON.parse(execFileSync(process.execPath, args, { cwd: inProject(), env: given, encoding: 'utf8' })) as {
    ok: boolean;
    text: string;
    rests: number[];
    left: number;
  };
}

const silence = { error: { code: 'ENOTFOUND' } };
const clean = { vulnerabilities: {} };
const finding = { severity: 'high', name: 'a-package', title: 'It leaks', url: 'https://example.org/GHSA-test' };

test('a registry that does not answer is asked three times, and then the check fails', () => {
  const { ok, text, rests } = audited([silence, null, silence]);
  expect({ ok, asked: rests.length + 1 }).toEqual({ ok: false, asked: 3 });
  expect(text).toMatch(/DID NOT RUN[\s\S]*AUDIT_OFFLINE=allow/);
});

test('only AUDIT_OFFLINE=allow lets it pass unheard, and loudly', () => {
  const unheard = [silence, silence, silence];
  expect(audited(unheard, { AUDIT_OFFLINE: 'allow' })).toMatchObject({
    ok: true,
    text: expect.stringMatching(/^WARNING: THE AUDIT DID NOT RUN/),
  });
  expect(audited(unheard, { AUDIT_OFFLINE: 'true' }).ok).toBe(false);
});

test('a late answer counts, and a serious finding fails whatever is allowed', () => {
  expect(audited([silence, clean])).toMatchObject({ ok: true, text: '', left: 0 });
  const report = { vulnerabilities: { 'a-package': { via: [finding, 'another'] } } };
  expect(audited([report], { AUDIT_OFFLINE: 'allow' })).toMatchObject({
    ok: false,
    text: expect.stringContaining('high: a-package: It leaks'),
  });
});
