import { z } from 'zod';
import { parseFiscalCode } from './fiscal-code';

const line = (max: number) => z.string().trim().min(1).max(max);

/** A codice fiscale: 16 characters with check character (omocodia too) or the provisional 11 digits. */
export const fiscalCode = z
  .string()
  .max(32)
  .transform((text, context) => {
    const parsed = parseFiscalCode(text);
    if (parsed.ok) return parsed.value;
    context.addIssue({ code: 'custom', params: { message: `fiscal-code.${parsed.reason}` } });
    return z.NEVER;
  });

/**
 * Who a beneficiary is, as the operator types it. Only the names are asked of everyone: somebody without documents,
 * telephone or home must not be turned away by a form.
 */
export const identity = z.strictObject({
  givenName: line(100),
  familyName: line(100),
  fiscalCode: fiscalCode.optional(),
  birthDate: z.iso.date().optional(),
  phone: line(40).optional(),
  email: z.email().max(200).optional(),
  address: line(300).optional(),
});
export type Identity = z.output<typeof identity>;
