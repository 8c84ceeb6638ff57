import { FRAMEWORK_COMMANDS, type FrameworkCommandName } from '../../../src/domain/framework/commands';
import { mayOnFramework } from '../../../src/domain/framework/may';
import { FRAMEWORK_STAGES } from '../../../src/domain/framework/stages';
import { ACTORS, type ActorName } from '../../support/domain/actors';
import { frameworkIn } from '../../support/framework/framework-in';
import { FrameworkStory } from '../../support/framework/framework-story';
import { COLUMNS, type Column, PROCEDURE } from './procedure';

const NAMES = Object.keys(FRAMEWORK_COMMANDS) as FrameworkCommandName[];
const LETTERS: readonly (readonly [letter: string, actor: ActorName])[] = [
  ['d', 'directorate'],
  ['x', 'system'],
];
const NOBODY = (Object.keys(ACTORS) as ActorName[]).filter((name) => name !== 'directorate' && name !== 'system');

const STORIES = Object.fromEntries(
  COLUMNS.map((column) => [column, column === 'new' ? new FrameworkStory() : frameworkIn(column)]),
) as Record<Column, FrameworkStory>;

/** The rule by which the table itself refuses a command, if it does. */
function tableRefusal(name: FrameworkCommandName, column: Column, by: ActorName): 'not-yours' | 'stage' | undefined {
  const rule = STORIES[column].refusal(name, {}, { by });
  return rule === 'not-yours' || rule === 'stage' ? rule : undefined;
}

function drawn(): string {
  const line = (first: string, cells: readonly string[]): string =>
    (first.padEnd(23) + cells.map((cell) => cell.padEnd(5)).join('')).trimEnd();
  const rows = NAMES.map((name) =>
    line(
      name,
      COLUMNS.map(
        (column) =>
          LETTERS.filter(([, actor]) => tableRefusal(name, column, actor) === undefined)
            .map(([letter]) => letter)
            .join('') || '.',
      ),
    ),
  );
  return `\n${[PROCEDURE.split('\n')[1], ...rows].join('\n')}\n`;
}

test('the columns are every stage, in its order', () => {
  expect(COLUMNS).toEqual(['new', ...FRAMEWORK_STAGES]);
  for (const stage of FRAMEWORK_STAGES) expect(STORIES[stage].state.stage).toBe(stage);
});

test('the rules are the written procedure', () => expect(drawn()).toBe(PROCEDURE));

describe.each(NAMES)('%s', (name) => {
  test('nobody but the central directorate and the platform gives it, and each only its own', () => {
    const row = PROCEDURE.split('\n').find((one) => one.startsWith(`${name} `)) ?? '';
    const giver = /[dx]/.exec(row.slice(23))?.[0];
    for (const column of COLUMNS) {
      for (const actor of NOBODY)
        expect([column, actor, tableRefusal(name, column, actor)]).toEqual([column, actor, 'not-yours']);
      for (const [letter, actor] of LETTERS.filter(([one]) => one !== giver))
        expect([letter, tableRefusal(name, column, actor)]).toEqual([letter, 'not-yours']);
    }
  });

  test('it is never offered where the table refuses it', () => {
    for (const column of COLUMNS) {
      for (const actor of [...LETTERS.map(([, one]) => one), ...NOBODY]) {
        if (!mayOnFramework(ACTORS[actor], STORIES[column].state).includes(name)) continue;
        expect([column, actor, tableRefusal(name, column, actor)]).toEqual([column, actor, undefined]);
      }
    }
  });
});
