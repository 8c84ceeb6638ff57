import { DateTime } from 'luxon';

/** An instant as receipts write it, on Rome's wall clock. */
export interface RomanTime {
  /** Offset from UTC, as `+0100`. */
  zone: string;
  /** `dd/mm/yyyy` */
  day: string;
  /** `hh:mm:ss` */
  time: string;
  /** For the Date field (RFC 5322). */
  header: string;
  /** `yyyymmddhhmmss`, for identifiers. */
  stamp: string;
}

/** An instant on Rome's wall clock. */
export function rome(at: Date): RomanTime {
  const local = DateTime.fromJSDate(at, { zone: 'Europe/Rome' });
  return {
    zone: local.toFormat('ZZZ'),
    day: local.toFormat('dd/MM/yyyy'),
    time: local.toFormat('HH:mm:ss'),
    header: local.toRFC2822() ?? '',
    stamp: local.toFormat('yyyyMMddHHmmss'),
  };
}
