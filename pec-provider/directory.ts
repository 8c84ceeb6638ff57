import directory from './mailboxes.json';

/** Who the provider is; `domain` is the one of the address it signs its receipts with. */
export const PROVIDER = {
  ...directory.provider,
  /** The sender of every receipt and envelope: RFC 6109 §2.2.1 names it so, and its certificate carries it. */
  address: `posta-certificata@${directory.provider.domain}`,
} as const;

/** Where, in the provider's folder, the certificate of its authority is: what receipts are verified against, as PEM. */
export const TRUST_FILE = 'trust.pem';

/** The mailboxes the platform itself writes from and reads: the programme's first, then one a territorial structure. */
export const PLATFORM_MAILBOXES: readonly string[] = directory.platform;

/** Every mailbox that is there from the start: the platform's and those of the people it writes to. */
export const STANDING_MAILBOXES: readonly string[] = [...directory.platform, ...directory.others];

/**
 * What an address is to the provider. `mailbox`: one of its own, and every address of the open domain and what is below
 * it is one as soon as it is named. `unknown`: in a domain of its own, where there is no such mailbox. `ordinary`: mail
 * of the outside world, where no receipt of delivery comes from.
 */
export function kindOf(address: string): 'mailbox' | 'unknown' | 'ordinary' {
  const domain = domainOf(address);
  if (STANDING_MAILBOXES.includes(address) || address === PROVIDER.address) return 'mailbox';
  if (domain === directory.openDomain || domain.endsWith(`.${directory.openDomain}`)) return 'mailbox';
  return STANDING_MAILBOXES.some((one) => domainOf(one) === domain) ? 'unknown' : 'ordinary';
}

/** Addresses are compared in small letters. */
export function normalised(address: string): string {
  return address.trim().toLowerCase();
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1);
}
