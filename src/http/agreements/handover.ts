import { z } from 'zod';
import { scopeOf } from '../../domain/network/scope';
import { named } from '../cases/view-schema';
import { endpoint } from '../endpoint';
import { byId, paging } from '../input';
import { pageOf, readPage } from '../page';
import { allOf, casesSeen } from '../scope';
import { seenAgreement } from './view';

const instant = z.iso.datetime();
const handoverRow = z.object({
  id: z.string(),
  code: z.string(),
  stage: z.string(),
  dueAt: instant.nullable(),
  openedAt: instant,
  association: named,
  operator: named.nullable(),
});

/**
 * Open cases of associations bound by an agreement that ended, or that left it, which no other agreement in force covers: they are followed
 * to their end or referred, but no new one can be opened (a rule of our own on the end of an agreement). Only cases the
 * person sees, and nothing of their persons.
 */
export const listHandover = endpoint(
  {
    name: 'handover',
    method: 'GET',
    path: '/agreements/:id/handover',
    summary: 'The open cases to be handed over, now that the agreement they were opened under has ended',
    status: 200,
    params: byId,
    query: z.strictObject(paging),
    answer: pageOf(handoverRow),
    errors: ['unauthenticated', 'forbidden', 'not-found'],
  },
  async ({ strapi, params, query }, { actor }) => {
    await seenAgreement(strapi, actor, params.id);
    return readPage<z.output<typeof handoverRow>>(
      strapi.db.connection,
      {
        select: `c.document_id as id, c.code, c.stage, c.due_at at time zone 'UTC' as "dueAt",
          c.opened_at at time zone 'UTC' as "openedAt", json_build_object('id', n.id, 'name', n.name) as association,
          case when o.id is null then null else json_build_object('id', o.id, 'name', u.full_name) end as operator`,
        from: `cases c join associations n on n.id = c.association_id left join operators o on o.id = c.operator_id
          left join up_users u on u.id = o.user_id`,
        where: allOf([
          casesSeen(scopeOf(actor), 'own'),
          { sql: 'c.open', bindings: [] },
          {
            sql: `exists (select 1 from agreements a join agreement_members m on m.agreement_id = a.id
                    where a.document_id = ? and (a.closed_at is not null or m.left_on is not null) and m.association_id = c.association_id
                      and a.territory_id = c.territory_id)`,
            bindings: [params.id],
          },
          {
            sql: `not exists (select 1 from agreements a join agreement_members m on m.agreement_id = a.id
                    where m.association_id = c.association_id and m.left_on is null and a.territory_id = c.territory_id
                      and a.status in ('active', 'renewal-window', 'renewed'))`,
            bindings: [],
          },
        ]),
        order: 'c.due_at asc nulls last, c.opened_at, c.id',
      },
      query,
    );
  },
);
