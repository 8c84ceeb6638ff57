import type { Knex } from 'knex';
import type { AgreementCommand } from '../../domain/agreement/commands';
import { openAddendum } from '../../domain/agreement/decide/addenda';
import type { AgreementFactName, AgreementFacts } from '../../domain/agreement/facts';
import { noteOf } from '../../domain/agreement/note';
import { RULES } from '../../domain/agreement/rules';
import type { AgreementState } from '../../domain/agreement/state';
import type { PrintableText } from '../../domain/agreement-text/types';
import { localDate } from '../../domain/calendar/rome';
import { FRAMEWORK_IN_FORCE } from '../../domain/framework/stages';
import type { Instant } from '../../domain/process';
import { clocksAt } from '../policies';
import { one } from '../sql';
import { freezeModel } from './model';
import { printableAddendum, printableAgreement, printedAs } from './printed';
import { commitmentsAssumed, savedText } from './save-text';
import { addressesOf, registered, structureOf } from './signatories';
import { termPolicyOn } from './term-policy';

/** The question a fact answers: on which agreement, with which command. */
interface Question {
  readonly trx: Knex;
  readonly state: AgreementState;
  readonly now: Instant;
  readonly command: AgreementCommand;
}

type Given<C extends AgreementCommand['name']> = Extract<AgreementCommand, { name: C }>['data'];
type Read = Exclude<AgreementFactName, 'clocks'>;
type Reader<F extends Read> = (question: Question) => Promise<AgreementFacts[F]>;

/** What a command names, else the agreement's own. */
const named = (command: AgreementCommand, field: 'frameworkId' | 'structureId', own: number | null): number | null =>
  (command.data as Readonly<Record<string, number | undefined>>)[field] ?? own;

/** A framework that is signed, with its model as it is today and the term policy in force; null for any other. */
async function framework({ trx, state, now, command }: Question): Promise<AgreementFacts['framework']> {
  const today = localDate(now);
  const row = await one<{ id: number; endsOn: string; inForce: boolean }>(
    trx,
    `select id, ends_on::text as "endsOn",
            status = any(?::text[]) and starts_on <= ?::date and ends_on >= ?::date as "inForce"
     from framework_agreements where id = ? and ends_on is not null`,
    [[...FRAMEWORK_IN_FORCE], today, today, named(command, 'frameworkId', state.frameworkId)],
  );
  const policy = row && (await termPolicyOn(trx, today));
  if (!row || !policy) return null;
  const model = await freezeModel(trx, row.id);
  return { ...row, model: model?.hash ?? null, policy };
}

/** What a command has signed: a note, an addendum, or the agreement under its protocol number. */
async function toPrint({ trx, state, command }: Question): Promise<PrintableText | null> {
  switch (command.name) {
    case 'sign-note':
      return noteOf(state);
    case 'record-note':
      return noteOf(state, command.data.from);
    case 'propose-addendum':
      return printableAddendum(trx, state, command.data);
    default:
      return printableAgreement(trx, state, (command.data as Given<'open-signing'>).protocol);
  }
}

/** How each fact is read. Only what the command's rule names is read (`RULES[command].needs`). */
const READ: { readonly [F in Read]: Reader<F> } = {
  framework,
  structure: async ({ trx, state, command }) => {
    const id = named(command, 'structureId', state.structureId);
    const row = id === null ? null : await structureOf(trx, id);
    if (!row) return null;
    const drawn = await one<{ count: number }>(
      trx,
      `select count(*)::int as count from agreements where structure_id = ? and kind = 'local'`,
      [row.id],
    );
    const { territory: _, ...facts } = row;
    return { ...facts, drawnUp: drawn?.count ?? 0 };
  },
  saved: ({ trx, now, command }) => savedText(trx, (command.data as Given<'save-text'>).textHash, now),
  printed: async (question) => {
    const text = await toPrint(question);
    return text && printedAs(question.trx, text);
  },
  party: async ({ trx, state, command }) => {
    const { change, signatory } = command.data as Given<'propose-addendum'>;
    const [found] = await registered(trx, [signatory], state);
    // Who was bound may leave wherever they are by now; who joins must be of the territory, and active.
    if (!found || (change === 'join' && !found.maySign)) return null;
    const { maySign: _, ...party } = found;
    return party;
  },
  assumed: async ({ trx, state }) => {
    const open = openAddendum(state);
    return open?.change === 'join' && state.text ? commitmentsAssumed(trx, state.text.textHash, open.signatory) : [];
  },
  offices: async ({ trx, state }) => ({ from: (await structureOf(trx, state.structureId))?.pec ?? null }),
  addresses: ({ trx, state }) =>
    addressesOf(
      trx,
      state.bound.map((signatory) => signatory.key),
    ),
};

/** What a decision sees of anything its rule does not ask for. */
const NOTHING: AgreementFacts = {
  calendar: { holidays: [] },
  policies: {},
  framework: null,
  structure: null,
  saved: null,
  printed: null,
  party: null,
  assumed: [],
  offices: { from: null },
  addresses: {},
};

/** The facts a command's rule asks for, read in its transaction. Throws SealRefusal where a saved text can't be worked out. */
export async function agreementFacts(question: Question): Promise<AgreementFacts> {
  const { trx, state, now, command } = question;
  const facts = { ...NOTHING };
  const { needs } = RULES[command.name];
  for (const name of needs) {
    if (name !== 'clocks') Object.assign(facts, { [name]: await READ[name](question) });
  }
  if (!needs.includes('clocks')) return facts;
  return { ...facts, ...(await clocksAt(trx, facts.structure?.territoryId ?? (state.territoryId || null), now)) };
}
