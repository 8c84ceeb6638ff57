/**
 * Who may give which command in which stage, written out apart from the code (message of 2021, and rules of our own): the
 * rules must say the same, so a change of policy shows here as a changed line.
 *
 * d the central directorate, x the platform; a dot: nobody. Nobody else ever gives one.
 */
export const PROCEDURE = `
command                new  sign actv wind rnwd expd term
open-framework         d    .    .    .    .    .    .
record-party-signature .    d    .    .    .    .    .
accept-note            .    .    .    d    .    .    .
dismiss-message        .    d    d    d    d    d    d
terminate              .    d    d    d    d    .    .
repolicy               .    d    d    d    d    .    .
settle-mail            .    d    d    d    d    d    d
resend-dispatch        .    d    d    d    d    .    .
record-protocol        .    d    d    d    d    .    .
acknowledge-dispatch   .    d    d    d    d    .    .
sign-note              .    .    .    d    .    .    .
fire-mark              .    x    x    x    x    .    .
open-window            .    .    x    .    x    .    .
renew                  .    .    .    x    .    .    .
expire                 .    .    x    x    x    .    .
end-early              .    .    x    x    x    .    .
propose-message        .    x    x    x    x    x    x
report-undelivered     .    x    x    x    x    x    x
begin-dispatch         .    x    x    x    x    .    .
hand-over-dispatch     .    x    x    x    x    x    x
put-off-dispatch       .    x    x    x    x    x    x
refuse-dispatch        .    x    x    x    x    x    x
record-receipt         .    x    x    x    x    x    x
raise-dispatch-alarm   .    x    x    x    x    .    .
`;

/** The columns: before the first entry, then every stage in its order. */
export const COLUMNS = ['new', 'signing', 'active', 'renewal-window', 'renewed', 'expired', 'terminated'] as const;
export type Column = (typeof COLUMNS)[number];
