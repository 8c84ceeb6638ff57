/** A notice about a case names it by its code; `pages`, the web app's address, comes with every mail. */
const CASE = ['code', 'pages'] as const;
const CONSULT = [...CASE, 'when', 'link'] as const;
const DEADLINE = [...CASE, 'subject', 'due'] as const;
/** A notice about an agreement, local or framework, names it by its title. */
const AGREEMENT = ['title', 'pages'] as const;
const AGREEMENT_DEADLINE = [...AGREEMENT, 'subject', 'due'] as const;
/** A letter to offices outside is given no address of our pages; one that local agreements and frameworks send, what both give. */
const LETTER = ['title', 'endsOn'] as const;

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
  digest: ['pages', 'count', 'lines'],

  'agreement-reminder': AGREEMENT_DEADLINE,
  'agreement-escalation': AGREEMENT_DEADLINE,
  'agreement-to-review': AGREEMENT,
  'agreement-approved': AGREEMENT,
  'agreement-changes': AGREEMENT,
  'agreement-rejected': [...AGREEMENT, 'reason'],
  'agreement-review-lapsed': AGREEMENT,
  'agreement-signed': [...AGREEMENT, 'protocol'],
  'agreement-returned': [...AGREEMENT, 'reason'],
  'agreement-active': [...AGREEMENT, 'due'],
  'agreement-window': [...AGREEMENT, 'due'],
  'agreement-ask-notes': [...AGREEMENT, 'parties'],
  'agreement-renewed': [...AGREEMENT, 'due'],
  'agreement-ended': AGREEMENT,
  'agreement-left': [...AGREEMENT, 'party'],
  'agreement-termination': [...AGREEMENT, 'reason', 'due'],
  'agreement-mail-undelivered': AGREEMENT,
  'pec-proposed': AGREEMENT,
  'dispatch-alarm': [...AGREEMENT, 'addresses'],
  'dispatch-failed': [...AGREEMENT, 'addresses'],
  'framework-reminder': AGREEMENT_DEADLINE,
  'framework-escalation': AGREEMENT_DEADLINE,
  'framework-window': [...AGREEMENT, 'endsOn', 'renewedUntil'],
  'framework-no-pec': [...AGREEMENT, 'parties'],
  'framework-renewed': [...AGREEMENT, 'endsOn'],
  'framework-expired': [...AGREEMENT, 'endsOn'],
  'framework-terminated': [...AGREEMENT, 'endsOn'],
  'framework-mail-undelivered': AGREEMENT,

  'agreement-transmission': [...LETTER, 'protocol', 'signedOn', 'startsOn'],
  'framework-told': [...LETTER, 'startsOn'],
  'note-request': LETTER,
  'note-chase': LETTER,
  'renewal-note': LETTER,
};

/** The values the senders of a template give; undefined when nothing in the platform sends it. */
export function variablesGiven(code: string): readonly string[] | undefined {
  return Object.hasOwn(TEMPLATE_VARIABLES, code) ? TEMPLATE_VARIABLES[code] : undefined;
}
