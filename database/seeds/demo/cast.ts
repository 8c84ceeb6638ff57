import { z } from 'zod';
import { bookedConsult } from '../../../src/domain/case/state';
import { type Identity, identity } from '../../../src/domain/identity/person';
import type { Person } from '../../../src/domain/network/actor';
import peopleData from '../data/people.json';
import type { Scene, Who } from './story';
import { deskOf, type Place, placeOf, type World } from './world';

/** The invented beneficiaries: names nobody has, codes nobody was given. */
export const people: readonly Identity[] = z.array(identity).parse(peopleData);

/** Who sits at the desk: the one who follows the case, else one of its association's operators in turn. */
function operatorOf({ world, place, state, story }: Scene): Person | undefined {
  const everybody = world.places.flatMap((one) => [one.manager, ...one.operators]);
  return (
    everybody.find((one) => one.operatorId === state.operatorId) ??
    place.operators[story.number % place.operators.length]
  );
}

function deskHere({ world, place, state }: Scene): ReturnType<typeof deskOf> {
  const here: Place = state.associationId === 0 ? place : placeOf(world, state.associationId);
  return deskOf(world, here.territory);
}

function find(who: Who, scene: Scene): Person | null | undefined {
  const { world, place, state } = scene;
  switch (who) {
    case 'operator':
      return operatorOf(scene);
    case 'manager':
      return place.manager;
    case 'departed':
      return place.departed;
    case 'consultant':
      return deskHere(scene).consultants.find((one) => one.consultantId === bookedConsult(state)?.consultantId);
    case 'referent':
      return deskHere(scene).referent;
    case 'target':
      return state.referredTo && placeOf(world, state.referredTo.associationId).operators[0];
  }
}

/** The person who gives a line's command. Throws RangeError when the story asks for somebody who is not there. */
export function actorOf(who: Who, scene: Scene): Person {
  const actor = find(who, scene);
  if (!actor) throw new RangeError(`no ${who} in the story ${scene.story.key}`);
  return actor;
}

/** The beneficiary of a story. Throws RangeError when there are fewer people than stories. */
export function personOf(number: number): Identity {
  const person = people[number];
  if (!person) throw new RangeError(`no person number ${number}`);
  return person;
}

/** The place a story begins at. */
export const startOf = (world: World, story: { readonly place: string }): Place => placeOf(world, story.place);
