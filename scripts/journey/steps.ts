import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { localDate } from '../../src/domain/calendar/rome';
import type { CommandName } from '../../src/domain/case/commands';
import { Failure } from '../platform/failure';
import type { Say } from '../platform/progress';
import { answerAll, locatorIn, openTaken, type Taken } from './anonymous';
import { type BorrowedSlot, borrowSlot } from './borrowed-slot';
import type { Cast, Player } from './cast';
import { type Choices, choose } from './catalogue';
import { give, openCase, type SentData } from './give';

/** A case that has travelled the whole journey. */
export interface Travelled {
  readonly id: string;
  readonly code: string;
  readonly consultant: Player;
}

/** The id of a step's request, found again in the journal, in the mails it owed and in the log. */
export const correlationOf = (run: string, step: CommandName): string => `${run}-${step}`;

/**
 * Takes one case from its opening to its end over HTTP, each step by who would take it: by the operator's way in, or by
 * the public one when somebody brings what they took from the public questionnaire. `run` names the journey in every
 * request's id. Throws HttpFailure when a step is refused, Failure when there is no slot to book.
 */
export async function travel(cast: Cast, run: string, say: Say, taken?: Taken): Promise<Travelled> {
  const { operator } = cast;
  const choices = await choose(operator.client, operator.me.siteId);
  const correlation = correlationOf(run, 'open-case');
  const way = taken ? ({ way: 'public', locator: locatorIn(taken.code) } as const) : ({ way: 'operator' } as const);
  const { id, code } = await openCase(operator.client, { ...way, siteId: choices.siteId }, correlation);
  said(say, operator, 'open-case');
  const act = async <C extends CommandName>(who: Player, name: C, data: SentData<C>) => {
    await give(who.client, id, name, data, correlationOf(run, name));
    said(say, who, name);
  };
  await act(operator, 'record-consent', {
    noticeId: choices.consentId,
    purposes: { 'case-handling': true, reporting: true, 'further-contact': false },
    signer: 'person',
    beneficiary: { givenName: 'Persona', familyName: 'Di Prova' },
  });
  await act(operator, 'complete-screening', await screening(operator, id, choices, taken));
  await act(operator, 'request-consult', {});
  const consultant = await consult(cast, { id, choices, act, say });
  await claim(operator, choices, act);
  await act(operator, 'close', {});
  return { id, code, consultant };
}

/** The operator's own questions, or the answers somebody brought sealed: opened with their code, under their consent. */
async function screening(
  { client }: Player,
  id: string,
  { questionnaire }: Choices,
  taken: Taken | undefined,
): Promise<SentData<'complete-screening'>> {
  const sent = (one: { readonly results: object; readonly answers: object }) =>
    ({ results: one.results, answers: one.answers }) as Pick<SentData<'complete-screening'>, 'results' | 'answers'>;
  if (!taken) {
    const answered = answerAll(questionnaire.snapshot);
    return { questionnaireVersionId: questionnaire.id, source: 'operator', ...sent(answered) };
  }
  const { versionId, answers } = await openTaken(client, id, taken.code);
  if (!isDeepStrictEqual(answers, taken.answers))
    throw new Failure('The sealed answers are not those that were given.');
  return { questionnaireVersionId: versionId, source: 'public-code', ...sent({ results: taken.results, answers }) };
}

type Act = <C extends CommandName>(who: Player, name: C, data: SentData<C>) => Promise<void>;

/** Books a slot among the free ones, waits until it begins, and has the consultant say it was held. */
async function consult(
  { operator, consultants }: Cast,
  { id, choices, act, say }: { id: string; choices: Choices; act: Act; say: Say },
): Promise<Player> {
  const slot = await borrowSlot(consultants);
  try {
    await requireFree(operator, slot);
    const start = new Date(slot.start).toISOString();
    await act(operator, 'book-consult', { start, siteId: choices.siteId });
    await requireHeldBy(operator, id, slot.consultant);
    say('  … waiting until the consult begins');
    await sleep(slot.start + 200 - Date.now());
    await act(slot.consultant, 'hold-consult', { summary: 'Consulenza di prova.' });
  } finally {
    await slot.giveBack();
  }
  return slot.consultant;
}

async function requireFree(operator: Player, { start }: BorrowedSlot): Promise<void> {
  const from = new Date(start).toISOString();
  const to = new Date(start + 1000).toISOString();
  const { data } = await operator.client.get<{ data: { start: string }[] }>(`/api/slots?from=${from}&to=${to}`);
  if (data.some((slot) => Date.parse(slot.start) === start)) return;
  throw new Failure('The slot the consultant published is not among the free ones of the territory.');
}

async function requireHeldBy(operator: Player, id: string, consultant: Player): Promise<void> {
  const { data } = await operator.client.get<{ data: { consults: { consultant: { id: number } }[] } }>(
    `/api/cases/${id}`,
  );
  if (data.consults[0]?.consultant.id === consultant.me.consultantId) return;
  throw new Failure('The consult went to a consultant other than the one who published the slot: try again.');
}

/** Prepares the claim with its prerequisites, files it, and records what INPS decided. */
async function claim(operator: Player, { benefit }: Choices, act: Act): Promise<void> {
  const today = localDate(Date.now());
  await act(operator, 'prepare-claim', { benefitId: benefit.id });
  for (const prerequisite of benefit.prerequisites) {
    await act(operator, 'tick-prerequisite', { claim: 1, prerequisite, done: true });
  }
  const protocol = `PROVA-${Date.now()}`;
  await act(operator, 'submit-claim', { claim: 1, filedBy: 'person', protocol, submittedOn: today });
  const outcome = { outcome: 'granted', decidedOn: today, amount: 480, benefitFrom: today } as const;
  await act(operator, 'record-outcome', { claim: 1, ...outcome });
}

function said(say: Say, { me }: Player, step: CommandName): void {
  say(`  ✓ ${step}: ${me.name}`);
}
