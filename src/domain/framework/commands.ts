import { z } from 'zod';
import { DISPATCH_BY_PEOPLE, DISPATCH_BY_SYSTEM } from '../dispatch/commands';
import { reportUndeliveredData, settleMailData } from '../mail/undelivered';
import { dismissMessageData, examinedFile, proposeMessageData } from '../notes/commands';
import { day, rowId as id, words } from '../office-fields';

const party = z.string().regex(/^party\/\d{1,9}$/);

/** What the central directorate asks for; nobody else gives a command to a framework agreement. */
export const FRAMEWORK_BY_PEOPLE = {
  'open-framework': z.strictObject({
    code: z
      .string()
      .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
      .max(40),
    title: words(255),
    /** The deliberation by which it was adopted. */
    resolution: words(2000),
    /** Rows of `parties`, INPS among them. */
    partyIds: z.array(id).min(2).max(20),
  }),
  /** The day a Party signed; with the last one the agreement runs, under the term policy in force on that day. */
  'record-party-signature': z.strictObject({ party, signedOn: day }),
  'accept-note': z.strictObject({ message: id, from: party }),
  'dismiss-message': dismissMessageData,
  terminate: z.strictObject({ reason: words(2000), on: day }),
  repolicy: z.strictObject({ subjects: z.array(z.enum(['framework-renewal', 'framework-ending'])).min(1) }),
  'settle-mail': settleMailData,
  ...DISPATCH_BY_PEOPLE,
} as const;

/** By bringing a file: INPS's own note, signed. Notes are legal acts: only one that somebody signed is sent. */
export const FRAMEWORK_BY_UPLOAD = {
  'sign-note': z.strictObject(examinedFile),
} as const;

/** What only the platform gives. */
const FRAMEWORK_BY_SYSTEM = {
  'fire-mark': z.strictObject({ clock: z.string().max(60), mark: z.string().max(40) }),
  'open-window': z.strictObject({}),
  renew: z.strictObject({}),
  expire: z.strictObject({}),
  'end-early': z.strictObject({}),
  'propose-message': proposeMessageData,
  'report-undelivered': reportUndeliveredData,
  ...DISPATCH_BY_SYSTEM,
} as const;

/** Every command of a framework agreement. */
export const FRAMEWORK_COMMANDS = { ...FRAMEWORK_BY_PEOPLE, ...FRAMEWORK_BY_UPLOAD, ...FRAMEWORK_BY_SYSTEM } as const;
export type FrameworkCommandName = keyof typeof FRAMEWORK_COMMANDS;
export type FrameworkDataOf<C extends FrameworkCommandName> = z.output<(typeof FRAMEWORK_COMMANDS)[C]>;
/** A framework agreement's command as its rules see it. */
export type FrameworkCommand = {
  [C in FrameworkCommandName]: { readonly name: C; readonly data: FrameworkDataOf<C> };
}[FrameworkCommandName];
