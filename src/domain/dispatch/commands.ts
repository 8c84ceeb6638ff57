import { z } from 'zod';
import { namesSomebody } from '../identity/fiscal-code';
import { RECEIPT_KINDS, type Receipt } from './types';

const key = z.string().regex(/^[a-z0-9-]{1,60}$/);
const recipientKey = z.string().regex(/^[a-z]+(?:\/\d{1,9})?$/);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const check = z.enum(['passed', 'failed', 'not-checked']);
/** What was examined of a signature, on the wire. */
export const checksSchema = z.strictObject({ integrity: check, signer: check, chain: check, revocation: check });
const leg = { dispatch: key, channel: z.enum(['pec', 'mail']), attempt: z.int().min(1).max(99) };
const instant = z.int();
/** An e-mail or PEC address of an office, in lower case. */
export const officeAddress = z.string().trim().toLowerCase().max(200).pipe(z.email());
/** A protocol number as offices write it; a codice fiscale is refused where it is used. */
export const protocolNumber = z
  .string()
  .trim()
  .min(3)
  .max(60)
  .regex(/^[A-Za-z0-9](?:[A-Za-z0-9./_ -]*[A-Za-z0-9])?$/);

const receipt: z.ZodType<Receipt> = z.strictObject({
  id: z.string().min(1).max(300),
  kind: z.enum(RECEIPT_KINDS),
  reference: z.string().min(3).max(300),
  recipient: z.string().max(200).nullable(),
  at: instant,
  document: sha256,
  checks: checksSchema,
});

/** What people do about a message that left, or did not. Every process that sends messages mounts these. */
export const DISPATCH_BY_PEOPLE = {
  /** Sends it once more to one recipient who has not got it, if need be to another address. */
  'resend-dispatch': z.strictObject({ dispatch: key, recipient: recipientKey, address: officeAddress.optional() }),
  /** The protocol number it was given in the recipient's register. */
  'record-protocol': z.strictObject({
    dispatch: key,
    recipient: recipientKey,
    protocol: protocolNumber.refine((text) => /\d/.test(text) && !namesSomebody(text), {
      params: { message: 'invalid.protocol' },
    }),
    on: z.iso.date(),
  }),
  /** The recipient says it has it. */
  'acknowledge-dispatch': z.strictObject({ dispatch: key, recipient: recipientKey }),
} as const;

/** What only the platform gives: the follow loop while it hands a message over, and the reader of mailboxes. */
export const DISPATCH_BY_SYSTEM = {
  'begin-dispatch': z.strictObject({ ...leg, document: sha256, messageId: z.string().min(3).max(300) }),
  'hand-over-dispatch': z.strictObject(leg),
  'put-off-dispatch': z.strictObject({ ...leg, code: z.string().max(40), retryAt: instant }),
  'refuse-dispatch': z.strictObject({ ...leg, code: z.string().max(40) }),
  'record-receipt': z.strictObject({ dispatch: key, receipt }),
  'raise-dispatch-alarm': z.strictObject(leg),
} as const;

/** Every command about a message; `decideDispatch` decides them for whichever process owes it. */
export const DISPATCH_COMMANDS = { ...DISPATCH_BY_PEOPLE, ...DISPATCH_BY_SYSTEM } as const;
export type DispatchCommandName = keyof typeof DISPATCH_COMMANDS;
export type DispatchDataOf<C extends DispatchCommandName> = z.output<(typeof DISPATCH_COMMANDS)[C]>;
/** A command about a message as its rules see it. */
export type DispatchCommand = {
  [C in DispatchCommandName]: { readonly name: C; readonly data: DispatchDataOf<C> };
}[DispatchCommandName];

/** True for the name of a command that is about a message, among all those of a process. */
export function isDispatchCommand(name: string): name is DispatchCommandName {
  return Object.hasOwn(DISPATCH_COMMANDS, name);
}
