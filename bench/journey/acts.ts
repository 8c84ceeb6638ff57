import { HttpFailure } from '../../scripts/journey/client';
import { give, openCase } from '../../scripts/journey/give';
import { localDate } from '../../src/domain/calendar/rome';
import type { Content } from '../../tests/support/fixtures';
import type { Diary } from './diary';
import { personNumber } from './person';
import type { Adviser, Desk } from './prepare';
import type { Stopwatch } from './stopwatch';

/** A journey to begin: the number of the person helped, and who helps them. */
export interface Starting {
  readonly number: number;
  readonly desk: Desk;
  readonly adviser: Adviser;
}

/** A journey between its booking and its consult, which begins at `start`. */
export interface Waiting extends Starting {
  readonly id: string;
  readonly start: number;
}

/** What the steps are taken with. */
export interface Scene {
  readonly watch: Stopwatch;
  readonly content: Content;
  readonly diary: Diary;
}

/** How many times a booking may be done again before something must be wrong. */
const BOOKINGS = 5;

/** Opens a case, records the consent, fills in the questionnaire, asks for a consult and books it. */
export async function begin(scene: Scene, { number, desk, adviser }: Starting): Promise<Waiting> {
  const { watch, content } = scene;
  const { operator, siteId } = desk;
  const once = <T>(work: () => Promise<T>): Promise<T> => watch.request(work);
  const opened = await watch.step('open', operator, () => once(() => openCase(operator, { way: 'operator', siteId })));
  const { id } = opened;
  const consent = {
    noticeId: content.consentId,
    purposes: { 'case-handling': true, reporting: true, 'further-contact': false },
    signer: 'person' as const,
    beneficiary: personNumber(number),
  };
  await watch.step('consent', operator, () => once(() => give(operator, id, 'record-consent', consent)));
  const screening = {
    questionnaireVersionId: content.questionnaireVersionId,
    source: 'operator' as const,
    results: { [content.benefitCode]: 'indicated' as const },
    answers: { age: 20 + (number % 60), household: 1 + (number % 6), rent: number % 2 === 0, minors: true },
  };
  await watch.step('screening', operator, () => once(() => give(operator, id, 'complete-screening', screening)));
  return book(scene, { id, number, desk, adviser });
}

/** One step of two requests: the consult is asked for and, a slot being free, booked at the same sitting. */
async function book({ watch, diary }: Scene, asked: Omit<Waiting, 'start'>): Promise<Waiting> {
  const { id, desk } = asked;
  const { operator, siteId } = desk;
  let start = await diary.open(asked.adviser);
  await watch.step('book', operator, async () => {
    await watch.request(() => give(operator, id, 'request-consult', {}));
    for (let attempt = 1; ; attempt += 1) {
      const slot = { start: new Date(start).toISOString(), siteId };
      try {
        return await watch.request(() => give(operator, id, 'book-consult', slot));
      } catch (error) {
        if (attempt === BOOKINGS || !isLostSlot(error)) throw error;
        watch.rebooked += 1;
        start = await diary.open(diary.replace(asked.adviser));
      }
    }
  });
  // The platform chooses among the consultants who begin together: whoever it was holds the consult.
  return { ...asked, start, adviser: await diary.chosen(id) };
}

/** The consultant holds the consult; the operator files the claim, records the outcome and closes the case. */
export async function finish({ watch, content, diary }: Scene, waiting: Waiting): Promise<void> {
  const { id, number, adviser } = waiting;
  const { operator } = waiting.desk;
  const { client: consultant } = adviser;
  const held = { summary: 'Consulenza di prova.' };
  await watch.step('hold', consultant, () => watch.request(() => give(consultant, id, 'hold-consult', held)));
  diary.release(adviser);
  const today = localDate(Date.now());
  await watch.step('claim', operator, async () => {
    await watch.request(() => give(operator, id, 'prepare-claim', { benefitId: content.benefitId }));
    const filing = { filedBy: 'person', protocol: `PROVA-${number}`, submittedOn: today } as const;
    await watch.request(() => give(operator, id, 'submit-claim', { claim: 1, ...filing }));
  });
  await watch.step('outcome', operator, async () => {
    const decision = { outcome: 'granted', decidedOn: today, amount: 480, benefitFrom: today } as const;
    await watch.request(() => give(operator, id, 'record-outcome', { claim: 1, ...decision }));
    await watch.request(() => give(operator, id, 'close', {}));
  });
}

/** The slot began before its booking was decided, or another booking took it. */
function isLostSlot(error: unknown): boolean {
  if (!(error instanceof HttpFailure)) return false;
  return error.rule === 'past' || error.rule === 'slot-taken' || error.code === 'conflict';
}
