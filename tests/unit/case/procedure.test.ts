import { COMMAND_NAMES, type CommandName } from '../../../src/domain/case/commands';
import { mayOnCase } from '../../../src/domain/case/may';
import type { Standing } from '../../../src/domain/case/rules';
import { STAGES } from '../../../src/domain/case/stages';
import { standingsOf } from '../../../src/domain/case/standing';
import type { CaseState } from '../../../src/domain/case/state';
import { ACTORS, type ActorName, CONSULTANT } from '../../support/domain/actors';
import { caseIn } from '../../support/domain/case-in';
import { CaseStory } from '../../support/domain/case-story';
import { COLUMNS, type Column, PROCEDURE } from './procedure';

/** The letters of the table: a standing, and somebody who stands so. */
const LETTERS: readonly (readonly [letter: string, standing: Standing, actor: ActorName])[] = [
  ['o', 'operator', 'operator'],
  ['m', 'manager', 'manager'],
  ['c', 'consultant', 'consultant'],
  ['r', 'referent', 'referent'],
  ['s', 'structure', 'structure'],
  ['d', 'directorate', 'directorate'],
  ['t', 'target', 'targetStructure'],
  ['x', 'system', 'system'],
];
const NOBODY: readonly ActorName[] = ['stranger', 'strangerConsultant', 'strangerReferent', 'communication'];

/** A consult nobody came to, long ago, so that its consultant stands towards a case of any stage. */
function withConsultant(state: CaseState): CaseState {
  const held = caseIn('consult-held').state.consults[0];
  return held && state.stage !== null && state.consults.length === 0
    ? { ...state, consults: [{ ...held, status: 'no-show', consultantId: CONSULTANT }] }
    : state;
}

const CASES = Object.fromEntries(
  COLUMNS.map((column) => {
    const story = column === 'new' ? new CaseStory() : caseIn(column);
    story.state = withConsultant(story.state);
    return [column, story];
  }),
) as Record<Column, CaseStory>;

/** The rule by which the table itself refuses a command, if it does. */
function tableRefusal(name: CommandName, column: Column, actor: ActorName): 'not-yours' | 'stage' | undefined {
  const rule = CASES[column].refusal(name, {}, { by: actor });
  return rule === 'not-yours' || rule === 'stage' ? rule : undefined;
}

function drawn(): string {
  const line = (first: string, cells: readonly string[]): string =>
    (first.padEnd(22) + cells.map((cell) => cell.padEnd(5)).join('')).trimEnd();
  const rows = COMMAND_NAMES.map((name) =>
    line(
      name,
      COLUMNS.map(
        (column) =>
          LETTERS.filter(([, , actor]) => tableRefusal(name, column, actor) === undefined)
            .map(([letter]) => letter)
            .join('') || '.',
      ),
    ),
  );
  return `\n${[PROCEDURE.split('\n')[1], ...rows].join('\n')}\n`;
}

const written = new Map(
  PROCEDURE.trim()
    .split('\n')
    .map((row) => row.split(/\s+/))
    .map(([name, ...cells]) => [name, cells]),
);

test('the columns are every stage, in its order', () => {
  expect(COLUMNS).toEqual(['new', ...STAGES]);
  for (const stage of STAGES) expect(CASES[stage].state.stage).toBe(stage);
});

test('the rules are the written procedure', () => expect(drawn()).toBe(PROCEDURE));

describe.each(COMMAND_NAMES)('%s', (name) => {
  const cells = written.get(name) ?? [];
  const givers = new Set(cells.join(''));

  test('a refusal says whether it is the person or the stage', () => {
    for (const [index, column] of COLUMNS.entries()) {
      for (const [letter, standing, actor] of LETTERS) {
        if (cells[index]?.includes(letter)) continue;
        const stands = standingsOf(ACTORS[actor], CASES[column].state).includes(standing);
        const expected = givers.has(letter) && stands ? 'stage' : 'not-yours';
        expect([column, actor, tableRefusal(name, column, actor)]).toEqual([column, actor, expected]);
      }
    }
  });

  test('who has nothing to do with the case may not give it', () => {
    for (const stage of STAGES) {
      for (const actor of NOBODY) {
        expect([stage, actor, tableRefusal(name, stage, actor)]).toEqual([stage, actor, 'not-yours']);
      }
    }
  });

  test('it is never offered where the table refuses it', () => {
    for (const column of COLUMNS) {
      for (const actor of [...LETTERS.map(([, , one]) => one), ...NOBODY]) {
        if (!mayOnCase(ACTORS[actor], CASES[column].state).includes(name)) continue;
        expect([column, actor, tableRefusal(name, column, actor)]).toEqual([column, actor, undefined]);
      }
    }
  });
});

test.each(['target', 'targetManager', 'targetStructure'] as const)('a referral may be answered by %s', (actor) => {
  expect(mayOnCase(ACTORS[actor], CASES.referred.state)).toEqual(['accept-referral', 'decline-referral']);
});

test('a case moving within one territory has its structure on both sides', () => {
  const { state } = CASES.referred;
  const within = { ...state, referredTo: { territoryId: state.territoryId, associationId: 11, siteId: 101 } };
  expect(standingsOf(ACTORS.structure, within)).toEqual(['structure', 'target']);
});
