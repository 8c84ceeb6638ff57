import fc from 'fast-check';
import { frameworkAgenda } from '../../../src/domain/framework/agenda';
import { foldFramework } from '../../../src/domain/framework/fold';
import { frameworkProcess } from '../../../src/domain/framework/process';
import { frameworkRows } from '../../../src/domain/framework/rows';
import { TEMPLATE_VARIABLES } from '../../../src/domain/mail/template-variables';
import { FRAMEWORK_ENTRY_TYPES } from '../../support/framework/entry-types';
import { frameworkIn } from '../../support/framework/framework-in';
import type { FrameworkEntry } from '../../support/framework/framework-story';
import { FRAMEWORKS } from '../../support/framework/histories';

const STORIES = Object.values(FRAMEWORKS).map((tell) => tell());
const ENTRIES = STORIES.flatMap((story) => story.entries);

test('the histories hold every type of entry', () => {
  expect(FRAMEWORK_ENTRY_TYPES.filter((type) => !ENTRIES.some((entry) => entry.type === type))).toEqual([]);
});

test('no order, gap or repetition of entries is ever rejected (invariant 9)', () => {
  const later = fc
    .constantFrom(...ENTRIES)
    .map((one) => ({ ...one, type: 'of-a-later-release', data: {} }) as unknown as FrameworkEntry);
  const any = fc.oneof({ arbitrary: fc.constantFrom(...ENTRIES), weight: 9 }, { arbitrary: later, weight: 1 });
  fc.assert(
    fc.property(fc.array(any, { maxLength: 40, size: 'max' }), (entries) => {
      const state = foldFramework('framework/any', entries);
      frameworkRows(state);
      frameworkAgenda(state);
    }),
    { numRuns: 500 },
  );
});

test('every beginning of a history is a state of its own', () => {
  for (const { stream, entries } of STORIES) {
    entries.forEach((entry, index) => {
      const state = foldFramework(stream, entries.slice(0, index + 1));
      expect([state.version, state.lastAt]).toEqual([entry.version, entry.at]);
    });
  }
});

test('a type of a later release counts as a change, and changes nothing else', () => {
  const story = frameworkIn('active');
  const version = story.state.version + 1;
  const later = { ...story.entries.at(-1), version, type: 'of-a-later-release', data: {} } as unknown as FrameworkEntry;
  const state = foldFramework(story.stream, [...story.entries, later]);
  expect(state).toEqual({ ...story.state, version, settledVersion: version });
});

test('how a message fares makes nobody’s edit stale (invariant 8)', () => {
  const story = frameworkIn('active');
  const { settledVersion } = story.state;
  story.carry();
  story.give('report-undelivered');
  expect(story.state.version).toBeGreaterThan(settledVersion);
  expect(frameworkProcess.settledVersion(story.state)).toBe(settledVersion);
});

test('the process speaks of its stream by its own name, and is over with its end', () => {
  expect(foldFramework('framework/abc', []).id).toBe('abc');
  expect([frameworkProcess.name, frameworkProcess.schemaOf('renewed')]).toEqual(['framework', 1]);
  const over = (['signing', 'renewed', 'expired', 'terminated'] as const).map((stage) =>
    frameworkProcess.over(frameworkIn(stage).state),
  );
  expect(over).toEqual([false, false, true, true]);
});

test('notices and messages give exactly what their templates may use', () => {
  const notices = STORIES.flatMap((story) => story.notices).map((one) => ({ ...one, added: ['pages'] }));
  const orders = STORIES.flatMap((story) =>
    Object.values(story.state.dispatches).map(({ order }) => ({ ...order, added: [] })),
  );
  for (const { template, variables, added } of [...notices, ...orders])
    expect([template, [...Object.keys(variables), ...added].sort()]).toEqual([
      template,
      [...(TEMPLATE_VARIABLES[template] ?? [])].sort(),
    ]);
  expect(new Set([...notices, ...orders].map((one) => one.template)).size).toBeGreaterThan(11);
});
