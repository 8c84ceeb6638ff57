import { z } from 'zod';
import { COMMAND_NAMES, type CommandName } from '../../domain/case/commands';
import { STAGES } from '../../domain/case/stages';
import {
  CLAIM_STATES,
  CONSULT_STATUSES,
  INTERVENTIONS,
  NEEDS,
  PAUSE_REASONS,
  PREREQUISITES,
  REVIEW_KINDS,
  SKIP_REASONS,
} from '../../domain/case/state';

const instant = z.iso.datetime();
const day = z.iso.date();
const id = z.int();
/** A row people know by its name; null when it is gone. */
export const named = z.object({ id, name: z.string().nullable() });
const text = z
  .string()
  .nullable()
  .meta({ description: 'Null when there is none, or for who may not know the person.' });
const command = z.enum(COMMAND_NAMES as [CommandName, ...CommandName[]]);

/** A case in a few words: the answer to whoever changed it. */
export const caseSummary = z.object({
  id: z.string(),
  code: z.string(),
  stage: z.enum(STAGES),
  version: z.int().meta({ description: 'To be sent back in If-Match.' }),
  may: z.array(command).meta({ description: 'What the person asking may do now.' }),
});

const identity = z.object({
  givenName: z.string().optional(),
  familyName: z.string().optional(),
  fiscalCode: z.string().optional(),
  birthDate: z.string().optional(),
  phone: z.string().optional(),
  email: z.string().optional(),
  address: z.string().optional(),
});

/** A case's page: where it stands, what happened, what is owed, what the person asking may do. */
export const caseView = caseSummary.extend({
  way: z.enum(['public', 'operator']),
  stageSince: instant,
  openedAt: instant,
  closedAt: instant.nullable(),
  dueAt: instant.nullable(),
  lapseAt: instant.nullable(),
  territory: named,
  association: named,
  site: named,
  operator: named.nullable(),
  referredTo: z.object({ territory: named, association: named, site: named }).nullable(),
  pause: z.object({ reason: z.enum(PAUSE_REASONS), since: instant, until: instant.nullable() }).nullable(),
  personVisible: z.boolean().meta({ description: 'False for who may see the case without the person.' }),
  person: identity.nullable(),
  consents: z.array(
    z.object({
      number: z.int(),
      noticeId: id,
      textHash: z.string(),
      purposes: z.record(z.string(), z.boolean()),
      signer: z.enum(['person', 'representative']),
      state: z.enum(['granted', 'refused', 'withdrawn']),
      at: instant,
      withdrawnAt: instant.nullable(),
    }),
  ),
  proxies: z.array(
    z.object({
      number: z.int(),
      noticeId: id,
      textHash: z.string(),
      grantedTo: z.enum(['association', 'inps', 'patronato']),
      at: instant,
      revokedAt: instant.nullable(),
    }),
  ),
  screenings: z.array(
    z.object({
      number: z.int(),
      questionnaireVersionId: id.nullable(),
      source: z.enum(['operator', 'public-code']).nullable(),
      results: z.record(z.string(), z.enum(['indicated', 'not-indicated', 'not-known'])),
      skippedReason: z.enum(SKIP_REASONS).nullable(),
      at: instant,
    }),
  ),
  consultRequest: z.object({ interpreterLanguage: z.string().nullable() }).nullable(),
  consults: z.array(
    z.object({
      number: z.int(),
      consultant: named,
      site: named,
      start: instant,
      end: instant,
      status: z.enum(CONSULT_STATUSES),
      interpreterLanguage: z.string().nullable(),
      meetingLink: z.string(),
      summary: text,
    }),
  ),
  claims: z.array(
    z.object({
      number: z.int(),
      benefit: named,
      state: z.enum(CLAIM_STATES),
      prerequisites: z.array(z.enum(PREREQUISITES)),
      filedBy: z.enum(['person', 'inps', 'patronato']).nullable(),
      protocol: z.string().nullable(),
      submittedOn: day.nullable(),
      decidedOn: day.nullable(),
      amount: z.number().nullable(),
      benefitFrom: day.nullable(),
      reviewBy: day.nullable(),
      reviewKind: z.enum(REVIEW_KINDS).nullable(),
      reviewRequestedOn: day.nullable(),
    }),
  ),
  needs: z.array(z.object({ number: z.int(), category: z.enum(NEEDS), note: text, at: instant })),
  interventions: z.array(
    z.object({
      number: z.int(),
      category: z.enum(INTERVENTIONS),
      needNumber: z.int().nullable(),
      note: text,
      at: instant,
    }),
  ),
  notes: z.array(z.object({ text, by: z.string().nullable(), at: instant })),
  undelivered: z.array(z.object({ mail: z.string(), at: instant })),
  obligations: z
    .array(z.object({ key: z.string(), at: instant, command }))
    .meta({ description: 'What the platform will do by itself, and when, if nothing changes.' }),
  timeline: z.array(
    z.object({
      version: z.int(),
      type: z.string(),
      label: z.string().meta({ description: "The sentence's key in the catalogues." }),
      at: instant,
      by: z.string().nullable().meta({ description: 'Null for the platform itself.' }),
      stage: z.enum(STAGES).nullable().meta({ description: 'The stage entered, if any.' }),
      text,
    }),
  ),
});

export type CaseSummary = z.output<typeof caseSummary>;
export type CaseView = z.output<typeof caseView>;
