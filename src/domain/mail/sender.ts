/** A sender as the settings give it: `Name <address>` or a bare address. */
export interface SenderAddress {
  readonly name: string;
  readonly address: string;
  /** The address's host: the right side of the Message-IDs we write. */
  readonly host: string;
}

/** Reads it; a sender without a name goes by the programme's. */
export function senderAddress(from: string): SenderAddress {
  const [, name = 'INPS per tutti', address = from] = /^(.+) <(.+)>$/.exec(from) ?? [];
  return { name, address, host: address.slice(address.lastIndexOf('@') + 1) };
}
