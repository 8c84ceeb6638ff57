/** A notice about a case names it by its code; `pages`, the web app's address, comes with every mail. */
const CASE = ['code', 'pages'] as const;
const CONSULT = [...CASE, 'when', 'link'] as const;
const DEADLINE = [...CASE, 'subject', 'due'] as const;
/** One about an agreement names it by its title; a message to offices outside is given no address of our pages. */
const AGREEMENT = ['title', 'pages'] as const;
const TERM = ['title', 'endsOn', 'renewedUntil'] as const;

/**
 * The templates the rules ask for, by code, each with the values its senders give: a template may use no other, and
 * there must always be an Italian one. A test holds this table to what the rules say and to what composing adds.
 */
export const TEMPLATE_VARIABLES: Readonly<Record<string, readonly string[]>> = {
  'consult-requested': CASE,
  'consult-booked': CONSULT,
  'consult-postponed': CONSULT,
  'consult-cancelled': CONSULT,
  'consult-reminder': CONSULT,
  'consult-held': CASE,
  'consult-missed': CASE,
  reminder: DEADLINE,
  escalation: DEADLINE,
  'case-assigned': CASE,
  'nobody-to-assign': CASE,
  'referral-received': CASE,
  'referral-accepted': CASE,
  'referral-declined': CASE,
  'referral-withdrawn': CASE,
  'pause-over': CASE,
  'case-closed': CASE,
  'case-lapsed': CASE,
  'claim-submitted': CASE,
  'claim-decided': CASE,
  'mail-undelivered': CASE,
  'framework-told': ['title', 'startsOn', 'endsOn'],
  'framework-told-window': TERM,
  'framework-told-ending': ['title', 'endsOn'],
  'note-request': TERM,
  'note-chase': ['title', 'endsOn'],
  'renewal-note': TERM,
  'framework-window': [...AGREEMENT, 'endsOn', 'renewedUntil'],
  'framework-no-pec': [...AGREEMENT, 'parties'],
  'framework-renewed': [...AGREEMENT, 'endsOn'],
  'framework-ending': [...AGREEMENT, 'endsOn'],
  'framework-ending-told': ['title', 'endsOn'],
  'framework-expired': [...AGREEMENT, 'endsOn'],
  'framework-terminated': [...AGREEMENT, 'endsOn'],
  'framework-no-table': [...AGREEMENT, 'parties'],
  'framework-reminder': [...AGREEMENT, 'subject', 'due', 'parties'],
  'framework-escalation': [...AGREEMENT, 'subject', 'due', 'parties'],
  'framework-mail-undelivered': AGREEMENT,
  'agreement-reminder': [...AGREEMENT, 'subject', 'due'],
  'agreement-escalation': [...AGREEMENT, 'subject', 'due'],
  'agreement-commitment': [...AGREEMENT, 'what', 'party', 'dueOn'],
  'agreement-commitment-late': [...AGREEMENT, 'what', 'party', 'dueOn'],
  'agreement-to-review': AGREEMENT,
  'agreement-approved': AGREEMENT,
  'agreement-changes': AGREEMENT,
  'agreement-rejected': [...AGREEMENT, 'reason'],
  'agreement-review-lapsed': AGREEMENT,
  'agreement-signed': [...AGREEMENT, 'protocol'],
  'agreement-transmission': ['title', 'protocol', 'signedOn', 'startsOn', 'endsOn'],
  'agreement-returned': [...AGREEMENT, 'reason'],
  'agreement-active': [...AGREEMENT, 'endsOn'],
  'agreement-window': [...AGREEMENT, 'endsOn', 'renewedUntil'],
  'agreement-no-pec': [...AGREEMENT, 'parties'],
  'agreement-renewed': [...AGREEMENT, 'endsOn'],
  'agreement-termination': [...AGREEMENT, 'reason', 'endsOn'],
  'agreement-ending': [...AGREEMENT, 'endsOn'],
  'agreement-ending-with-framework': [...AGREEMENT, 'endsOn'],
  'agreement-ended': AGREEMENT,
  'agreement-stopped': AGREEMENT,
  'agreement-left': [...AGREEMENT, 'party'],
  'agreement-mail-undelivered': AGREEMENT,
  'pec-proposed': [...AGREEMENT, 'sender'],
  'dispatch-alarm': [...AGREEMENT, 'addresses'],
  'dispatch-failed': [...AGREEMENT, 'addresses'],
  digest: ['pages', 'count', 'lines'],
};

/** The values the senders of a template give; undefined when nothing in the platform sends it. */
export function variablesGiven(code: string): readonly string[] | undefined {
  return Object.hasOwn(TEMPLATE_VARIABLES, code) ? TEMPLATE_VARIABLES[code] : undefined;
}
