/**
 * Who may give which command in which stage, written out apart from the code (the message of 2021, and rules of our own):
 * the rules must say the same, so a change of policy shows here as a changed line.
 *
 * s structure of the agreement's territory, d central directorate, c communication directorate, x the platform; a dot:
 * nobody. Associations, Comuni and their people sign, and give no command.
 */
export const PROCEDURE = `
command                       new drft rvew chng redy sgng sgnd trns retn actv wndw rnwd expd rjct term
open-agreement                sd  .    .    .    .    .    .    .    .    .    .    .    .    .    .
save-text                     .   s    .    s    s    .    .    .    .    .    .    .    .    .    .
submit                        .   s    .    s    .    .    .    .    .    .    .    .    .    .    .
withdraw-from-review          .   .    s    .    .    .    .    .    .    .    .    .    .    .    .
comment-clause                .   .    d    .    .    .    .    .    .    .    .    .    .    .    .
approve                       .   .    d    .    .    .    .    .    .    .    .    .    .    .    .
request-changes               .   .    d    .    .    .    .    .    .    .    .    .    .    .    .
reject                        .   .    d    .    .    .    .    .    .    .    .    .    .    .    .
open-signing                  .   .    .    .    s    .    .    .    .    .    .    .    .    .    .
cancel-signing                .   .    .    .    .    s    .    .    .    .    .    .    .    .    .
return-transmission           .   .    .    .    .    .    d    d    .    .    .    .    .    .    .
transmit-again                .   .    .    .    .    .    .    .    s    .    .    .    .    .    .
confirm-transmission          .   .    .    .    .    .    .    d    .    .    .    .    .    .    .
accept-note                   .   .    .    .    .    .    .    .    .    .    s    .    .    .    .
dismiss-message               .   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd
propose-addendum              .   .    .    .    .    .    .    .    .    s    s    s    .    .    .
cancel-addendum               .   .    .    .    .    .    .    .    .    s    s    s    .    .    .
fulfil-commitment             .   .    .    .    .    .    .    .    .    s    s    s    .    .    .
waive-commitment              .   .    .    .    .    .    .    .    .    s    s    s    .    .    .
terminate                     .   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd   .    .    .
move-framework                .   s    .    s    s    .    .    .    .    .    .    .    .    .    .
repolicy                      .   d    d    d    d    d    d    d    d    d    d    d    .    .    .
settle-mail                   .   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd   sd
resend-dispatch               .   s    s    s    s    s    s    s    s    s    s    s    s    s    s
record-protocol               .   s    s    s    s    s    s    s    s    s    s    s    s    s    s
acknowledge-dispatch          .   sdc  sdc  sdc  sdc  sdc  sdc  sdc  sdc  sdc  sdc  sdc  sdc  sdc  sdc
record-signature              .   .    .    .    .    s    .    .    .    .    .    .    .    .    .
record-handwritten-signature  .   .    .    .    .    s    .    .    .    .    .    .    .    .    .
record-addendum-signature     .   .    .    .    .    .    .    .    .    s    s    s    .    .    .
sign-note                     .   .    .    .    .    .    .    .    .    .    s    .    .    .    .
record-note                   .   .    .    .    .    .    .    .    .    .    s    .    .    .    .
record-protocol-2019          x   .    .    .    .    .    .    .    .    .    .    .    .    .    .
owe-agreement                 x   .    .    .    .    .    .    .    .    .    .    .    .    .    .
fire-mark                     .   x    x    x    x    x    x    x    x    x    x    x    .    .    .
lapse                         .   x    x    x    x    x    x    x    x    x    x    x    .    .    .
transmit                      .   .    .    .    .    .    x    .    .    .    .    .    .    .    .
activate                      .   .    .    .    .    .    .    x    .    .    .    .    .    .    .
align-end                     .   x    x    x    x    x    x    x    x    x    x    x    .    .    .
open-window                   .   .    .    .    .    .    .    .    .    x    .    .    .    .    .
renew                         .   .    .    .    .    .    .    .    .    .    x    .    .    .    .
expire                        .   .    .    .    .    .    x    x    x    x    x    x    .    .    .
end-early                     .   .    .    .    .    .    x    x    x    x    x    x    .    .    .
propose-message               .   sdx  sdx  sdx  sdx  sdx  sdx  sdx  sdx  sdx  sdx  sdx  sdx  sdx  sdx
report-undelivered            .   x    x    x    x    x    x    x    x    x    x    x    x    x    x
begin-dispatch                .   x    x    x    x    x    x    x    x    x    x    x    x    x    x
hand-over-dispatch            .   x    x    x    x    x    x    x    x    x    x    x    x    x    x
put-off-dispatch              .   x    x    x    x    x    x    x    x    x    x    x    x    x    x
refuse-dispatch               .   x    x    x    x    x    x    x    x    x    x    x    x    x    x
record-receipt                .   x    x    x    x    x    x    x    x    x    x    x    x    x    x
raise-dispatch-alarm          .   x    x    x    x    x    x    x    x    x    x    x    x    x    x
`;

/** The columns: before the first entry, then every stage in its order. */
export const COLUMNS = [
  'new',
  'drafting',
  'central-review',
  'changes-requested',
  'ready-to-sign',
  'signing',
  'signed',
  'transmitted',
  'returned',
  'active',
  'renewal-window',
  'renewed',
  'expired',
  'rejected',
  'terminated',
] as const;
export type Column = (typeof COLUMNS)[number];
