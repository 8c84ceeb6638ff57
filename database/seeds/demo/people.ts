import type { Core } from '@strapi/strapi';
import type { Knex } from 'knex';
import type { Person } from '../../../src/domain/network/actor';
import type { Reference } from '../reference/reference';
import { ensureLink, ensureRow } from '../rows';
import { type DemoUser, demoUsers } from './network';
import type { PlaceRow } from './places';

/** A demo user who is in the database, as the rules know them. */
export interface SeededUser {
  readonly user: DemoUser;
  readonly person: Person;
}

/** What people are written with. */
export interface Hiring {
  readonly db: Knex;
  readonly strapi: Core.Strapi;
  readonly password: string;
  readonly reference: Reference;
  readonly places: Readonly<Record<string, PlaceRow>>;
}

/** Writes the invented users, each with the profile of their role. Throws when a role is missing: roles come first. */
export async function seedPeople(hiring: Hiring): Promise<readonly SeededUser[]> {
  const roles = await hiring.db('up_roles').select<{ id: number; type: string }[]>('id', 'type');
  const password = await hashOf(hiring);
  const seeded: SeededUser[] = [];
  for (const user of demoUsers) {
    const role = roles.find((one) => one.type === user.role);
    if (!role) throw new Error(`no role ${user.role}: roles are made before the seeds`);
    const id = await ensureUser(hiring, user, role.id, password);
    seeded.push({ user, person: await ensureProfile(hiring, user, id) });
  }
  return seeded;
}

/**
 * The demo password as users-permissions keeps it, hashed once for everybody because each hash takes a tenth of a second.
 * Where it is another one than is kept, everybody gets it: the password printed at the start is the one that works.
 */
async function hashOf({ db, strapi, password }: Hiring): Promise<string> {
  const emails = demoUsers.map((user) => user.email);
  const service = strapi.plugin('users-permissions').service('user') as PasswordService;
  const [kept, ...others] = await db('up_users').whereIn('email', emails).distinct<{ password: string }[]>('password');
  if (kept && others.length === 0 && (await service.validatePassword(password, kept.password))) return kept.password;
  const { password: hash } = await service.ensureHashedPasswords({ password });
  await db('up_users').whereIn('email', emails).update({ password: hash });
  return hash;
}

/** The two things asked of users-permissions' service. */
interface PasswordService {
  validatePassword(password: string, hash: string): Promise<boolean>;
  ensureHashedPasswords(values: { password: string }): Promise<{ password: string }>;
}

async function ensureUser(
  { db, reference }: Hiring,
  user: DemoUser,
  role_id: number,
  password: string,
): Promise<number> {
  const structure = user.role === 'structure' ? reference.territories[user.territory ?? '']?.structureId : undefined;
  const user_id = await ensureRow(
    db,
    'up_users',
    { email: user.email },
    {
      username: user.email,
      provider: 'local',
      password,
      confirmed: true,
      blocked: false,
      full_name: user.fullName,
      language: user.language,
      structure_id: structure ?? null,
    },
  );
  // A role changed later in the admin stays: one role a user.
  const known = await db('up_users_role_lnk').where({ user_id }).first('id');
  if (!known) await ensureLink(db, 'up_users_role_lnk', { user_id, role_id }, { user_ord: 1 });
  return user_id;
}

async function ensureProfile({ db, reference, places }: Hiring, user: DemoUser, user_id: number): Promise<Person> {
  const territoryId = reference.territories[user.territory ?? '']?.id ?? null;
  const place = places[user.association ?? ''];
  const person = {
    kind: 'person',
    userId: user_id,
    role: user.role,
    language: user.language,
    territoryId,
    associationId: place?.id ?? null,
    operatorId: null,
    consultantId: null,
  } as const;
  switch (user.role) {
    case 'manager':
    case 'operator': {
      const rest = {
        association_id: place?.id ?? null,
        site_id: place?.siteIds[0] ?? null,
        active: user.departed !== true,
        trained_on: user.trainedOn ?? null,
      };
      return { ...person, operatorId: await ensureRow(db, 'operators', { user_id }, rest) };
    }
    case 'consultant': {
      const rest = { territory_id: territoryId, active: true, meeting_link: user.meetingLink ?? null };
      return { ...person, consultantId: await ensureRow(db, 'consultants', { user_id }, rest) };
    }
    case 'referent':
      await ensureRow(db, 'referents', { user_id }, { territory_id: territoryId, active: true, from: '2025-01-07' });
      return person;
    default:
      return person;
  }
}
