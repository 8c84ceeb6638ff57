const FORWARDED = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip'] as const;

/**
 * True when a request began on this machine and no proxy passed it on: the figures of either process are for a collector
 * here and for nobody else. `headers` by lower-case name.
 */
export function isLocalRequest(
  remoteAddress: string | undefined,
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
): boolean {
  if (FORWARDED.some((header) => (headers[header] ?? '') !== '')) return false;
  return /^(?:::1|(?:::ffff:)?127(?:\.\d{1,3}){3})$/.test(remoteAddress ?? '');
}
