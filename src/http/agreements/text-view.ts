import type { Knex } from 'knex';
import type { AgreementState } from '../../domain/agreement/state';
import { compareClause } from '../../domain/agreement-text/compare';
import { fillText } from '../../domain/agreement-text/fill';
import type { Clause, ClauseCheck } from '../../domain/agreement-text/types';
import { readModel, readText } from '../../journal/agreement/texts';
import type { Names } from '../names';
import { iso } from './shared-views';
import type { AgreementView } from './view-schema';

type Precedent = NonNullable<AgreementView['text']>['clauses'][number]['precedents'][number];

/** Where identical clauses were approved: by the hash of their words; for information, never a decision. */
async function precedentsOf(
  db: Knex,
  id: string,
  hashes: readonly string[],
): Promise<ReadonlyMap<string, readonly Precedent[]>> {
  const { rows } = await db.raw<{ rows: (Precedent & { hash: string })[] }>(
    `select c.hash, a.document_id as agreement, a.title, t.name as territory, u.full_name as by,
            c.approved_at at time zone 'UTC' as at
     from approved_clauses c join agreements a on a.id = c.agreement_id join territories t on t.id = a.territory_id
     left join up_users u on u.id = c.approved_by_id
     where c.hash = any(?) and a.document_id <> ? order by c.approved_at desc limit 200`,
    [[...hashes], id] as unknown as string[],
  );
  const found = new Map<string, Precedent[]>();
  for (const { hash, ...row } of rows) {
    const seen = found.get(hash) ?? [];
    found.set(hash, [...seen, { ...row, at: iso(new Date(row.at).getTime()) }]);
  }
  return found;
}

/**
 * The text as the structure writes it and the central directorate reviews it: each clause as it stands to the model, word
 * by word; `inside` INPS also with what was said of it, why it was approved and where the same words were. Null before the first text.
 */
export async function textViewOf(
  db: Knex,
  state: AgreementState,
  { names, inside }: { readonly names: Names; readonly inside: boolean },
): Promise<AgreementView['text']> {
  const saved = state.text;
  if (saved === null || state.model === null) return null;
  const [text, model] = await Promise.all([readText(db, saved.textHash), readModel(db, state.model)]);
  const specific = inside ? saved.conformity.clauses.filter((one) => one.standing !== 'model') : [];
  const comments = inside ? state.comments : [];
  const precedents = await precedentsOf(
    db,
    state.id,
    specific.map((one) => one.hash),
  );
  const byKey = (clauses: readonly Clause[], key: string) => clauses.find((one) => one.key === key) ?? null;
  const clause = (check: ClauseCheck) => {
    const ours = byKey(text.clauses, check.key);
    const theirs = byKey(model.clauses, check.key);
    const shown = ours ?? theirs;
    return {
      ...check,
      body: shown?.body ?? '',
      text: shown ? fillText(text, model, shown.body) : '',
      commitments: (shown?.commitments ?? []).map((one) => ({ ...one })),
      changes: check.standing === 'model' ? null : [...compareClause(ours, theirs, text, model)],
      comments: comments
        .filter((one) => one.clause === check.key)
        .map(({ comment, by, at, textHash }) => ({
          comment,
          by: names('user', Number(by)),
          at: iso(at),
          ofThisText: textHash === saved.textHash,
        })),
      precedents: [...(precedents.get(check.hash) ?? [])],
    };
  };
  const approved = state.approval?.textHash === saved.textHash ? state.approval : null;
  return {
    hash: saved.textHash,
    conform: saved.conformity.conform,
    incoherent: saved.conformity.incoherent,
    approved: approved !== null,
    approvalReason: inside ? (approved?.reason ?? null) : null,
    clauses: saved.conformity.clauses.map(clause),
    variables: Object.fromEntries(
      Object.entries(text.variables).map(([name, value]) => [name, Array.isArray(value) ? [...value] : value]),
    ) as NonNullable<AgreementView['text']>['variables'],
    signatories: saved.signatories.map(({ key, name, private: isPrivate, pec }) => ({
      key,
      name,
      private: isPrivate,
      pec,
    })),
    terms: { ...saved.terms },
  };
}
