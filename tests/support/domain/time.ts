import { DateTime } from 'luxon';
import type { Instant } from '../../../src/domain/process';

export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

/** The instant at which clocks in Rome show 'YYYY-MM-DD HH:mm'. Throws RangeError on anything else. */
export function rome(text: string): Instant {
  const time = DateTime.fromFormat(text, 'yyyy-MM-dd HH:mm', { zone: 'Europe/Rome' });
  if (!time.isValid) throw new RangeError(`not a time: ${text}`);
  return time.toMillis();
}

/** What clocks in Rome show at an instant, 'YYYY-MM-DD HH:mm'. */
export function shown(instant: Instant): string {
  return DateTime.fromMillis(instant, { zone: 'Europe/Rome' }).toFormat('yyyy-MM-dd HH:mm');
}
