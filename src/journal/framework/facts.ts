import type { Knex } from 'knex';
import { localDate } from '../../domain/calendar/rome';
import type { FrameworkCommand } from '../../domain/framework/commands';
import { noteOf } from '../../domain/framework/note';
import { RULES } from '../../domain/framework/rules';
import type { FrameworkFactName, FrameworkFacts, FrameworkState } from '../../domain/framework/state';
import type { Instant } from '../../domain/process';
import { printedAs } from '../agreement/printed';
import { termPolicyOn } from '../agreement/term-policy';
import { clocksAt } from '../policies';
import { one, run } from '../sql';

/** The question a fact answers: on which framework, with which command. */
interface Question {
  readonly trx: Knex;
  readonly state: FrameworkState;
  readonly now: Instant;
  readonly command: FrameworkCommand;
}

type Read = Exclude<FrameworkFactName, 'clocks'>;
type Reader<F extends Read> = (question: Question) => Promise<FrameworkFacts[F]>;

/** How each fact is read. Only what the command's rule names is read (`RULES[command].needs`). */
const READ: { readonly [F in Read]: Reader<F> } = {
  parties: async ({ trx, state, now, command }) => {
    const asked = command.name === 'open-framework' ? command.data.partyIds : state.parties.map((party) => party.id);
    const today = localDate(now);
    const { rows } = await run<FrameworkFacts['parties'][number]>(
      trx,
      `select 'party/' || p.id as key, p.id, p.name, p.code = 'inps' as own, lower(p.pec) as pec,
              coalesce((select json_agg(json_build_object('key', 'representative/' || r.id, 'email', lower(r.email)) order by r.id)
                from representatives r where r.party_id = p.id and r.active
                  and r."from" <= ?::date and (r.until is null or r.until >= ?::date)), '[]') as representatives
       from parties p where p.id = any(?::int[]) order by p.id`,
      [today, today, [...asked]],
    );
    return rows;
  },
  /** Of the day of the last signature, this one counted; for what signs nothing, of today. */
  policy: ({ trx, state, now, command }) => {
    if (command.name !== 'record-party-signature') return termPolicyOn(trx, localDate(now));
    const days = [command.data.signedOn, ...state.parties.flatMap(({ signedOn }) => signedOn ?? [])];
    return termPolicyOn(trx, days.sort().at(-1) ?? command.data.signedOn);
  },
  codeUsed: async ({ trx, state, command }) => {
    if (command.name !== 'open-framework') return false;
    const used = 'select 1 from framework_agreements where code = ? and document_id <> ?';
    return (await one(trx, used, [command.data.code, state.id])) !== null;
  },
  printed: async ({ trx, state }) => {
    const note = noteOf(state);
    return note && printedAs(trx, note);
  },
};

/** What a decision sees of anything its rule does not ask for. */
const NOTHING: FrameworkFacts = {
  calendar: { holidays: [] },
  policies: {},
  parties: [],
  policy: null,
  codeUsed: false,
  printed: null,
};

/** The facts a command's rule asks for, read in its transaction. */
export async function frameworkFacts(question: Question): Promise<FrameworkFacts> {
  const { trx, now, command } = question;
  const facts = { ...NOTHING };
  const { needs } = RULES[command.name];
  for (const name of needs) {
    if (name !== 'clocks') Object.assign(facts, { [name]: await READ[name](question) });
  }
  return needs.includes('clocks') ? { ...facts, ...(await clocksAt(trx, null, now)) } : facts;
}
