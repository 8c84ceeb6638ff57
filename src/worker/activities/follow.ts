import { Context } from '@temporalio/activity';
import type { AgendaItem, Instant, LegName, Plan } from '../../domain/process';
import type { DispatchPort, JournalPort, MailPort } from '../ports';

/** The activities of the follow loop. */
export interface FollowActivities {
  look(stream: string, now: Instant): Promise<Plan>;
  issue(request: {
    readonly stream: string;
    readonly item: AgendaItem;
    readonly correlation: string;
    readonly now: Instant;
  }): Promise<'accepted' | 'refused'>;
  /**
   * Hands over mails of the log and, of the stream named, messages to offices. `sent` when every mail needs nothing more and
   * there were no other messages: theirs is always a next step, be it only to wait for receipts.
   */
  deliver(request: {
    readonly mails: readonly number[];
    readonly now: Instant;
    readonly stream?: string;
    readonly dispatches?: readonly LegName[];
  }): Promise<'sent' | 'not-all'>;
}

const HEARTBEAT_MS = 4_000;

/**
 * Makes them over the journal, the mail log and what hands messages to offices over. Nothing but ids, keys and dates passes
 * through Temporal (invariant 3).
 */
export function createFollowActivities(journal: JournalPort, mail: MailPort, dispatch: DispatchPort): FollowActivities {
  return {
    look: (stream, now) => journal.look(stream, now),
    // A follow-up's id: stream / version that set the date / agenda key. A retry, another run, a rebuilt Temporal: the
    // same id, and so the first answer again (invariant 6).
    issue: ({ stream, item, correlation, now }) =>
      journal.issue({ stream, key: `${stream}/${item.since}/${item.key}`, command: item.command, correlation, now }),
    async deliver({ mails, now, stream = '', dispatches = [] }) {
      // A worker that died stops beating, and Temporal hands the mails to another within seconds.
      const context = Context.current();
      const beat = setInterval(() => context.heartbeat(), HEARTBEAT_MS);
      try {
        const [outcomes] = await Promise.all([
          Promise.all(mails.map((id) => mail.deliver(id, now))),
          Promise.all(dispatches.map((leg) => dispatch.deliver(stream, leg, now))),
        ]);
        return dispatches.length === 0 && outcomes.every((outcome) => outcome === 'sent') ? 'sent' : 'not-all';
      } finally {
        clearInterval(beat);
      }
    },
  };
}
