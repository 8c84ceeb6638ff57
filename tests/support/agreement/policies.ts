import type { DeadlinePolicy } from '../../../src/domain/deadline/clock';
import { AGREEMENT_SUBJECTS, type AgreementSubject } from '../../../src/domain/deadline/subjects';

type Days = Omit<DeadlinePolicy, 'id' | 'subject'>;

const working = (deadlineDays: number, more: Partial<Days> = {}): Days => ({
  dayKind: 'working',
  deadlineDays,
  reminders: [deadlineDays],
  escalations: [
    { afterDays: deadlineDays + 5, to: 'structure' },
    { afterDays: deadlineDays + 10, to: 'directorate' },
  ],
  lapseDays: null,
  pauseLimitDays: null,
  ...more,
});
const calendar = (deadlineDays: number, more: Partial<Days> = {}): Days =>
  working(deadlineDays, { dayKind: 'calendar', ...more });

/** Plausible policies, one a subject: only a review and a confirmation lapse. */
const DAYS: Readonly<Record<AgreementSubject, Days>> = {
  'agreement-drafting': calendar(60, { reminders: [30, 60] }),
  'agreement-review': working(20, {
    reminders: [10, 18],
    escalations: [{ afterDays: 20, to: 'directorate' }],
    lapseDays: 40,
  }),
  'agreement-changes': working(15),
  'agreement-signing': calendar(30),
  'agreement-transmission': working(5, { reminders: [3, 5] }),
  'agreement-returned': working(5),
  'agreement-confirmation': working(10, { reminders: [5], escalations: [], lapseDays: 15 }),
  'agreement-renewal': calendar(45, { reminders: [15, 30] }),
  'agreement-commitment': calendar(20, { reminders: [0, 15], escalations: [{ afterDays: 30, to: 'directorate' }] }),
  'agreement-ending': calendar(90, { reminders: [0, 60], escalations: [] }),
  'framework-renewal': calendar(45),
  'framework-ending': calendar(90, { reminders: [0, 60], escalations: [] }),
};

/** The agreements' policies; ids start at `firstId`, so that two sets can be told apart. */
export function agreementPolicies(
  change: Partial<Record<AgreementSubject, Partial<Days>>> = {},
  firstId = 51,
): Readonly<Record<AgreementSubject, DeadlinePolicy>> {
  const all = AGREEMENT_SUBJECTS.map((subject, index) => [
    subject,
    { id: firstId + index, subject, ...DAYS[subject], ...change[subject] },
  ]);
  return Object.fromEntries(all) as Record<AgreementSubject, DeadlinePolicy>;
}
