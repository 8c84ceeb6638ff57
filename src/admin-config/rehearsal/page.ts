import type { Knex } from 'knex';
import { type MessageKey, message } from '../../domain/messages/message';
import type { Instant } from '../../domain/process';
import { differences, linesOf } from '../../domain/rehearsal/lines';
import { namesNeeded, sentenceOf } from '../../domain/rehearsal/words';
import { namesOf } from '../../http/names';
import { namedPolicies, policyNamed } from '../../journal/other-policies';
import { rehearseStream } from '../../journal/rehearse';
import type { Journal } from '../../journal/types';
import type { Language } from '../content-refusals';
import type { RehearsalChoices, ShownRehearsal } from './shown';

/** Everything that can be rehearsed, and under what: the register has some hundred rows. */
export async function rehearsalChoices(db: Knex, language: Language): Promise<RehearsalChoices> {
  const { rows: agreements } = await db.raw<{ rows: { stream: string; title: string }[] }>(
    `select 'framework/' || document_id as stream, title, 0 as rank from framework_agreements
     where status not in ('expired', 'terminated')
     union all select 'agreement/' || document_id, title, 1 from agreements where closed_at is null and kind = 'local'
     order by rank, title limit 2000`,
  );
  const policies = (await namedPolicies(db)).map(({ name, kind, what, validFrom }) => ({
    name,
    title: kind === 'term' ? what : deadlineTitle(language, what, validFrom),
  }));
  return { agreements: agreements.map(({ stream, title }) => ({ stream, title })), policies };
}

function deadlineTitle(language: Language, subject: string, validFrom: string): string {
  const what = message(language, `subject.${subject}` as MessageKey);
  return message(language, 'rehearsal.deadline', { what, from: validFrom.split('-').reverse().join('/') });
}

/** A rehearsal for the calendar, from `from` to `until`; null when there is no such policy. */
export async function shownRehearsal(
  journal: Journal,
  asked: { readonly stream: string; readonly from: Instant; readonly until: Instant; readonly policy: string | null },
  language: Language,
): Promise<ShownRehearsal | null> {
  const { policy: name, ...span } = asked;
  const policy = name === null ? undefined : await policyNamed(journal.db, name);
  if (policy === null) return null;
  const now = await rehearseStream(journal, span);
  const other = policy && (await rehearseStream(journal, { ...span, policy }));
  const process = asked.stream.slice(0, asked.stream.indexOf('/'));
  const lines = linesOf(now);
  const compared = differences(lines, other ? linesOf(other) : lines);
  const names = await namesOf(journal.db, namesNeeded(compared.map(({ line }) => line)));
  return {
    lines: compared.map(({ line, change, movedTo }) => ({
      at: line.at,
      kind: line.kind,
      text: sentenceOf(language, process, line, names),
      change,
      movedTo: movedTo ?? null,
    })),
    isComplete: now.complete && (other?.complete ?? true),
  };
}
