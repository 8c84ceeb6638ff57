import type { Knex } from 'knex';
import type { AgreementFact } from '../../src/domain/agreement/entries';
import type { TermPolicy } from '../../src/domain/agreement/state';
import type { AgreementText, Signatory } from '../../src/domain/agreement-text/types';
import { canonicalJson } from '../../src/domain/canonical-json';
import type { FrameworkFact } from '../../src/domain/framework/entries';
import { FOLLOW } from '../../src/domain/network/actor';
import type { Fact, Instant } from '../../src/domain/process';
import { savedText } from '../../src/journal/agreement/save-text';
import { readModel } from '../../src/journal/agreement/texts';
import { append, hostOf } from '../../src/journal/append';
import { putDocument } from '../../src/journal/documents';
import { HOSTS } from '../../src/journal/hosts';
import type { Journal } from '../../src/journal/types';
import { createVault } from '../../src/journal/vault/keys';
import { draftOf, MODEL_2024 } from './domain/local-agreement';

const SINCE = Date.parse('2024-01-01T08:00:00Z');
const DAYS = { signedOn: '2024-01-01', startsOn: '2024-01-01' };
const ENDS_ON = '2099-12-31';

/** A policy of tests: an agreement under it runs for as long as any test. */
export const LONG_POLICY: TermPolicy = {
  id: 1,
  code: 'prova',
  termYears: 10,
  maxRenewals: 0,
  windowDays: 60,
  transmission: {
    central: { channel: 'pec', address: 'inclusione@pec.inps.example' },
    communication: { channel: 'mail', address: 'comunicazione@inps.example' },
  },
};

/** A journal over a database where no vault matters. */
function plainJournal(db: Knex): Journal {
  const vault = createVault({ masterKey: Buffer.alloc(32, 1), indexKey: Buffer.alloc(32, 2) });
  return { db, vault, hosts: HOSTS, mailDomain: 'prova.example' };
}

/**
 * Writes a past that a test needs, entry by entry, without asking the rules: chain, rows and end are the process's own, and
 * nothing is sent or woken. Throws Error when the stream is there already.
 */
export async function tell(db: Knex, stream: string, facts: readonly Fact[], at: Instant = SINCE): Promise<void> {
  const journal = plainJournal(db);
  const host = hostOf(journal, stream);
  const told = {
    ...host,
    seal: async () => ({ name: 'tell', data: {} }),
    facts: async () => ({}),
    process: { ...host.process, decide: () => ({ accepted: true as const, entries: facts, notices: [] }) },
  };
  const answer = await append(
    { ...journal, hosts: { ...HOSTS, [host.process.name]: told } },
    {
      stream,
      command: { name: 'tell', data: {} },
      actor: FOLLOW,
      key: stream,
      correlation: stream,
      at,
      effects: 'not-sent',
    },
  );
  if (answer.outcome !== 'accepted' || answer.replayed) throw new Error(`not told: ${JSON.stringify(answer)}`);
}

const idOf = async (db: Knex, table: string, stream: string): Promise<number> => {
  const [, document_id = ''] = stream.split('/');
  return (await db(table).where({ document_id }).first('id')).id;
};

/** A framework agreement in force from 2024 on, signed by two Parties; its row's id. */
export async function tellFramework(db: Knex, label: string): Promise<number> {
  const stream = `framework/prova-${label}`;
  const parties = await db('parties').orderByRaw(`code = 'inps' desc, id`).limit(2).select('id', 'name', 'code');
  const facts: FrameworkFact[] = [
    {
      type: 'framework-opened',
      data: {
        code: `accordo-di-prova-${label}`,
        title: `Accordo quadro di prova ${label}`,
        resolution: 'Deliberazione di prova',
        parties: parties.map(({ id, name, code }) => ({ key: `party/${id}`, id, name, own: code === 'inps' })),
      },
    },
    ...parties.map(
      ({ id }): FrameworkFact => ({
        type: 'party-signed',
        data: { party: `party/${id}`, signedOn: DAYS.signedOn },
      }),
    ),
    { type: 'framework-in-force', data: { ...DAYS, endsOn: ENDS_ON, policy: LONG_POLICY } },
  ];
  await tell(db, stream, facts);
  return idOf(db, 'framework_agreements', stream);
}

/** A local agreement in force from 2024 on, with the text of the seeded model, between a structure and others; its row's id. */
export async function tellAgreement(
  db: Knex,
  label: string,
  place: {
    readonly frameworkId: number;
    readonly territoryId: number;
    /** The structure first. */
    readonly signatories: readonly Signatory[];
    /** What happened since it is in force. */
    readonly facts?: readonly AgreementFact[];
  },
): Promise<number> {
  const stream = `agreement/prova-${label}`;
  const [structure] = place.signatories;
  const title = `Accordo di prova ${label}`;
  const model = await putDocument(db, 'application/json', Buffer.from(canonicalJson(MODEL_2024)));
  const { variables, clauses } = draftOf(await readModel(db, model));
  const text: AgreementText = {
    format: 1,
    model,
    framework: MODEL_2024.framework,
    title,
    territory: `Ambito di prova ${label}`,
    signatories: place.signatories,
    variables,
    clauses,
  };
  const textHash = await putDocument(db, 'application/json', Buffer.from(canonicalJson(text)));
  const opened = {
    structureId: structure?.id ?? 0,
    territoryId: place.territoryId,
    frameworkId: place.frameworkId,
    frameworkEndsOn: ENDS_ON,
    model,
    title,
    owed: false,
  };
  const facts: AgreementFact[] = [
    { type: 'agreement-opened', data: { ...opened, stage: 'drafting' } },
    { type: 'text-saved', data: await savedText(db, textHash, Date.now()) },
    { type: 'signed', data: { ...DAYS, termEndsOn: ENDS_ON, policy: LONG_POLICY, stage: 'signed' } },
    { type: 'activated', data: { commitments: [], stage: 'active' } },
    ...(place.facts ?? []),
  ];
  await tell(db, stream, facts);
  return idOf(db, 'agreements', stream);
}
