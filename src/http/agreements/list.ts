import type { Knex } from 'knex';
import { z } from 'zod';
import { AGREEMENT_STAGES } from '../../domain/agreement/stages';
import type { Person } from '../../domain/network/actor';
import { named } from '../cases/view-schema';
import { numberInUrl, paging } from '../input';
import { type Page, readPage } from '../page';
import { agreementsSeen, allOf, type Condition, when } from '../scope';

const yes = z.literal('true');
/** How the register may be narrowed; the same for a page and for its export. */
const narrowed = {
  /** Words of the title or of a signatory’s name, or a protocol number. */
  q: z.string().trim().min(2).max(80).optional(),
  stage: z.enum(AGREEMENT_STAGES).optional(),
  kind: z.enum(['local', 'protocol-2019']).optional(),
  territory: numberInUrl.optional(),
  framework: numberInUrl.optional(),
  association: numberInUrl.optional(),
  due: z.enum(['overdue']).optional(),
  attention: yes.optional(),
  open: z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .optional(),
};
export const agreementFilters = z.strictObject({ ...paging, ...narrowed });
export const exportFilters = z.strictObject({ ...narrowed, format: z.enum(['csv', 'xlsx']) });
type Filters = Omit<z.output<typeof agreementFilters>, 'page' | 'pageSize'>;

const instant = z.iso.datetime();
const day = z.iso.date();

/** An agreement in the register. */
export const agreementRow = z.object({
  id: z.string(),
  title: z.string(),
  kind: z.enum(['local', 'protocol-2019']),
  stage: z.enum(AGREEMENT_STAGES),
  stageSince: instant.nullable(),
  owed: z.boolean().meta({ description: 'The programme obliges the structure to it.' }),
  protocol: z.string().nullable(),
  signedOn: day.nullable(),
  startsOn: day.nullable(),
  endsOn: day.nullable(),
  renewals: z.int(),
  deviations: z.int(),
  dueAt: instant.nullable(),
  nextAt: instant.nullable().meta({ description: 'When something happens next, by itself or because it is due.' }),
  next: z.string().nullable(),
  attention: z.boolean().meta({ description: 'A message failed, or an answer waits to be looked at.' }),
  territory: named,
  structure: named,
  framework: named.nullable(),
  associations: z.array(named),
  municipalities: z.array(named),
});
export type AgreementRow = z.output<typeof agreementRow>;

const at = (column: string): string => `${column} at time zone 'UTC'`;
const pair = (table: string, name = 'name'): string => `json_build_object('id', ${table}.id, 'name', ${table}.${name})`;
const members = (kind: 'association' | 'municipality', table: string): string =>
  `coalesce((select json_agg(${pair('x')} order by x.name) from agreement_members m join ${table} x on x.id = m.${kind}_id
     where m.agreement_id = a.id and m.left_on is null), '[]'::json)`;

const SELECT = `a.document_id as id, a.title, a.kind, a.status as stage, ${at('a.stage_since')} as "stageSince", a.owed,
  a.protocol, a.signed_on::text as "signedOn", a.starts_on::text as "startsOn", a.ends_on::text as "endsOn", a.renewals,
  a.deviations, ${at('a.due_at')} as "dueAt", ${at('a.next_at')} as "nextAt", a.next_what as next, a.attention,
  ${pair('t')} as territory, ${pair('s')} as structure,
  case when f.id is null then null else ${pair('f', 'title')} end as framework,
  ${members('association', 'associations')} as associations, ${members('municipality', 'municipalities')} as municipalities`;
const FROM = `agreements a join structures s on s.id = a.structure_id join territories t on t.id = s.territory_id
  left join framework_agreements f on f.id = a.framework_id`;
/** What is due first comes first; what is over, last. */
const ORDER = 'a.closed_at is not null, a.due_at asc nulls last, a.next_at asc nulls last, a.title, a.id';

/** Signed, now or once, by a Comune or an association of such a name. */
const SIGNED_BY = `exists (select 1 from agreement_members m left join municipalities c on c.id = m.municipality_id
  left join associations n on n.id = m.association_id where m.agreement_id = a.id and coalesce(c.name, n.name) ilike ?)`;

/** A person's words as a pattern: what they typed, anywhere. */
const anywhere = (text: string): string => `%${text.replace(/[\\%_]/g, (one) => `\\${one}`)}%`;

function where(actor: Person, filters: Filters): Condition {
  const { q } = filters;
  return allOf([
    agreementsSeen(actor),
    q === undefined
      ? undefined
      : {
          sql: `(a.title ilike ? or a.protocol ilike ? or ${SIGNED_BY})`,
          bindings: [anywhere(q), anywhere(q), anywhere(q)],
        },
    when(filters.stage, 'a.status = ?'),
    when(filters.kind, 'a.kind = ?'),
    when(filters.territory, 'a.territory_id = ?'),
    when(filters.framework, 'a.framework_id = ?'),
    when(
      filters.association,
      'exists (select 1 from agreement_members m where m.agreement_id = a.id and m.association_id = ?)',
    ),
    filters.due && { sql: `a.due_at < now() at time zone 'UTC'`, bindings: [] },
    filters.attention && { sql: 'a.attention', bindings: [] },
    filters.open === undefined
      ? undefined
      : { sql: filters.open ? 'a.closed_at is null' : 'a.closed_at is not null', bindings: [] },
  ]);
}

/** A page of the agreements a person sees. */
export function listAgreements(
  db: Knex,
  actor: Person,
  { page, pageSize, ...filters }: z.output<typeof agreementFilters>,
): Promise<Page<AgreementRow>> {
  return readPage<AgreementRow>(
    db,
    { select: SELECT, from: FROM, where: where(actor, filters), order: ORDER },
    { page, pageSize },
  );
}

/** All the agreements a person sees that the filters leave, for an export: the register is some hundred rows. */
export async function allAgreements(db: Knex, actor: Person, filters: Filters): Promise<readonly AgreementRow[]> {
  const condition = where(actor, filters);
  const { rows } = await db.raw<{ rows: AgreementRow[] }>(
    `select ${SELECT} from ${FROM} where ${condition.sql} order by ${ORDER} limit 10000`,
    [...condition.bindings] as (string | number | Date)[],
  );
  return rows;
}

/** True when there is such an agreement and the person sees it. */
export async function seesAgreement(db: Knex, actor: Person, id: string): Promise<boolean> {
  const { sql, bindings } = agreementsSeen(actor);
  const { rows } = await db.raw<{ rows: unknown[] }>(`select 1 from agreements a where a.document_id = ? and ${sql}`, [
    id,
    ...(bindings as number[]),
  ]);
  return rows.length > 0;
}
