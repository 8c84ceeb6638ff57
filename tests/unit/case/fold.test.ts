import fc from 'fast-check';
import { caseAgenda } from '../../../src/domain/case/agenda';
import { foldCase } from '../../../src/domain/case/fold';
import { caseProcess } from '../../../src/domain/case/process';
import { caseRows } from '../../../src/domain/case/rows';
import { caseIn } from '../../support/domain/case-in';
import type { CaseEntry } from '../../support/domain/case-story';
import { ENTRY_TYPES } from '../../support/domain/entry-types';
import { HISTORIES } from '../../support/domain/histories';

const ENTRIES = Object.values(HISTORIES).flatMap((tell) => tell().entries);

test('the histories hold every type of entry', () => {
  expect(ENTRY_TYPES.filter((type) => !ENTRIES.some((entry) => entry.type === type))).toEqual([]);
});

test('no order, gap or repetition of entries is ever rejected (invariant 9)', () => {
  const unknown = { type: 'of-a-later-release', data: { stage: 'opened' } };
  const any = fc.oneof(
    { arbitrary: fc.constantFrom(...ENTRIES), weight: 9 },
    {
      arbitrary: fc.constantFrom(...ENTRIES).map((one) => ({ ...one, ...unknown }) as unknown as CaseEntry),
      weight: 1,
    },
  );
  fc.assert(
    fc.property(fc.array(any, { maxLength: 40, size: 'max' }), (entries) => {
      const state = foldCase('case/any', entries);
      caseRows(state);
      caseAgenda(state, { assigneeActive: false });
    }),
    { numRuns: 500 },
  );
});

test('every beginning of a history is a state of its own', () => {
  for (const tell of Object.values(HISTORIES)) {
    const { stream, entries } = tell();
    entries.forEach((entry, index) => {
      const state = foldCase(stream, entries.slice(0, index + 1));
      expect([state.version, state.lastAt]).toEqual([entry.version, entry.at]);
    });
  }
});

test('a type of a later release counts as a change, and changes nothing else', () => {
  const story = caseIn('screened');
  const last = story.entries.at(-1);
  const later = { ...last, version: 4, type: 'of-a-later-release', data: {} } as unknown as CaseEntry;
  const state = foldCase(story.stream, [...story.entries, later]);
  expect(state).toEqual({ ...story.state, version: 4, settledVersion: 4 });
});

test('the process speaks of its stream by its own name', () => {
  expect(foldCase('case/abc', []).id).toBe('abc');
  expect([caseProcess.name, caseProcess.schemaOf('opened')]).toEqual(['case', 1]);
  expect([caseProcess.over(caseIn('opened').state), caseProcess.over(caseIn('lapsed').state)]).toEqual([false, true]);
});
