import { z } from 'zod';
import type { Role } from '../../src/domain/network/actor';
import { demoUsers } from '../platform/demo-users';
import { Failure } from '../platform/failure';
import { Client, HttpFailure, type Server } from './client';

const meShape = z.object({
  name: z.string(),
  territory: z.object({ id: z.int(), name: z.string().nullable() }).nullable(),
  siteId: z.int().nullable(),
  consultantId: z.int().nullable(),
});

/** A demo user signed in, with what the platform says of them. */
export interface Player {
  readonly client: Client;
  readonly email: string;
  readonly me: z.output<typeof meShape>;
}

/** Who plays the journey: an operator, the consultants who could help in their territory, its referents. */
export interface Cast {
  readonly operator: Player;
  readonly consultants: readonly Player[];
  readonly referents: readonly Player[];
}

/** Signs the demo's people in: the first operator, and INPS's people of the same territory. @throws Failure */
export async function signInCast(server: Server, password: string): Promise<Cast> {
  const [first] = emailsOf('operator');
  if (first === undefined) throw new Failure('database/seeds/demo-users.json names no operator: nobody can play.');
  const operator = await signIn(server, first, password);
  const neighbours = async (role: Role) => {
    const players: Player[] = [];
    for (const email of emailsOf(role)) players.push(await signIn(server, email, password));
    return players.filter(({ me }) => me.territory?.id === operator.me.territory?.id);
  };
  return { operator, consultants: await neighbours('consultant'), referents: await neighbours('referent') };
}

const emailsOf = (role: Role): string[] => demoUsers().flatMap((user) => (user.role === role ? [user.email] : []));

/** Signs somebody of the demo in. @throws Failure */
export async function signIn(server: Server, email: string, password: string): Promise<Player> {
  try {
    const client = await Client.signIn(server, email, password);
    const { data } = await client.get<{ data: unknown }>('/api/me');
    return { client, email, me: meShape.parse(data) };
  } catch (error) {
    if (!(error instanceof HttpFailure)) throw error;
    throw new Failure(
      `${email} could not sign in with the demo password (${error.message}): does the demo exist here?`,
    );
  }
}
