import { z } from 'zod';
import { draftInput } from '../agreement-text/check-draft';
import { AGREEMENT_SUBJECTS } from '../deadline/subjects';
import { DISPATCH_BY_PEOPLE, DISPATCH_BY_SYSTEM, protocolNumber } from '../dispatch/commands';
import { namesSomebody } from '../identity/fiscal-code';
import { reportUndeliveredData, settleMailData } from '../mail/undelivered';
import { dismissMessageData, examinedFile, proposeMessageData } from '../notes/commands';
import { day, rowId as id, sha256, words } from '../office-fields';

const protocol = protocolNumber.refine((text) => /\d/.test(text) && !namesSomebody(text), {
  params: { message: 'invalid.protocol' },
});
const clauseKey = z.string().regex(/^[a-z0-9-]{1,60}$/);
/** `structure/3`, `municipality/12`, `association/7`. */
const signatory = z.string().regex(/^(?:structure|municipality|association)\/\d{1,9}$/);
const joining = z.strictObject({ kind: z.enum(['municipality', 'association']), id });

/** As `examinedFile`, of signatures that are counted: `signatureIds` tells each from every other, by the hash of its value. */
const counted = { ...examinedFile, signatureIds: z.array(sha256).max(60) };

/** What people ask for, by name. The same schemas validate the requests and make the OpenAPI page. */
export const BY_PEOPLE = {
  'open-agreement': z.strictObject({ frameworkId: id, structureId: id }),
  'save-text': z.strictObject({ draft: draftInput }),
  submit: z.strictObject({}),
  'withdraw-from-review': z.strictObject({}),
  'comment-clause': z.strictObject({ clause: clauseKey, comment: words(2000) }),
  approve: z.strictObject({ reason: words(2000).optional() }),
  'request-changes': z.strictObject({ note: words(2000).optional() }),
  reject: z.strictObject({ reason: words(2000) }),
  'open-signing': z.strictObject({
    mode: z.enum(['ordered', 'parallel']),
    /** For `ordered`: every signatory once, in the order they sign. */
    order: z.array(signatory).max(61).optional(),
    protocol,
  }),
  'cancel-signing': z.strictObject({ reason: words(1000) }),
  'return-transmission': z.strictObject({ reason: words(2000) }),
  'transmit-again': z.strictObject({}),
  'confirm-transmission': z.strictObject({}),
  'accept-note': z.strictObject({ message: id, from: signatory }),
  'dismiss-message': dismissMessageData,
  'propose-addendum': z.strictObject({ change: z.enum(['join', 'leave']), signatory: joining, protocol }),
  'cancel-addendum': z.strictObject({ reason: words(1000) }),
  'fulfil-commitment': z.strictObject({ number: z.int().min(1).max(999), on: day }),
  'waive-commitment': z.strictObject({ number: z.int().min(1).max(999), reason: words(1000) }),
  terminate: z.strictObject({ reason: words(2000), on: day }),
  /** A draft whose framework has ended goes on under the one in force: its text is drawn anew from that model. */
  'move-framework': z.strictObject({ frameworkId: id }),
  repolicy: z.strictObject({ subjects: z.array(z.enum(AGREEMENT_SUBJECTS)).min(1) }),
  'settle-mail': settleMailData,
  ...DISPATCH_BY_PEOPLE,
} as const;

/** What people do by bringing a file: the server examines it and gives the command with what it found. */
export const BY_UPLOAD = {
  'record-signature': z.strictObject({ signatories: z.array(signatory).min(1).max(61), signedOn: day, ...counted }),
  /** A private co-signer's signature by hand, on paper: recorded as such, from its scan (L. 241/1990, art. 15, c. 2-bis). */
  'record-handwritten-signature': z.strictObject({ signatory, signedOn: day, document: sha256 }),
  'record-addendum-signature': z.strictObject({
    signatories: z.array(signatory).min(1).max(2),
    signedOn: day,
    ...counted,
  }),
  /** Our own note for the renewal, signed: it is sent then, and not before. */
  'sign-note': z.strictObject(examinedFile),
  /** Another's note that came otherwise than by PEC, as a signed document. */
  'record-note': z.strictObject({ from: signatory, ...examinedFile }),
} as const;

/** What only the platform gives: its follow loop, its reader of mailboxes, its seeds of the past. */
export const BY_SYSTEM = {
  /** What was there before the platform: the protocols of intent of 2019. */
  'record-protocol-2019': z.strictObject({ structureId: id, title: z.string().min(1).max(255) }),
  /** The seven structures of 2019 owe a new agreement (message of 2021). */
  'owe-agreement': z.strictObject({ frameworkId: id, structureId: id }),
  'fire-mark': z.strictObject({ clock: z.string().max(60), mark: z.string().max(40) }),
  lapse: z.strictObject({ clock: z.string().max(60) }),
  transmit: z.strictObject({}),
  activate: z.strictObject({}),
  /** The framework was renewed, or ended: this agreement's end follows it. */
  'align-end': z.strictObject({ frameworkEndsOn: z.iso.date() }),
  'open-window': z.strictObject({}),
  renew: z.strictObject({}),
  expire: z.strictObject({}),
  'end-early': z.strictObject({}),
  'propose-message': proposeMessageData,
  'report-undelivered': reportUndeliveredData,
  ...DISPATCH_BY_SYSTEM,
} as const;

/** Every command of a local agreement. */
export const AGREEMENT_COMMANDS = { ...BY_PEOPLE, ...BY_UPLOAD, ...BY_SYSTEM } as const;
export type AgreementCommandName = keyof typeof AGREEMENT_COMMANDS;
/** A command's data as given. */
export type AgreementData<C extends AgreementCommandName> = z.output<(typeof AGREEMENT_COMMANDS)[C]>;

/**
 * Commands as the rules see them. A saved text is known by its hash: the host checks it against model and registers, stores
 * it whole, and hands the rule what follows from it as facts.
 */
export type AgreementCommand = {
  [C in AgreementCommandName]: {
    readonly name: C;
    readonly data: C extends 'save-text' ? { readonly textHash: string } : AgreementData<C>;
  };
}[AgreementCommandName];
export type AgreementDataOf<C extends AgreementCommandName> = Extract<AgreementCommand, { name: C }>['data'];
