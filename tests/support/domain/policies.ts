import type { WorkCalendar } from '../../../src/domain/calendar/working-time';
import type { Subject } from '../../../src/domain/case/stages';
import type { DeadlinePolicy } from '../../../src/domain/deadline/clock';

/** Italian holidays of 2026 and 2027 that fall on working days, and Bari's patron day (8 May). */
export const CALENDAR: WorkCalendar = {
  holidays: [
    ...['2026-01-01', '2026-01-06', '2026-04-06', '2026-05-01', '2026-05-08', '2026-06-02', '2026-12-08', '2026-12-25'],
    ...['2027-01-01', '2027-01-06', '2027-03-29', '2027-06-02', '2027-11-01', '2027-12-08'],
  ],
};

type Days = Omit<DeadlinePolicy, 'id' | 'subject'>;

const ladder = (...days: [number, number, number]): DeadlinePolicy['escalations'] => [
  { afterDays: days[0], to: 'manager' },
  { afterDays: days[1], to: 'structure' },
  { afterDays: days[2], to: 'directorate' },
];

const working = (deadlineDays: number, more: Partial<Days> = {}): Days => ({
  dayKind: 'working',
  deadlineDays,
  reminders: [deadlineDays],
  escalations: ladder(deadlineDays + 5, deadlineDays + 10, deadlineDays + 15),
  lapseDays: deadlineDays + 40,
  pauseLimitDays: 20,
  ...more,
});

/** Plausible policies, one a subject. A claim's own clocks never lapse: only stages do. */
const DAYS: Readonly<Record<Subject, Days>> = {
  opened: working(5, { reminders: [3, 5] }),
  consented: working(10),
  screened: working(10),
  'consult-requested': working(5),
  'consult-booked': working(1),
  'consult-held': working(10),
  'claim-in-preparation': working(20, { reminders: [10, 20], pauseLimitDays: 60 }),
  'claim-submitted': working(60, { escalations: [], lapseDays: null }),
  decided: working(20, { reminders: [], escalations: [], lapseDays: 30 }),
  referred: working(3, { escalations: [], lapseDays: 5 }),
  'claim-outcome': working(40, { escalations: ladder(50, 60, 80), lapseDays: null }),
  'claim-review': {
    dayKind: 'calendar',
    deadlineDays: 90,
    reminders: [60, 80],
    escalations: [],
    lapseDays: null,
    pauseLimitDays: null,
  },
};

/** The default policy set; ids start at `firstId`, so that two sets can be told apart. */
export function policies(
  change: Partial<Record<Subject, Partial<Days>>> = {},
  firstId = 1,
): Readonly<Record<Subject, DeadlinePolicy>> {
  const all = Object.entries(DAYS).map(([subject, days], index) => [
    subject,
    { id: firstId + index, subject, ...days, ...change[subject as Subject] },
  ]);
  return Object.fromEntries(all) as Record<Subject, DeadlinePolicy>;
}
