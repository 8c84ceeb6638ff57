/**
 * Who may give which command in which stage, written out apart from the code (the two messages, and rules of our own):
 * the rules must say the same, so a change of policy shows here as a changed line.
 *
 * o operator, m association manager, c consultant of one of its consults, r referent, s structure, d directorate,
 * t the side a referral waits for, x the platform; a dot: nobody.
 */
export const PROCEDURE = `
command               new  opnd cons scrn creq cbkd chld prep subm decd refd clsd lpsd wdrn rslv nocl
open-case             om   .    .    .    .    .    .    .    .    .    .    .    .    .    .    .
record-consent        .    om   om   om   om   om   om   om   om   om   .    .    .    .    .    .
refuse-consent        .    om   om   om   om   om   om   om   om   om   .    .    .    .    .    .
withdraw-consent      .    om   om   om   om   om   om   om   om   om   om   .    .    .    .    .
record-proxy          .    om   om   om   om   om   om   om   om   om   .    .    .    .    .    .
revoke-proxy          .    om   om   om   om   om   om   om   om   om   .    .    .    .    .    .
complete-screening    .    om   om   om   om   om   om   om   om   om   .    .    .    .    .    .
skip-screening        .    om   om   .    .    .    .    .    .    .    .    .    .    .    .    .
request-consult       .    om   om   om   om   om   om   om   om   om   .    .    .    .    .    .
book-consult          .    omr  omr  omr  omr  omr  omr  omr  omr  omr  .    .    .    .    .    .
postpone-consult      .    omcr omcr omcr omcr omcr omcr omcr omcr omcr .    .    .    .    .    .
cancel-consult        .    omcr omcr omcr omcr omcr omcr omcr omcr omcr .    .    .    .    .    .
hold-consult          .    cr   cr   cr   cr   cr   cr   cr   cr   cr   .    .    .    .    .    .
miss-consult          .    cr   cr   cr   cr   cr   cr   cr   cr   cr   .    .    .    .    .    .
prepare-claim         .    omcr omcr omcr omcr omcr omcr omcr omcr omcr .    .    .    .    .    .
tick-prerequisite     .    .    .    .    .    .    .    omcr omcr omcr .    .    .    .    .    .
submit-claim          .    .    .    .    .    .    .    omcr omcr omcr .    .    .    .    .    .
record-outcome        .    .    .    .    .    .    .    omcr omcr omcr .    .    .    .    .    .
request-review        .    .    .    .    .    .    .    omcr omcr omcr .    .    .    .    .    .
drop-claim            .    .    .    .    .    .    .    omcr omcr omcr .    .    .    .    .    .
record-need           .    omcr omcr omcr omcr omcr omcr omcr omcr omcr .    .    .    .    .    .
record-intervention   .    omcr omcr omcr omcr omcr omcr omcr omcr omcr .    .    .    .    .    .
add-note              .    omcr omcr omcr omcr omcr omcr omcr omcr omcr omcr .    .    .    .    .
pause                 .    om   om   om   om   .    om   om   om   .    .    .    .    .    .    .
resume                .    om   om   om   om   om   om   om   om   om   .    .    .    .    .    .
refer                 .    om   om   om   om   om   om   om   om   om   .    .    .    .    .    .
accept-referral       .    .    .    .    .    .    .    .    .    .    t    .    .    .    .    .
decline-referral      .    .    .    .    .    .    .    .    .    .    t    .    .    .    .    .
reassign              .    m    m    m    m    m    m    m    m    m    m    .    .    .    .    .
close                 .    .    .    .    .    .    .    .    .    om   .    .    .    .    .    .
withdraw              .    om   om   om   om   om   om   om   om   om   om   .    .    .    .    .
resolve-without-claim .    om   om   om   om   om   om   om   om   om   .    .    .    .    .    .
choose-no-claim       .    om   om   om   om   om   om   om   om   om   .    .    .    .    .    .
reopen                .    .    .    .    .    .    .    .    .    .    .    om   om   .    om   om
repolicy              .    d    d    d    d    d    d    d    d    d    d    .    .    .    .    .
settle-mail           .    msd  msd  msd  msd  msd  msd  msd  msd  msd  msd  msd  msd  msd  msd  msd
assign                .    x    x    x    x    x    x    x    x    x    x    .    .    .    .    .
fire-mark             .    x    x    x    x    x    x    x    x    x    x    .    .    .    .    .
lapse                 .    x    x    x    x    x    x    x    x    x    x    .    .    .    .    .
end-pause             .    x    x    x    x    x    x    x    x    x    .    .    .    .    .    .
remind-consult        .    x    x    x    x    x    x    x    x    x    .    .    .    .    .    .
report-undelivered    .    x    x    x    x    x    x    x    x    x    x    x    x    x    x    x
`;

/** The columns: before the first entry, then every stage in its order. */
export const COLUMNS = [
  'new',
  'opened',
  'consented',
  'screened',
  'consult-requested',
  'consult-booked',
  'consult-held',
  'claim-in-preparation',
  'claim-submitted',
  'decided',
  'referred',
  'closed',
  'lapsed',
  'withdrawn',
  'resolved-without-claim',
  'no-claim',
] as const;
export type Column = (typeof COLUMNS)[number];
