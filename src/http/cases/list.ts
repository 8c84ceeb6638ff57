import type { Knex } from 'knex';
import { z } from 'zod';
import { STAGES, type Stage } from '../../domain/case/stages';
import { actorId, type Person } from '../../domain/network/actor';
import { scopeOf } from '../../domain/network/scope';
import type { Journal } from '../../journal/types';
import { ApiError } from '../errors';
import { numberInUrl, paging } from '../input';
import { type Page, type Paging, readPage } from '../page';
import { allOf, type Condition, casesSeen, when } from '../scope';
import { named } from './view-schema';

/** How a list of cases may be narrowed. A case is looked for here by its code only: a person is never in an address. */
export const caseFilters = z.strictObject({
  ...paging,
  mine: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  due: z.enum(['today', 'overdue']).optional(),
  stage: z.enum(STAGES).optional(),
  open: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
  attention: z.literal('true').optional(),
  territory: numberInUrl.optional(),
  association: numberInUrl.optional(),
  q: z.string().trim().min(4).max(40).optional(),
});
type Filters = z.output<typeof caseFilters>;

const instant = z.iso.datetime();

/** A case in a list: nothing of the person. */
export const caseRow = z.object({
  id: z.string(),
  code: z.string(),
  way: z.enum(['public', 'operator']),
  stage: z.enum(STAGES),
  stageSince: instant,
  open: z.boolean(),
  dueAt: instant.nullable(),
  lapseAt: instant.nullable(),
  paused: z.boolean(),
  attention: z.boolean().meta({ description: 'A mail about it could not be delivered.' }),
  claimState: z.string().nullable(),
  openedAt: instant,
  closedAt: instant.nullable(),
  territory: named,
  association: named,
  site: named,
  operator: named.nullable(),
});
type CaseRow = z.output<typeof caseRow>;

/** Strapi keeps instants in `timestamp` columns, in UTC: they are read so, whatever the session's time zone. */
const at = (column: string): string => `${column} at time zone 'UTC'`;
const pair = (table: string): string => `json_build_object('id', ${table}.id, 'name', ${table}.name)`;

const SELECT = `c.document_id as id, c.code, c.way, c.stage, ${at('c.stage_since')} as "stageSince", c.open,
  ${at('c.due_at')} as "dueAt", ${at('c.lapse_at')} as "lapseAt", c.paused, c.attention, c.claim_state as "claimState",
  ${at('c.opened_at')} as "openedAt", ${at('c.closed_at')} as "closedAt",
  ${pair('t')} as territory, ${pair('a')} as association, ${pair('s')} as site,
  case when o.id is null then null else json_build_object('id', o.id, 'name', u.full_name) end as operator`;
const FROM = `cases c join territories t on t.id = c.territory_id join associations a on a.id = c.association_id
  join sites s on s.id = c.site_id left join operators o on o.id = c.operator_id left join up_users u on u.id = o.user_id`;

/** Rome's midnight, `days` from today, as the columns hold instants. */
const midnight = (days: number): string =>
  `((date_trunc('day', now() at time zone 'Europe/Rome') + interval '${days} day') at time zone 'Europe/Rome') at time zone 'UTC'`;

const DUE: Readonly<Record<'today' | 'overdue', Condition>> = {
  today: { sql: `c.open and c.due_at >= ${midnight(0)} and c.due_at < ${midnight(1)}`, bindings: [] },
  overdue: { sql: `c.open and c.due_at < now() at time zone 'UTC'`, bindings: [] },
};

/** A person's own cases: those they follow, or those they hold a consult of. */
function own(actor: Person): Condition {
  if (actor.operatorId !== null) return { sql: 'c.operator_id = ?', bindings: [actor.operatorId] };
  if (actor.consultantId !== null) return casesSeen({ kind: 'consultant', consultantId: actor.consultantId });
  return { sql: 'false', bindings: [] };
}

/** A code as typed: dashes and small letters forgiven. */
const asCode = (text: string): string => text.replaceAll('-', '').toUpperCase();

/** A page of the cases a person sees, narrowed; what is due first comes first. */
export function listCases(db: Knex, actor: Person, filters: Filters): Promise<Page<CaseRow>> {
  const where = allOf([
    casesSeen(scopeOf(actor)),
    filters.mine ? own(actor) : undefined,
    filters.due && DUE[filters.due],
    when<Stage>(filters.stage, 'c.stage = ?'),
    filters.open === undefined ? undefined : { sql: filters.open ? 'c.open' : 'not c.open', bindings: [] },
    filters.attention && { sql: 'c.attention', bindings: [] },
    when(filters.territory, 'c.territory_id = ?'),
    when(filters.association, 'c.association_id = ?'),
    when(filters.q && asCode(filters.q), 'c.code = ?'),
  ]);
  return pageOfCases(db, where, filters);
}

/** Who may look for a person: those who help one. The others would learn who is known to the programme. */
const SEARCHERS: readonly Person['role'][] = ['operator', 'manager', 'referent', 'consultant'];

/**
 * The cases of a person, by codice fiscale or by the surname last typed on the case, through keyed hashes: nothing is
 * opened, and only cases of one's own are found, not those a referral merely offers. Whether somebody is known to the programme is personal too:
 * who asked goes to the access log first, with a fingerprint of the codice fiscale, or else of the surname, in place of
 * the beneficiary. Throws ApiError `forbidden`, or `malformed` for a surname without a letter.
 */
export async function searchCases(
  { db, vault }: Journal,
  { actor, correlation }: { readonly actor: Person; readonly correlation: string },
  asked: Paging & { readonly fiscalCode?: string | undefined; readonly familyName?: string | undefined },
): Promise<Page<CaseRow>> {
  if (!SEARCHERS.includes(actor.role)) throw new ApiError('forbidden');
  const indexed = (
    kind: 'fiscal-code' | 'family-name',
    value: string | undefined,
    field: string,
  ): string | undefined => {
    try {
      return value === undefined ? undefined : vault.index(kind, value);
    } catch {
      throw new ApiError('malformed', { field, faults: [{ field, key: 'invalid.format', values: {} }] });
    }
  };
  const byCode = indexed('fiscal-code', asked.fiscalCode, 'fiscalCode');
  const byName = indexed('family-name', asked.familyName, 'familyName');
  await db('access_log').insert({
    actor: actorId(actor),
    beneficiary: vault.fingerprint(['search', byCode ?? byName]),
    what: byCode === undefined ? 'family-name' : 'fiscal-code',
    purpose: 'search',
    correlation,
  });
  const person = allOf([when(byCode, 'b.fiscal_code_index = ?'), when(byName, 'c.family_name_index = ?')]);
  const found: Condition = {
    sql: `exists (select 1 from beneficiaries b where b.id = c.beneficiary_id and b.erased_at is null and ${person.sql})`,
    bindings: person.bindings,
  };
  return pageOfCases(db, allOf([casesSeen(scopeOf(actor), 'own'), found]), asked);
}

function pageOfCases(db: Knex, where: Condition, asked: Paging): Promise<Page<CaseRow>> {
  const order = 'c.open desc, c.due_at asc nulls last, c.opened_at desc, c.id desc';
  return readPage<CaseRow>(db, { select: SELECT, from: FROM, where, order }, asked);
}
