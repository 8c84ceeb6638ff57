import type { AgreementCommandName } from '../../../src/domain/agreement/commands';
import { AGREEMENT_COMMAND_NAMES, mayOnAgreement } from '../../../src/domain/agreement/may';
import { RULES, SOURCES, type Standing } from '../../../src/domain/agreement/rules';
import { AGREEMENT_STAGES } from '../../../src/domain/agreement/stages';
import { standingsOf } from '../../../src/domain/agreement/standing';
import { agreementIn } from '../../support/agreement/agreement-in';
import { AgreementStory } from '../../support/agreement/agreement-story';
import { ACTORS, type ActorName } from '../../support/domain/actors';
import { COLUMNS, type Column, PROCEDURE } from './procedure';

/** The letters of the table: a standing, and somebody who stands so. */
const LETTERS: readonly (readonly [letter: string, standing: Standing, actor: ActorName])[] = [
  ['s', 'structure', 'structure'],
  ['d', 'directorate', 'directorate'],
  ['c', 'communication', 'communication'],
  ['x', 'system', 'system'],
];
/** Co-signatories' people among them, and INPS's of the territory who draw up no agreement. */
const NOBODY: readonly ActorName[] = ['operator', 'manager', 'consultant', 'referent', 'targetStructure', 'stranger'];

const STORIES = Object.fromEntries(
  COLUMNS.map((column) => [column, column === 'new' ? new AgreementStory() : agreementIn(column)]),
) as Record<Column, AgreementStory>;

/** The rule by which the table itself refuses a command, if it does. */
function tableRefusal(name: AgreementCommandName, column: Column, actor: ActorName): 'not-yours' | 'stage' | undefined {
  const rule = STORIES[column].refusal(name, {}, { by: actor });
  return rule === 'not-yours' || rule === 'stage' ? rule : undefined;
}

function drawn(): string {
  const line = (first: string, cells: readonly string[]): string =>
    (first.padEnd(30) + cells.map((cell, index) => cell.padEnd(index === 0 ? 4 : 5)).join('')).trimEnd();
  const rows = AGREEMENT_COMMAND_NAMES.map((name) =>
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
  const [, head = ''] = PROCEDURE.split('\n');
  return [head, ...rows].join('\n');
}

test('the columns are every stage, in its order, and the stories are there', () => {
  expect(COLUMNS).toEqual(['new', ...AGREEMENT_STAGES]);
  for (const stage of AGREEMENT_STAGES) expect(STORIES[stage].state.stage).toBe(stage);
});

test('the rules are the written procedure', () => {
  const sorted = (table: string): readonly string[] => table.trim().split('\n').sort();
  expect(sorted(drawn())).toEqual(sorted(PROCEDURE));
});

describe.each(AGREEMENT_COMMAND_NAMES)('%s', (name) => {
  test('who has nothing to do with it may not give it, in any stage', () => {
    for (const stage of AGREEMENT_STAGES) {
      for (const actor of NOBODY) {
        expect([stage, actor, tableRefusal(name, stage, actor)]).toEqual([stage, actor, 'not-yours']);
      }
    }
  });

  test('a refusal says whether it is the person or the stage', () => {
    const givers = new Set(RULES[name].by);
    for (const column of COLUMNS) {
      for (const [, standing, actor] of LETTERS) {
        if (tableRefusal(name, column, actor) === undefined) continue;
        const stands = standingsOf(ACTORS[actor], STORIES[column].state).includes(standing);
        const expected = givers.has(standing) && stands ? 'stage' : 'not-yours';
        expect([column, actor, tableRefusal(name, column, actor)]).toEqual([column, actor, expected]);
      }
    }
  });

  test('it is never offered where the table refuses it', () => {
    for (const column of COLUMNS) {
      for (const actor of [...LETTERS.map(([, , one]) => one), ...NOBODY]) {
        if (!mayOnAgreement(ACTORS[actor], STORIES[column].state).includes(name)) continue;
        expect([column, actor, tableRefusal(name, column, actor)]).toEqual([column, actor, undefined]);
      }
    }
  });

  test('it cites its source', () => expect(SOURCES[RULES[name].source]).toMatch(/\w{6}/));
});
