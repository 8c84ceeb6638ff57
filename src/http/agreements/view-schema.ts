import { z } from 'zod';
import { BY_PEOPLE, BY_UPLOAD } from '../../domain/agreement/commands';
import { AGREEMENT_STAGES } from '../../domain/agreement/stages';
import { RECEIPT_KINDS } from '../../domain/dispatch/types';
import { named } from '../cases/view-schema';

const instant = z.iso.datetime();
const day = z.iso.date();
const check = z.enum(['passed', 'failed', 'not-checked']);
/** Each examination of a signature apart: never one "valid". */
export const checksView = z.object({ integrity: check, signer: check, chain: check, revocation: check });
const commandNames = [...Object.keys(BY_PEOPLE), ...Object.keys(BY_UPLOAD)] as [string, ...string[]];
const party = z.object({ key: z.string(), name: z.string() });
const document = z.string().meta({ description: 'Hash of a stored document, to be asked for under /documents/.' });

/** An agreement in a few words: the answer to whoever changed it. */
export const agreementSummary = z.object({
  id: z.string(),
  title: z.string(),
  stage: z.enum(AGREEMENT_STAGES),
  version: z.int().meta({ description: 'To be sent back in If-Match.' }),
  may: z.array(z.enum(commandNames)).meta({ description: 'What the person asking may do now.' }),
});

const words = z.array(z.object({ kind: z.enum(['same', 'inserted', 'deleted']), text: z.string() }));

/** A clause as the reviewer sees it: how it stands to the model, word by word, and where the same one was approved. */
const clauseView = z.object({
  key: z.string(),
  standing: z.enum(['model', 'added', 'altered', 'removed', 'moved']),
  hash: z.string(),
  heading: z.string(),
  body: z.string().meta({ description: 'As written, with its placeholders.' }),
  text: z.string().meta({ description: 'As it reads, filled.' }),
  commitments: z.array(
    z.object({
      by: z.enum(['structure', 'municipalities', 'associations']),
      what: z.string(),
      dueDays: z.union([z.int(), z.string()]),
    }),
  ),
  changes: words.nullable().meta({ description: 'Word by word against the model; null for a clause of the model.' }),
  comments: z.array(z.object({ comment: z.string(), by: z.string().nullable(), at: instant, ofThisText: z.boolean() })),
  precedents: z
    .array(
      z.object({
        agreement: z.string(),
        title: z.string(),
        territory: z.string(),
        by: z.string().nullable(),
        at: instant,
      }),
    )
    .meta({ description: 'An identical clause approved elsewhere: for information, never a decision.' }),
});

const recipient = z.object({
  key: z.string(),
  address: z.string(),
  as: z.enum(['to', 'cc']),
  channel: z.enum(['pec', 'mail', 'register']),
  standing: z.enum(['waiting', 'warned', 'done', 'failed']),
  proof: z
    .string()
    .nullable()
    .meta({ description: 'The receipt’s id, the protocol number with its day, or the name of who says it came.' }),
});
/** A message to offices, with the chain of each recipient. */
export const dispatchView = z.object({
  key: z.string(),
  template: z.string(),
  from: z.string().nullable().meta({ description: 'The mailbox it leaves from; null: the programme’s.' }),
  owedAt: instant,
  done: z.boolean(),
  recipients: z.array(recipient),
  attachments: z.array(z.object({ document, name: z.string() })),
  messages: z.array(
    z.object({
      channel: z.enum(['pec', 'mail']),
      attempt: z.int(),
      messageId: z.string().nullable(),
      state: z.enum(['owed', 'sending', 'handed-over', 'refused']),
      handedOverAt: instant.nullable(),
      document: document.nullable(),
    }),
  ),
  receipts: z.array(
    z.object({
      kind: z.enum(RECEIPT_KINDS),
      recipient: z.string().nullable(),
      at: instant,
      document,
      checks: checksView,
    }),
  ),
});

