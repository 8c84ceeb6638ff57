import type { CommandName } from '../../../src/domain/case/commands';
import type { Stage } from '../../../src/domain/case/stages';
import { COLUMNS, PROCEDURE } from '../../unit/case/procedure';
import type { ActorName } from './actors';
import type { Model } from './model';

const rows = new Map(
  PROCEDURE.trim()
    .split('\n')
    .map((row) => row.split(/\s+/))
    .map(([name, ...cells]) => [name, cells]),
);

/** The letters of those who may give a command in a stage, as the written procedure has it; null is a new case. */
export function lettersFor(name: CommandName, stage: Stage | null): string {
  return rows.get(name)?.[COLUMNS.indexOf(stage ?? 'new')] ?? '';
}

/** Whose people the invented actors are, with their letter on that side; an answer to a referral is anybody's of it. */
const SIDES: { readonly [A in ActorName]?: readonly [Model['side'], string] } = {
  operator: ['here', 'o'],
  manager: ['here', 'm'],
  referent: ['here', 'r'],
  structure: ['here', 's'],
  target: ['there', 'o'],
  targetManager: ['there', 'm'],
  targetStructure: ['there', 's'],
};
const ANYWHERE: { readonly [A in ActorName]?: string } = { consultant: 'c', directorate: 'd', system: 'x' };

/** The letters of an actor towards a case; none for those who have nothing to do with it. */
export function lettersOf(actor: ActorName, { side, asked }: Model): string {
  const [own, letter] = SIDES[actor] ?? [null, ''];
  const answers = own !== null && own === asked && letter !== 'r' ? 't' : '';
  return (ANYWHERE[actor] ?? '') + (own === side ? letter : '') + answers;
}
