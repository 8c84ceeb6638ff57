import { z } from 'zod';
import { namesSomebody } from '../identity/fiscal-code';
import { identity } from '../identity/person';
import { reportUndeliveredData, settleMailData } from '../mail/undelivered';
import { personal, personalText, type Sealed } from '../personal';
import { SUBJECTS } from './stages';
import { INTERVENTIONS, NEEDS, PAUSE_REASONS, PREREQUISITES, REVIEW_KINDS, SKIP_REASONS } from './state';

/** A row's id, as PostgreSQL's `integer` holds it. */
const id = z.int().min(1).max(2_147_483_647);
const number = z.number().int().min(1).max(999);
/** Nothing here happened before: an older date is a slip of the hand. */
const EARLIEST = '1900';
const recent = [(text: string) => text >= EARLIEST, { params: { message: 'invalid.date' } }] as const;
const day = z.iso.date().refine(...recent);
/** An instant on the wire: ISO 8601 with offset; milliseconds since the epoch in the rules. */
const instant = z.iso
  .datetime({ offset: true })
  .refine(...recent)
  .transform((text) => Date.parse(text));
const language = z.string().regex(/^[a-z]{2,3}$/);
/** A number, in one word or several, that is nobody's codice fiscale, not even one written with spaces. */
const isProtocol = (text: string): boolean =>
  /\d/.test(text) && !namesSomebody(text) && !namesSomebody(text.replaceAll(' ', ''));
const note = personalText('note').optional();
const reason = personalText('reason', 1000).optional();
const purposes = z.strictObject({
  'case-handling': z.boolean(),
  reporting: z.boolean(),
  'further-contact': z.boolean(),
});
const signer = z.enum(['person', 'representative']);
const slot = { start: instant, siteId: id };

/** A record of at most so many fields. */
const few = <S extends z.ZodType<Readonly<Record<string, unknown>>>>(record: S, max: number) =>
  record.refine((fields) => Object.keys(fields).length <= max, {
    params: { message: 'invalid.too-many', values: { max } },
  });
/** Not knowing and not wanting to say are answers (DESIGN §4). */
const noAnswer = z.strictObject({ none: z.enum(['dont-know', 'rather-not']) });
const scalar = z.union([z.string().max(500), z.number(), z.boolean(), z.null(), noAnswer]);
/** An answer to a question: one value, several, or some values a member of the household. */
const member = few(z.record(z.string().max(60), scalar), 50);
const answer = z.union([scalar, z.array(z.union([scalar, member])).max(50)]);

/**
 * What each command carries, as people send it. The same schemas validate the requests and make the OpenAPI page.
 * Personal fields are marked: rules only ever see their sealed form.
 */
