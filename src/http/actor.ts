import type { Core } from '@strapi/strapi';
import { type Person, ROLES, type Role } from '../domain/network/actor';
import { run } from '../journal/sql';
import { readAccessToken } from './access-token';
import { type Http, type Language, stateOf } from './context';
import { ApiError } from './errors';

/** A signed-in person, with what screens show of them. */
export interface SignedIn {
  readonly actor: Person;
  readonly name: string;
  readonly siteId: number | null;
}

interface Row {
  readonly id: number;
  readonly name: string;
  readonly language: Language;
  readonly blocked: boolean;
  readonly role: string | null;
  readonly operatorId: number | null;
  readonly operatorActive: boolean | null;
  readonly siteId: number | null;
  readonly associationId: number | null;
  readonly associationTerritory: number | null;
  readonly consultantId: number | null;
  readonly consultantTerritory: number | null;
  readonly consultantActive: boolean | null;
  readonly referentTerritory: number | null;
  readonly referentActive: boolean | null;
  readonly structureTerritory: number | null;
}

/**
 * The person behind a session, with role and every profile, in one statement. The session must still be there and be
 * the newest of its family. Its expiry is not asked again: the token's own is shorter, and Strapi writes those columns
 * in the time zone of its process.
 */
const QUERY = `
  select u.id, u.full_name as name, u.language, coalesce(u.blocked, false) as blocked, r.type as role,
    o.id as "operatorId", o.active and a.active as "operatorActive", o.site_id as "siteId",
    a.id as "associationId", a.territory_id as "associationTerritory",
    c.id as "consultantId", c.territory_id as "consultantTerritory", c.active as "consultantActive",
    f.territory_id as "referentTerritory",
    f.active and f."from" <= today.day and (f.until is null or f.until >= today.day) as "referentActive",
    s.territory_id as "structureTerritory"
  from strapi_sessions session
  join up_users u on u.id::text = session.user_id
  cross join (select (now() at time zone 'Europe/Rome')::date as day) today
  left join up_users_role_lnk l on l.user_id = u.id
  left join up_roles r on r.id = l.role_id
  left join operators o on o.user_id = u.id
  left join associations a on a.id = o.association_id
  left join consultants c on c.user_id = u.id
  left join referents f on f.user_id = u.id
  left join structures s on s.id = u.structure_id
  where u.id = ? and session.session_id = ? and session.origin = 'users-permissions' and session.status = 'active'`;

/**
 * Who is asking. Verifies the access token as users-permissions does, then reads the
 * person once a request. Stricter than the plugin's own strategy, which never looks at the session again: signing out,
 * a changed password or a manager's deactivation ends access at once, not when the token expires. And it costs one
 * query instead of five. Throws ApiError `unauthenticated`, or `forbidden` when the profile is inactive or missing.
 */
export async function actorOf(strapi: Core.Strapi, ctx: Http): Promise<SignedIn> {
  const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(ctx.get('authorization'))?.[1];
  if (token === undefined) throw new ApiError('unauthenticated');
  const access = readAccessToken(strapi, token);
  if (!access) throw new ApiError('unauthenticated');
  const { rows } = await run<Row>(strapi.db.connection, QUERY, [access.userId, access.sessionId]);
  const row = rows[0];
  if (!row || row.blocked) throw new ApiError('unauthenticated');
  const state = stateOf(ctx);
  state.userId = row.id;
  state.language = row.language;
  return signedIn(row);
}

/** The person as the rules know them. A profile that a role needs and that is inactive or absent closes the door. */
function signedIn(row: Row): SignedIn {
  const role = ROLES.find((one): one is Role => one === row.role);
  const place = role && placeOf(role, row);
  if (!role || place === undefined) throw new ApiError('forbidden', { key: 'error.no-profile' });
  const association = role === 'operator' || role === 'manager';
  // A referent may hold consults too (message 4144/2020), with a consultant's profile beside.
  const consults = (role === 'consultant' || role === 'referent') && row.consultantActive === true;
  return {
    name: row.name,
    siteId: association ? row.siteId : null,
    actor: {
      kind: 'person',
      userId: row.id,
      role,
      language: row.language,
      territoryId: place,
      associationId: association ? row.associationId : null,
      operatorId: association ? row.operatorId : null,
      consultantId: consults ? row.consultantId : null,
    },
  };
}

/** The territory a role works in; null where it has none; undefined when the profile it needs is not in force. */
function placeOf(role: Role, row: Row): number | null | undefined {
  switch (role) {
    case 'directorate':
    case 'communication':
      return null;
    case 'structure':
      return row.structureTerritory ?? undefined;
    case 'referent':
      return row.referentActive ? (row.referentTerritory ?? undefined) : undefined;
    case 'consultant':
      return row.consultantActive ? (row.consultantTerritory ?? undefined) : undefined;
    case 'manager':
    case 'operator':
      return row.operatorActive ? (row.associationTerritory ?? undefined) : undefined;
  }
}
