import { z } from 'zod';
import { CONSULT_STATUSES } from '../../domain/case/state';
import { scopeOf } from '../../domain/network/scope';
import { named } from '../cases/view-schema';
import { endpoint } from '../endpoint';
import { instantInUrl, numberInUrl, paging } from '../input';
import { pageOf, readPage } from '../page';
import { allOf, type Condition, casesSeen, when } from '../scope';

const filters = z.strictObject({
  ...paging,
  mine: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  territory: numberInUrl.optional(),
  status: z.enum(CONSULT_STATUSES).optional(),
  from: instantInUrl.optional(),
  to: instantInUrl.optional(),
  consultantActive: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
});

const instant = z.iso.datetime();
const consultRow = z.object({
  id: z.string(),
  number: z.int(),
  case: z.object({ id: z.string(), code: z.string() }),
  start: instant,
  end: instant,
  status: z.enum(CONSULT_STATUSES),
  consultant: named,
  consultantActive: z.boolean().meta({ description: 'False when the consultant has left: the consult must be moved.' }),
  site: named,
  interpreterLanguage: z.string().nullable(),
  meetingLink: z.string(),
});

const SELECT = `k.document_id as id, k.number, json_build_object('id', c.document_id, 'code', c.code) as "case",
  k.starts_at at time zone 'UTC' as start, k.ends_at at time zone 'UTC' as "end", k.status,
  json_build_object('id', n.id, 'name', u.full_name) as consultant, n.active as "consultantActive",
  json_build_object('id', s.id, 'name', s.name) as site,
  k.interpreter_language as "interpreterLanguage", k.meeting_link as "meetingLink"`;
const FROM = `consults k join cases c on c.id = k.case_id join consultants n on n.id = k.consultant_id
  join up_users u on u.id = n.user_id join sites s on s.id = k.site_id`;

const UPCOMING: Condition = { sql: `k.ends_at >= now() at time zone 'UTC'`, bindings: [] };

/** A condition on a `timestamp` column in UTC. */
const instantWhen = (at: number | undefined, comparison: string): Condition | undefined =>
  when(at === undefined ? undefined : new Date(at), `${comparison} (?::timestamptz at time zone 'UTC')`);

/** The consults of the cases a person sees; those still to come unless a period is asked for. */
export const listConsults = endpoint(
  {
    name: 'list',
    method: 'GET',
    path: '/consults',
    summary: 'Consults, by default those still to come',
    status: 200,
    query: filters,
    answer: pageOf(consultRow),
    errors: ['unauthenticated', 'forbidden'],
  },
  ({ strapi, query }, { actor }) => {
    // A consultant's own are those they hold; an operator's own, those of the cases they follow.
    const mine: Condition =
      actor.consultantId === null
        ? { sql: 'c.operator_id = ?', bindings: [actor.operatorId ?? 0] }
        : { sql: 'k.consultant_id = ?', bindings: [actor.consultantId] };
    const where = allOf([
      casesSeen(scopeOf(actor)),
      query.mine ? mine : undefined,
      when(query.territory, 'c.territory_id = ?'),
      when(query.status, 'k.status = ?'),
      query.consultantActive === undefined
        ? undefined
        : { sql: query.consultantActive ? 'n.active' : 'not n.active', bindings: [] },
      query.from === undefined && query.to === undefined ? UPCOMING : undefined,
      instantWhen(query.from, 'k.ends_at >='),
      instantWhen(query.to, 'k.starts_at <'),
    ]);
    const listing = { select: SELECT, from: FROM, where, order: 'k.starts_at, k.id' };
    return readPage<z.output<typeof consultRow>>(strapi.db.connection, listing, query);
  },
);