/** An exchange of notes, and who is still to be heard. */
export const exchangeView = z
  .object({
    openedAt: instant,
    own: z.object({ signed: z.boolean(), delivered: z.boolean() }),
    others: z.array(
      party.extend({
        asked: z
          .boolean()
          .meta({ description: 'A message asks for its note; of who had no PEC address a person has to ask it.' }),
        received: z.boolean(),
        how: z.enum(['pec', 'document']).nullable(),
      }),
    ),
  })
  .nullable();
/** An incoming message that seems to answer and waits for somebody. */
export const proposedView = z.object({
  message: z.int(),
  sender: z.string(),
  at: instant,
  document,
  checks: checksView,
});
/** What is owed next, read from the agenda. */
export const agendaView = z.array(z.object({ key: z.string(), at: instant, command: z.string() }));
/** One line of the history. */
export const timelineView = z.array(
  z.object({
    version: z.int(),
    type: z.string(),
    label: z.string(),
    at: instant,
    by: z.string().nullable(),
    stage: z.string().nullable(),
    text: z.string().nullable().meta({ description: 'A reason or a comment, where there is one.' }),
    documents: z.array(document),
  }),
);

/** From when to when, renewed how often, under which term policy. */
export const termView = z
  .object({
    signedOn: day,
    startsOn: day,
    endsOn: day,
    renewals: z.int(),
    renewalsLeft: z.int(),
    policy: z.string(),
  })
  .nullable();

/** An early end that was announced. */
export const terminationView = z.object({ reason: z.string(), on: day }).nullable();

/** Mails that came back, to be dealt with. */
export const undeliveredView = z.array(z.object({ mail: z.string(), at: instant }));

const signatureView = z.object({
  signatories: z.array(party),
  how: z.enum(['digital', 'handwritten']),
  signedOn: day,
  document,
  report: document.nullable(),
  checks: z.array(checksView),
});

/** An agreement's page. */
export const agreementView = agreementSummary.extend({
  kind: z.enum(['local', 'protocol-2019']),
  owed: z.boolean(),
  stageSince: instant,
  openedAt: instant,
  endedAt: instant.nullable(),
  dueAt: instant.nullable(),
  structure: named,
  territory: named,
  framework: named.extend({ endsOn: day.nullable() }).nullable(),
  text: z
    .object({
      hash: z.string(),
      conform: z.boolean(),
      incoherent: z.boolean(),
      approved: z.boolean(),
      approvalReason: z.string().nullable(),
      clauses: z.array(clauseView),
      variables: z.record(z.string(), z.union([z.number(), z.string(), z.array(z.string())])),
      signatories: z.array(party.extend({ private: z.boolean(), pec: z.string().nullable() })),
      terms: z.object({ years: z.int(), renewals: z.int() }),
    })
    .nullable(),
  signing: z
    .object({
      mode: z.enum(['ordered', 'parallel']),
      protocol: z.string(),
      document,
      signatures: z.array(signatureView),
      waiting: z.array(party),
    })
    .nullable(),
  term: termView,
  bound: z.array(party.extend({ kind: z.enum(['structure', 'municipality', 'association']), id: z.int() })),
  addenda: z.array(
    z.object({
      number: z.int(),
      change: z.enum(['join', 'leave']),
      signatory: party,
      protocol: z.string(),
      document,
      state: z.enum(['signing', 'in-force', 'cancelled']),
      signatures: z.array(signatureView),
    }),
  ),
  commitments: z.array(
    z.object({
      number: z.int(),
      clause: z.string(),
      by: z.string(),
      what: z.string(),
      dueOn: day,
      state: z.enum(['owed', 'fulfilled', 'waived', 'ended']),
      settledOn: day.nullable(),
    }),
  ),
  dispatches: z.array(dispatchView),
  exchange: exchangeView,
  proposed: z.array(proposedView),
  termination: terminationView,
  undelivered: undeliveredView,
  agenda: agendaView,
  timeline: timelineView,
});
export type AgreementView = z.output<typeof agreementView>;
