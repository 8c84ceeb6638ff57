import type { Knex } from 'knex';
import type { WorkCalendar } from '../domain/calendar/working-time';
import type { ClockFacts, DeadlinePolicy } from '../domain/deadline/clock';
import type { Subject } from '../domain/deadline/subjects';
import type { Instant } from '../domain/process';
import { workCalendar } from './holidays';
import { run } from './sql';

interface PolicyRow {
  id: number;
  subject: Subject;
  day_kind: 'working' | 'calendar';
  deadline_days: number;
  reminders: number[] | null;
  escalations: { afterDays: number; to: 'operator' | 'manager' | 'structure' | 'directorate' }[] | null;
  lapse_days: number | null;
  pause_limit_days: number | null;
}

/** The years a clock may reach from here: a policy's deadline is at most two years of working days. */
const YEARS_AHEAD = 4;
/** The years a running clock may have begun before. */
const YEARS_BACK = 3;

function calendarWith(patronDay: string | null, now: Instant): WorkCalendar {
  const year = new Date(now).getUTCFullYear();
  return workCalendar(patronDay, year - YEARS_BACK, year + YEARS_AHEAD);
}

/** The policies in force at an instant, by subject, and the calendar of a territory around it, in one statement. */
export async function clocksAt(db: Knex, territoryId: number | null, now: Instant): Promise<ClockFacts> {
  const { rows } = await run<{ patron_day: string | null } & (PolicyRow | { id: null })>(
    db,
    `select t.patron_day, p.id, p.subject, p.day_kind, p.deadline_days, p.reminders::json, p.escalations::json,
            p.lapse_days, p.pause_limit_days
     from (select (?::timestamptz at time zone 'Europe/Rome')::date as day) today
     left join territories t on t.id = ?
     left join deadline_policies p on p.valid_from <= today.day and (p.valid_to is null or p.valid_to >= today.day)`,
    [new Date(now), territoryId],
  );
  const policies = rows.filter((row): row is { patron_day: string | null } & PolicyRow => row.id !== null);
  return {
    calendar: calendarWith(rows[0]?.patron_day ?? null, now),
    policies: Object.fromEntries(policies.map((row): [Subject, DeadlinePolicy] => [row.subject, toPolicy(row)])),
  };
}

/** The deadline policy of that id, whenever it holds; null when there is none. */
export async function deadlinePolicyById(db: Knex, id: number): Promise<DeadlinePolicy | null> {
  const { rows } = await run<PolicyRow>(
    db,
    `select id, subject, day_kind, deadline_days, reminders::json, escalations::json, lapse_days, pause_limit_days
     from deadline_policies where id = ?`,
    [id],
  );
  return rows[0] ? toPolicy(rows[0]) : null;
}

function toPolicy(row: PolicyRow): DeadlinePolicy {
  return {
    id: row.id,
    subject: row.subject,
    dayKind: row.day_kind,
    deadlineDays: row.deadline_days,
    reminders: row.reminders ?? [],
    escalations: row.escalations ?? [],
    lapseDays: row.lapse_days,
    pauseLimitDays: row.pause_limit_days,
  };
}

/** Italy's working calendar around an instant, with no territory's patron. */
export function nationalCalendar(now: Instant): WorkCalendar {
  return calendarWith(null, now);
}
