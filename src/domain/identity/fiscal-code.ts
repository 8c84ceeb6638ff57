// The file by its path: the package's ES module imports `dayjs/plugin/utc` in a way the workflow bundler cannot resolve.
import { CheckDigitizer, Matcher } from '@marketto/codice-fiscale-utils/dist/index';

/** Why a fiscal code is refused: its length, its characters or their order, its check character, its date of birth. */
export type FiscalCodeFault = 'length' | 'characters' | 'check' | 'date';

/** A codice fiscale read from what a person typed; `value` is in its one normal form. */
export type ParsedFiscalCode =
  | { readonly ok: true; readonly value: string; readonly form: 'personal' | 'provisional' }
  | { readonly ok: false; readonly reason: FiscalCodeFault };

const DIGIT = `[${Matcher.OMOCODE_NUMBER_LIST}]`;

/** The sixteen places, digits replaced by omocodia's letters included; the date's sense is checked apart. */
const SHAPE = new RegExp(
  `^${Matcher.CF_FULL_NAME_MATCHER}${DIGIT}{2}${Matcher.MONTH_MATCHER}${DIGIT}{2}(?:${Matcher.BELFIORE_CODE_MATCHER})[A-Z]$`,
);
const DATE = new RegExp(`^(?:${Matcher.FULL_DATE_MATCHER})$`);

/**
 * Reads a codice fiscale in either form in use:
 * - *personal*, 16 characters with a check character (DM 23 December 1976), omocodia included: its letters belong to the
 *   code and are kept, for the code without them is another person's;
 * - *provisional*, 11 digits with a check digit, given by the Agenzia delle Entrate until the personal one is known.
 *
 * Spaces and case are forgiven. The first fault found is given, in the order length, characters, check, date. The
 * century of birth is not in the code, and no clock is asked for it.
 */
export function parseFiscalCode(input: string): ParsedFiscalCode {
  const value = input.replace(/\s/g, '').toUpperCase();
  if (value.length === 16) return personal(value);
  if (value.length === 11) return provisional(value);
  return { ok: false, reason: 'length' };
}

/** True when a codice fiscale stands among the words of a text that is kept in clear, or of an id (invariant 3). */
export function namesSomebody(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).some((part) => parseFiscalCode(part).ok);
}

/**
 * True when a person's codice fiscale, of sixteen characters, stands among the words of a text. Eleven digits are an
 * office's or an association's too, which a contract names.
 */
export function namesPerson(text: string): boolean {
  return text.split(/[^A-Za-z0-9]+/).some((part) => part.length === 16 && parseFiscalCode(part).ok);
}

function personal(value: string): ParsedFiscalCode {
  if (!SHAPE.test(value)) return { ok: false, reason: 'characters' };
  if (CheckDigitizer.checkDigit(value) !== value[15]) return { ok: false, reason: 'check' };
  if (!DATE.test(value.slice(6, 11))) return { ok: false, reason: 'date' };
  return { ok: true, value, form: 'personal' };
}

/**
 * The check digit of eleven-digit codes, as that of the partita IVA (DM 23 December 1976 and the Agenzia delle Entrate's
 * technical rules): from the left, digits in even places are doubled less nine when above nine; the whole
 * ends in zero.
 */
function provisional(value: string): ParsedFiscalCode {
  if (!/^\d{11}$/.test(value)) return { ok: false, reason: 'characters' };
  const sum = [...value].reduce((total, character, index) => {
    const weighed = Number(character) * (index % 2 === 0 ? 1 : 2);
    return total + (weighed > 9 ? weighed - 9 : weighed);
  }, 0);
  // Eleven zeros would pass the sum and are nobody's code.
  if (sum === 0 || sum % 10 !== 0) return { ok: false, reason: 'check' };
  return { ok: true, value, form: 'provisional' };
}
