import { randomUUID } from 'node:crypto';
import type { Knex } from 'knex';
import type { Person, Role } from '../../src/domain/network/actor';
import { makeAgreement } from './agreement-in-force';

/** A small invented territory with people of every role, for tests that need somebody to act. */
export interface Network {
  readonly territoryId: number;
  readonly associationId: number;
  readonly siteId: number;
  readonly operator: Person;
  readonly manager: Person;
  readonly consultant: Person;
  readonly referent: Person;
  readonly structure: Person;
  readonly directorate: Person;
  /** Addresses, as the inbox sees them. */
  readonly email: Readonly<
    Record<'operator' | 'manager' | 'consultant' | 'referent' | 'structure' | 'directorate', string>
  >;
}

type Values = Readonly<Record<string, string | number | boolean | null | Date>>;

/** Inserts a row the way Strapi would have, and gives its id. */
export async function insertRow(db: Knex, table: string, values: Values): Promise<number> {
  const at = new Date();
  const [row] = await db(table)
    .insert({
      document_id: randomUUID().replaceAll('-', '').slice(0, 24),
      created_at: at,
      updated_at: at,
      published_at: at,
      ...values,
    })
    .returning<{ id: number }[]>('id');
  if (!row) throw new Error(`nothing inserted into ${table}`);
  return row.id;
}

/** A user with a role, `<name>@prova.example`; the row's id. */
export async function insertUser(db: Knex, role: Role, name: string, structureId: number | null): Promise<number> {
  const userId = await insertRow(db, 'up_users', {
    username: `${name}@prova.example`,
    email: `${name}@prova.example`,
    provider: 'local',
    confirmed: true,
    blocked: false,
    full_name: `Prova ${name}`,
    language: 'it',
    structure_id: structureId,
  });
  const found = await db('up_roles').where({ type: role }).first<{ id: number } | undefined>('id');
  const roleId = found?.id ?? (await insertRow(db, 'up_roles', { name: role, type: role, description: role }));
  await db('up_users_role_lnk').insert({ user_id: userId, role_id: roleId });
  return userId;
}

/** Writes rows of a process as its journal would: with the mark without which their tables refuse. */
export function byJournal(db: Knex, write: (trx: Knex.Transaction) => Promise<void>): Promise<void> {
  return db.transaction(async (trx) => {
    await trx.raw(`select set_config('inps.journal', 'on', true)`);
    await write(trx);
  });
}

/** Makes the network in a database with Strapi's tables. `label` keeps several of them apart. */
export async function makeNetwork(db: Knex, label = 'uno'): Promise<Network> {
  const territoryId = await insertRow(db, 'territories', {
    name: `Ambito di prova ${label}`,
    code: `prova-${label}`,
    region: 'Lazio',
    metropolitan_area: 'Roma',
    patron_day: '06-29',
    pilot: false,
  });
  const structureId = await insertRow(db, 'structures', {
    name: `Struttura di prova ${label}`,
    territory_id: territoryId,
    email: `struttura-${label}@prova.example`,
  });
  const associationId = await insertRow(db, 'associations', {
    name: `Associazione di prova ${label}`,
    territory_id: territoryId,
    email: `associazione-${label}@prova.example`,
    active: true,
  });
  const siteId = await insertRow(db, 'sites', {
    name: `Sede di prova ${label}`,
    address: 'Via della Prova 1',
    association_id: associationId,
    territory_id: territoryId,
    active: true,
  });
  const user = (role: Role) => insertUser(db, role, `${role}-${label}`, role === 'structure' ? structureId : null);
  const place = { territory_id: territoryId, active: true };
  const member = { association_id: associationId, site_id: siteId, active: true, trained_on: '2024-02-01' };

  const operatorUser = await user('operator');
  const operatorId = await insertRow(db, 'operators', { user_id: operatorUser, ...member });
  const managerUser = await user('manager');
  const managerId = await insertRow(db, 'operators', { user_id: managerUser, ...member });
  const consultantUser = await user('consultant');
  const link = `https://riunioni.prova.example/${label}`;
  const consultantId = await insertRow(db, 'consultants', { user_id: consultantUser, ...place, meeting_link: link });
  const referentUser = await user('referent');
  await insertRow(db, 'referents', { user_id: referentUser, ...place, from: '2024-01-01' });
  const structureUser = await user('structure');
  const directorateUser = await user('directorate');

  const person = (role: Role, userId: number, more: Partial<Person> = {}): Person => ({
    kind: 'person',
    userId,
    role,
    language: 'it',
    territoryId: role === 'directorate' ? null : territoryId,
    associationId: null,
    operatorId: null,
    consultantId: null,
    ...more,
  });
  const email = (role: Role) => `${role}-${label}@prova.example`;
  const structure = person('structure', structureUser);
  const directorate = person('directorate', directorateUser);
  await makeAgreement(db, {
    label,
    structureId,
    with: { kind: 'association', id: associationId },
    structure,
    directorate,
  });
  return {
    territoryId,
    associationId,
    siteId,
    operator: person('operator', operatorUser, { associationId, operatorId }),
    manager: person('manager', managerUser, { associationId, operatorId: managerId }),
    consultant: person('consultant', consultantUser, { consultantId }),
    referent: person('referent', referentUser),
    structure,
    directorate,
    email: {
      operator: email('operator'),
      manager: email('manager'),
      consultant: email('consultant'),
      referent: email('referent'),
      structure: email('structure'),
      directorate: email('directorate'),
    },
  };
}

/** An availability of a consultant from one hour to another, in half-hour slots. */
export function makeAvailability(db: Knex, consultantId: number, from: number, to: number): Promise<number> {
  return insertRow(db, 'availabilities', {
    consultant_id: consultantId,
    starts_at: new Date(from),
    ends_at: new Date(to),
    slot_minutes: 30,
  });
}
