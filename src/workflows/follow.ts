import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  proxyLocalActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { WAKE } from '../domain/followers';
import type { FollowActivities } from '../worker/activities/follow';

const HOUR = 3_600_000;
/** Rounds without a rest after which something is wrong: the loop then rests instead of spinning. */
const ROUNDS = 50;

// Short SQL: local activities spare Temporal most of the work. Past a minute of failures a retry waits on a timer.
const { look, issue } = proxyLocalActivities<FollowActivities>({
  startToCloseTimeout: '30 seconds',
  retry: { initialInterval: '500 ms', maximumInterval: '10 minutes' },
});
// Mail may take long and must never hold up other processes: a normal activity, few at once in the whole worker.
const { deliver } = proxyActivities<FollowActivities>({
  startToCloseTimeout: '5 minutes',
  heartbeatTimeout: '15 seconds',
  retry: { initialInterval: '1 second', maximumInterval: '10 minutes' },
});

/** Something was written on the stream; the argument is the id of the request that did. */
export const wake = defineSignal<[correlation: string]>(WAKE);

/**
 * The one loop that drives every process: do what the agenda says is due, sleep until the next date or until woken, and
 * begin again. It carries no state of its own: each look reads the journal, so Temporal can be lost and rebuilt
 * (ARCHITECTURE.md, "The follow loop"). A wake while it works only makes it look once more: signals coalesce.
 */
export async function follow(stream: string, request = `follow-${stream}`): Promise<void> {
  let woken = false;
  let correlation = request;
  setHandler(wake, (latest) => {
    woken = true;
    correlation = latest;
  });
  /** Follow-ups a rule refused, by the version they were refused at: not asked again until something changes. */
  const refused = new Map<string, number>();
  for (let rounds = 1; ; rounds += 1) {
    woken = false;
    const plan = await look(stream, Date.now());
    const due = plan.due.filter((item) => refused.get(`${item.since}/${item.key}`) !== plan.version);
    for (const item of due) {
      const answer = await issue({ stream, item, correlation, now: Date.now() });
      if (answer === 'refused') refused.set(`${item.since}/${item.key}`, plan.version);
    }
    const { mails, dispatches = [] } = plan;
    const letters = dispatches.length === 0 ? {} : { stream, dispatches };
    const owed = mails.length + dispatches.length;
    const sent = owed === 0 || (await deliver({ mails, now: Date.now(), ...letters })) === 'sent';
    if (workflowInfo().continueAsNewSuggested) await continueAsNew<typeof follow>(stream, correlation);
    // What was done may have changed the agenda; a mail put off or undelivered has its own next step in the record, as has
    // every message to offices.
    if ((woken || due.length > 0 || !sent) && rounds < ROUNDS) continue;
    if (plan.over && plan.due.length === 0 && sent && !woken) return;
    const stuck = plan.due.length > 0 || rounds >= ROUNDS ? Date.now() + HOUR : Number.POSITIVE_INFINITY;
    const next = Math.min(plan.nextAt ?? Number.POSITIVE_INFINITY, stuck);
    if (next === Number.POSITIVE_INFINITY) await condition(() => woken);
    else if (!(await condition(() => woken, Math.max(1, next - Date.now())))) refused.clear();
    rounds = 0;
  }
}
