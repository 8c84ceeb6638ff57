import type { Knex } from 'knex';
import type { TermPolicy } from '../domain/agreement/state';
import type { DeadlinePolicy } from '../domain/deadline/clock';
import { AGREEMENT_SUBJECTS } from '../domain/deadline/subjects';
import { termPolicyByCode } from './agreement/term-policy';
import { deadlinePolicyById } from './policies';
import { run } from './sql';

/** A dated policy an agreement may be rehearsed under, in place of the one it has: of its term, or of one deadline. */
export type OtherPolicy = TermPolicy | DeadlinePolicy;

const DEADLINE = /^deadline\/(\d{1,9})$/;

/** The policy of that name, whenever it holds: a term policy's code, or `deadline/<id>`. Null when there is none. */
export async function policyNamed(db: Knex, name: string): Promise<OtherPolicy | null> {
  const id = DEADLINE.exec(name)?.[1];
  return id === undefined ? termPolicyByCode(db, name) : deadlinePolicyById(db, Number(id));
}

/** A policy there is, by the name `policyNamed` knows. `what`: a term policy's title, or a deadline's subject. */
export interface NamedPolicy {
  readonly name: string;
  readonly kind: 'term' | 'deadline';
  readonly what: string;
  /** 'YYYY-MM-DD'. */
  readonly validFrom: string;
}

/** Every policy agreements may be rehearsed under: of terms first, each kind with the newest first. */
export async function namedPolicies(db: Knex): Promise<readonly NamedPolicy[]> {
  const { rows } = await run<NamedPolicy>(
    db,
    `select code as name, 'term' as kind, title as what, valid_from::text as "validFrom" from term_policies
     union all
     select 'deadline/' || id, 'deadline', subject, valid_from::text from deadline_policies where subject = any(?::text[])
     order by kind desc, what, "validFrom" desc`,
    [[...AGREEMENT_SUBJECTS]],
  );
  return rows;
}
