import type { Knex } from 'knex';
import type { CaseFact } from '../../domain/case/entries';
import { caseProcess } from '../../domain/case/process';
import type { CaseState } from '../../domain/case/state';
import type { Entry } from '../../domain/process';
import { readStreams, toEntry } from '../read';
import { run } from '../sql';

/** A reminder still says something while the clock it was written for runs to the same date and is not paused. */
function stands(state: CaseState, { subject, due }: { readonly subject: string; readonly due: number }): boolean {
  return Object.entries(state.clocks).some(
    ([name, clock]) => clock.subject === subject && clock.dueAt === due && !(name === 'stage' && state.pause),
  );
}

/** Which of these waiting notices are reminders of a step that was done, put off or paused since (invariant 7). */
export async function remindersOver(db: Knex, notices: readonly number[]): Promise<ReadonlySet<number>> {
  const { rows } = await run<{ id: number; stream: string; variables: { subject: string; due: number } }>(
    db,
    `select id, stream, variables::json from notices where template = 'reminder' and id = any(?::int[])`,
    [notices],
  );
  const entries = await readStreams(db, [...new Set(rows.map((row) => row.stream))]);
  const states = new Map(
    [...entries].map(([stream, stored]) => [
      stream,
      caseProcess.fold(
        stream,
        stored.map((entry) => caseProcess.upcast(toEntry(entry)) as Entry & CaseFact),
      ),
    ]),
  );
  const over = rows.filter(({ stream, variables }) => {
    const state = states.get(stream);
    return state && !stands(state, variables);
  });
  return new Set(over.map((row) => row.id));
}
