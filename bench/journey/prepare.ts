import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { Client } from '../../scripts/journey/client';
import { type Content, findContent } from '../../tests/support/fixtures';
import { insertRow, makeNetwork, type Network } from '../../tests/support/network';
import type { Stage } from './stage';

/** An operator at work: signed in, at a site, in a territory. */
export interface Desk {
  readonly operator: Client;
  readonly siteId: number;
  readonly territoryId: number;
}

/** A consultant signed in; `id` is the row of their profile. */
export interface Adviser {
  readonly id: number;
  readonly territoryId: number;
  readonly client: Client;
}

/** Everybody a level needs, signed in, and the content their steps refer to. */
export interface People {
  readonly desks: readonly Desk[];
  readonly advisers: readonly Adviser[];
  readonly content: Content;
}

/** How many of what: territories, each with one association, and people in each. */
export interface Size {
  readonly territories: number;
  readonly operatorsEach: number;
  readonly consultantsEach: number;
}

type Unsigned<T extends 'operator' | 'client'> = Omit<T extends 'operator' ? Desk : Adviser, T> & { email: string };

/**
 * Writes an invented network with SQL, as nothing of it is a step of the journey, then signs everybody in through the
 * front door. One password for all: hashing it is slow on purpose, checking it at each sign-in is as slow.
 */
export async function preparePeople({ db, server }: Stage, size: Size): Promise<People> {
  const desks: Unsigned<'operator'>[] = [];
  const advisers: Unsigned<'client'>[] = [];
  for (let number = 1; number <= size.territories; number += 1) {
    const network = await makeNetwork(db, `${number}`);
    const { siteId, territoryId } = network;
    for (let i = 1; i <= size.operatorsEach; i += 1) {
      desks.push({ siteId, territoryId, email: await addOperator(db, network, `operatrice-${number}-${i}`) });
    }
    for (let i = 1; i <= size.consultantsEach; i += 1) {
      advisers.push({ territoryId, ...(await addConsultant(db, network, `consulente-${number}-${i}`)) });
    }
  }
  const password = randomBytes(12).toString('base64url');
  await db.raw('create extension if not exists pgcrypto');
  await db.raw(
    `with one as materialized (select crypt(?, gen_salt('bf', 10)) as hash)
     update up_users set password = one.hash from one`,
    [password],
  );
  const signIn = (email: string) => Client.signIn(server, email, password);
  return {
    desks: await inTurn(desks, async ({ email, ...desk }) => ({ ...desk, operator: await signIn(email) })),
    advisers: await inTurn(advisers, async ({ email, ...one }) => ({ ...one, client: await signIn(email) })),
    content: await findContent(db),
  };
}

async function addOperator(db: Knex, { associationId, siteId }: Network, name: string): Promise<string> {
  const { userId, email } = await addUser(db, 'operator', name);
  const profile = { association_id: associationId, site_id: siteId, active: true, trained_on: '2025-02-10' };
  await insertRow(db, 'operators', { user_id: userId, ...profile });
  return email;
}

/** The network's own consultant publishes nothing and is never chosen; these do, when the diary says so. */
async function addConsultant(db: Knex, { territoryId }: Network, name: string): Promise<{ id: number; email: string }> {
  const { userId, email } = await addUser(db, 'consultant', name);
  const profile = { territory_id: territoryId, active: true, meeting_link: `https://incontri.bench.example/${name}` };
  const id = await insertRow(db, 'consultants', { user_id: userId, ...profile });
  const [starts_at, ends_at] = [new Date('2025-01-07T08:00:00Z'), new Date('2025-01-07T08:15:00Z')];
  await insertRow(db, 'availabilities', { consultant_id: id, starts_at, ends_at, slot_minutes: 15 });
  return { id, email };
}

async function addUser(db: Knex, role: 'operator' | 'consultant', name: string) {
  const email = `${name}@bench.example`;
  const userId = await insertRow(db, 'up_users', {
    username: email,
    email,
    provider: 'local',
    confirmed: true,
    blocked: false,
    full_name: `Prova ${name}`,
    language: 'it',
  });
  const found = await db('up_roles').where({ type: role }).first<{ id: number } | undefined>('id');
  if (!found) throw new Error(`no role ${role}: the server makes them at its start`);
  await db('up_users_role_lnk').insert({ user_id: userId, role_id: found.id });
  return { userId, email };
}

/** Four at a time: signing in is heavy, and nobody measures it here. */
async function inTurn<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  let next = 0;
  const take = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) results[index] = await work(items[index] as T);
  };
  await Promise.all(Array.from({ length: 4 }, take));
  return results;
}
