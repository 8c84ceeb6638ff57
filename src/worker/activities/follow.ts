import { Context } from '@temporalio/activity';
import type { AgendaItem, Instant, Plan } from '../../domain/process';
import type { JournalPort, MailPort } from '../ports';

/** The activities of the follow loop. */
export interface FollowActivities {
  look(stream: string, now: Instant): Promise<Plan>;
  issue(request: {
    readonly stream: string;
    readonly item: AgendaItem;
    readonly correlation: string;
    readonly now: Instant;
  }): Promise<'accepted' | 'refused'>;
  /** `sent` when every one of them needs nothing more. */
  deliver(request: { readonly mails: readonly number[]; readonly now: Instant }): Promise<'sent' | 'not-all'>;
}

const HEARTBEAT_MS = 4_000;

/** Makes them over the journal and the mail log. Nothing but ids, keys and dates passes through Temporal (invariant 3). */
export function createFollowActivities(journal: JournalPort, mail: MailPort): FollowActivities {
  return {
    look: (stream, now) => journal.look(stream, now),
    // A follow-up's id: stream / version that set the date / agenda key. A retry, another run, a rebuilt Temporal: the
    // same id, and so the first answer again (invariant 6).
    issue: ({ stream, item, correlation, now }) =>
      journal.issue({ stream, key: `${stream}/${item.since}/${item.key}`, command: item.command, correlation, now }),
    async deliver({ mails, now }) {
      // A worker that died stops beating, and Temporal hands the mails to another within seconds.
      const context = Context.current();
      const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
      try {
        const outcomes = await Promise.all(mails.map((id) => mail.deliver(id, now)));
        return outcomes.every((outcome) => outcome === 'sent') ? 'sent' : 'not-all';
      } finally {
        clearInterval(beat);
      }
    },
  };
}
