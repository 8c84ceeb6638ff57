import { answersIt } from '../../../src/domain/questionnaire/answers';
import type { Field } from '../../../src/domain/questionnaire/snapshot';
import type { MessageKey } from '../words/message';

/** What was given, or what is wrong with it. */
export type Reading =
  | { readonly value: unknown }
  | { readonly fault: MessageKey; readonly values?: Readonly<Record<string, string | number>> };

/** The value of the box that says none of the options. */
export const NONE = '(none)';

/** Reads a field's form as somebody filled it in. */
export function readForm(field: Field, data: FormData): Reading {
  const text = (name: string) => westernDigits(String(data.get(name) ?? '')).trim();
  switch (field.kind) {
    case 'yes-no': {
      const chosen = text('answer');
      return chosen === '' ? { fault: 'fault.choose' } : { value: chosen === 'yes' };
    }
    case 'choice': {
      const chosen = text('answer');
      return chosen === '' ? { fault: 'fault.choose' } : { value: chosen };
    }
    case 'choices': {
      const chosen = data.getAll('answer').map(String);
      if (chosen.length === 0) return { fault: 'fault.choose-some' };
      return { value: chosen.filter((one) => one !== NONE) };
    }
    case 'number':
    case 'amount': {
      const value = field.kind === 'amount' ? euros(text('answer')) : wholeNumber(text('answer'));
      if (value !== undefined && answersIt(field, value)) return { value };
      return { fault: `fault.${field.kind}`, values: { min: field.min, max: field.max } };
    }
    case 'date': {
      const [day, month, year] = [text('day'), text('month'), text('year')];
      const value = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
      return /^\d{4}$/.test(year) && answersIt(field, value) ? { value } : { fault: 'fault.date' };
    }
  }
}

/** Digits of Arabic and Persian keyboards as the ones numbers are written with. */
function westernDigits(text: string): string {
  return text.replace(/[٠-٩۰-۹]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** Whole euros, however they are punctuated; cents are rounded, as in tax returns. */
function euros(text: string): number | undefined {
  const bare = text.replace(/[€\s'’]/g, '');
  const [, whole = '', cents = '0'] = /^(\d{1,9}|\d{1,3}(?:[.,]\d{3}){1,2})(?:[.,](\d{1,2}))?$/.exec(bare) ?? [];
  if (whole === '') return undefined;
  return Math.round(Number(`${whole.replace(/[.,]/g, '')}.${cents}`));
}
