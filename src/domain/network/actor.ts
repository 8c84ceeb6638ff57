/** The roles people sign in with (users-permissions role types), from the two messages. */
export const ROLES = [
  'directorate',
  'communication',
  'structure',
  'referent',
  'consultant',
  'manager',
  'operator',
] as const;
export type Role = (typeof ROLES)[number];

/** A signed-in person with the places their profile gives them. Ids are row ids. */
export interface Person {
  readonly kind: 'person';
  readonly userId: number;
  readonly role: Role;
  readonly language: 'it' | 'en';
  /** The territory of a structure's staff, a referent or a consultant; of the association for its people. */
  readonly territoryId: number | null;
  readonly associationId: number | null;
  readonly operatorId: number | null;
  readonly consultantId: number | null;
}

/** The platform itself, acting through a process's agenda. */
export interface System {
  readonly kind: 'system';
  /** Which part of the platform: `follow` for the loop. */
  readonly part: string;
}

export type Actor = Person | System;

/** The platform acting through the follow loop. */
export const FOLLOW: System = { kind: 'system', part: 'follow' };

/** The platform acting on certified mail that came in. */
export const PEC: System = { kind: 'system', part: 'pec' };

/** The central directorate, nobody in particular, of no account: who acted before the platform, or would in a rehearsal. */
export const DIRECTORATE: Person = {
  kind: 'person',
  userId: 0,
  role: 'directorate',
  language: 'it',
  territoryId: null,
  associationId: null,
  operatorId: null,
  consultantId: null,
};

/** The name under which an actor is written in the journal: `user:7` or `system:follow`. */
export function actorId(actor: Actor): string {
  return actor.kind === 'person' ? `user:${actor.userId}` : `system:${actor.part}`;
}