export const COMMAND_DATA = {
  'open-case': z.strictObject({
    way: z.enum(['public', 'operator']),
    siteId: id,
    /**
     * The first two groups of the code the anonymous questionnaire printed (public way): they find the sealed answers.
     * The rest of the code is their key and never leaves the browser.
     */
    locator: z
      .string()
      .regex(/^[0-9A-HJKMNP-TV-Z]{4}-?[0-9A-HJKMNP-TV-Z]{4}$/)
      .optional(),
  }),
  'record-consent': z.strictObject({ noticeId: id, purposes, signer, beneficiary: personal('beneficiary', identity) }),
  'refuse-consent': z.strictObject({ noticeId: id, signer }),
  'withdraw-consent': z.strictObject({}),
  'record-proxy': z.strictObject({ noticeId: id, grantedTo: z.enum(['association', 'inps', 'patronato']) }),
  'revoke-proxy': z.strictObject({ proxy: number }),
  'complete-screening': z.strictObject({
    questionnaireVersionId: id,
    source: z.enum(['operator', 'public-code']),
    results: few(z.record(z.string().max(60), z.enum(['indicated', 'not-indicated', 'not-known'])), 200),
    answers: personal('answers', few(z.record(z.string().max(60), answer), 200)),
  }),
  'skip-screening': z.strictObject({ reason: z.enum(SKIP_REASONS) }),
  'request-consult': z.strictObject({ interpreterLanguage: language.nullable().default(null) }),
  'book-consult': z.strictObject({ ...slot, interpreterLanguage: language.nullable().default(null) }),
  /** Left out, the interpreter stays as booked; null: none. */
  'postpone-consult': z.strictObject({ ...slot, interpreterLanguage: language.nullable().optional() }),
  'cancel-consult': z.strictObject({ reason }),
  'hold-consult': z.strictObject({ summary: personalText('summary').optional() }),
  'miss-consult': z.strictObject({}),
  'prepare-claim': z.strictObject({ benefitId: id }),
  'tick-prerequisite': z.strictObject({ claim: number, prerequisite: z.enum(PREREQUISITES), done: z.boolean() }),
  'submit-claim': z.strictObject({
    claim: number,
    filedBy: z.enum(['person', 'inps', 'patronato']),
    /** As offices write it: INPS.7000.01/01/2026.0000001. Never anything else, for it stands in clear. */
    protocol: z
      .string()
      .trim()
      .min(3)
      .max(60)
      .regex(/^[A-Za-z0-9](?:[A-Za-z0-9./_ -]*[A-Za-z0-9])?$/)
      .refine(isProtocol, { params: { message: 'invalid.protocol' } }),
    submittedOn: day,
  }),
  'record-outcome': z.strictObject({
    claim: number,
    outcome: z.enum(['granted', 'partly-granted', 'refused']),
    decidedOn: day,
    amount: z.number().min(0).max(100_000).multipleOf(0.01).nullable().default(null),
    benefitFrom: day.nullable().default(null),
  }),
  'request-review': z.strictObject({ claim: number, kind: z.enum(REVIEW_KINDS), requestedOn: day }),
  'drop-claim': z.strictObject({ claim: number }),
  'record-need': z.strictObject({ category: z.enum(NEEDS), note }),
  'record-intervention': z.strictObject({
    category: z.enum(INTERVENTIONS),
    need: number.nullable().default(null),
    note,
  }),
  'add-note': z.strictObject({ note: personalText('note') }),
  pause: z.strictObject({ reason: z.enum(PAUSE_REASONS) }),
  resume: z.strictObject({}),
  refer: z.strictObject({ associationId: id, siteId: id, note }),
  'accept-referral': z.strictObject({}),
  'decline-referral': z.strictObject({ reason }),
  reassign: z.strictObject({ operatorId: id }),
  close: z.strictObject({ reason }),
  withdraw: z.strictObject({ reason }),
  'resolve-without-claim': z.strictObject({ reason }),
  'choose-no-claim': z.strictObject({ reason }),
  reopen: z.strictObject({ reason }),
  repolicy: z.strictObject({ subjects: z.array(z.enum(SUBJECTS)).min(1) }),
  'settle-mail': settleMailData,
  // What only the platform gives, through the agenda.
  assign: z.strictObject({}),
  'fire-mark': z.strictObject({ clock: z.string().max(40), mark: z.string().max(40) }),
  lapse: z.strictObject({ clock: z.string().max(40) }),
  'end-pause': z.strictObject({}),
  'remind-consult': z.strictObject({ consult: number, key: z.enum(['day-before', 'hour-before']) }),
  'report-undelivered': reportUndeliveredData,
} as const;

export type CommandName = keyof typeof COMMAND_DATA;
/** A command's data as sent. */
export type CommandData<C extends CommandName> = z.output<(typeof COMMAND_DATA)[C]>;
/** A case's command as its rules see it: personal fields replaced by ids. */
export type CaseCommand = {
  [C in CommandName]: { readonly name: C; readonly data: Sealed<CommandData<C>> };
}[CommandName];
export type DataOf<C extends CommandName> = Sealed<CommandData<C>>;

export const COMMAND_NAMES = Object.keys(COMMAND_DATA) as CommandName[];
