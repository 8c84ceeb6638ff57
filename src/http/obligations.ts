import { z } from 'zod';
import { AGREEMENT_SUBJECTS } from '../domain/deadline/subjects';
import { message } from '../domain/messages/message';
import { named } from './cases/view-schema';
import { languageOf } from './context';
import { endpoint } from './endpoint';
import { numberInUrl, paging } from './input';
import { pageOf, readPage } from './page';
import { allOf, seenOf, when } from './scope';

const instant = z.iso.datetime();
const STATES = ['owed', 'fulfilled', 'waived', 'ended'] as const;
const DEBTORS = ['structure', 'municipality', 'association', 'party', 'directorate'] as const;

const obligationRow = z.object({
  id: z.string(),
  kind: z.enum(AGREEMENT_SUBJECTS),
  what: z
    .string()
    .meta({ description: 'What is owed, in words: of the commitment, or of the kind in the reader’s language.' }),
  debtor: z.object({ kind: z.enum(DEBTORS), id: z.int().nullable(), name: z.string().nullable() }),
  territory: named.nullable(),
  agreement: z.object({ id: z.string(), title: z.string() }).nullable(),
  framework: z.object({ id: z.string(), title: z.string() }).nullable(),
  since: instant,
  dueAt: instant.nullable(),
  state: z.enum(STATES),
  settledOn: z.iso.date().nullable(),
  source: z.string(),
});

const at = (column: string): string => `${column} at time zone 'UTC'`;

/** The one ledger of who owes what by when (adempimenti). */
export const listObligations = endpoint(
  {
    name: 'list',
    method: 'GET',
    path: '/obligations',
    summary: 'Who owes what by when, as far as the person asking sees it; what is due first comes first',
    status: 200,
    query: z.strictObject({
      ...paging,
      kind: z.enum(AGREEMENT_SUBJECTS).optional(),
      state: z.enum(STATES).optional(),
      debtor: z.enum(DEBTORS).optional(),
      territory: numberInUrl.optional(),
      due: z.literal('overdue').optional(),
    }),
    answer: pageOf(obligationRow),
    errors: ['unauthenticated', 'forbidden'],
  },
  async ({ strapi, query, ctx }, { actor }) => {
    const page = await readPage<z.output<typeof obligationRow>>(
      strapi.db.connection,
      {
        select: `o.document_id as id, o.kind, coalesce(o.what, '') as what, o.status as state, o.source,
          ${at('o.since')} as since, ${at('o.due_at')} as "dueAt", o.settled_on::text as "settledOn",
          json_build_object('kind', o.debtor_kind,
            'id', coalesce(o.structure_id, o.municipality_id, o.association_id, o.party_id),
            'name', coalesce(s.name, m.name, n.name, p.name)) as debtor,
          case when t.id is null then null else json_build_object('id', t.id, 'name', t.name) end as territory,
          case when a.id is null then null else json_build_object('id', a.document_id, 'title', a.title) end as agreement,
          case when f.id is null then null else json_build_object('id', f.document_id, 'title', f.title) end as framework`,
        from: `obligations o left join structures s on s.id = o.structure_id
          left join municipalities m on m.id = o.municipality_id left join associations n on n.id = o.association_id
          left join parties p on p.id = o.party_id left join territories t on t.id = o.territory_id
          left join agreements a on a.id = o.agreement_id left join framework_agreements f on f.id = o.framework_id`,
        where: allOf([
          seenOf(actor, { territory: 'o.territory_id = ?', association: 'o.association_id = ?' }),
          when(query.kind, 'o.kind = ?'),
          when(query.state, 'o.status = ?'),
          when(query.debtor, 'o.debtor_kind = ?'),
          when(query.territory, 'o.territory_id = ?'),
          query.due && { sql: `o.status = 'owed' and o.due_at < now() at time zone 'UTC'`, bindings: [] },
        ]),
        order: `o.status <> 'owed', o.due_at asc nulls last, o.id`,
      },
      query,
    );
    const ofKind = (kind: (typeof AGREEMENT_SUBJECTS)[number]): string => message(languageOf(ctx), `subject.${kind}`);
    return { ...page, data: page.data.map((one) => ({ ...one, what: one.what || ofKind(one.kind) })) };
  },
);
