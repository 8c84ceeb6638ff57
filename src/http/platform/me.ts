import { z } from 'zod';
import { ROLES } from '../../domain/network/actor';
import { scopeOf } from '../../domain/network/scope';
import { named } from '../cases/view-schema';
import { endpoint } from '../endpoint';
import { namesOf } from '../names';

/** Who is signed in, as the screens need it. */
export const me = endpoint(
  {
    name: 'me',
    method: 'GET',
    path: '/me',
    summary: 'The person signed in: role, language, and which rows they see',
    status: 200,
    answer: z.object({
      data: z.object({
        userId: z.int(),
        name: z.string(),
        role: z.enum(ROLES),
        language: z.enum(['it', 'en']),
        scope: z.enum(['all', 'territory', 'association', 'consultant', 'none']),
        territory: named.nullable(),
        association: named.nullable(),
        siteId: z.int().nullable(),
        operatorId: z.int().nullable(),
        consultantId: z.int().nullable(),
      }),
    }),
    errors: ['unauthenticated', 'forbidden'],
  },
  async ({ strapi }, { actor, name, siteId }) => {
    const { territoryId, associationId } = actor;
    const names = await namesOf(strapi.db.connection, {
      territory: territoryId === null ? [] : [territoryId],
      association: associationId === null ? [] : [associationId],
    });
    return {
      data: {
        userId: actor.userId,
        name,
        role: actor.role,
        language: actor.language,
        scope: scopeOf(actor).kind,
        territory: territoryId === null ? null : { id: territoryId, name: names('territory', territoryId) },
        association: associationId === null ? null : { id: associationId, name: names('association', associationId) },
        siteId,
        operatorId: actor.operatorId,
        consultantId: actor.consultantId,
      },
    };
  },
);
