import type { Instant, Notice } from '../../process';
import type { CommandName } from '../commands';
import { bookedConsult, type CaseState, type Consult, consentAsked } from '../state';
import {
  type Context,
  fact,
  follower,
  type Handler,
  happened,
  notice,
  type Outcome,
  refused,
  tellFollower,
} from './outcome';

const HOUR = 3_600_000;

/** Asks INPS for a video consult; the territory's referents are told at once. */
export const requestConsult: Handler<'request-consult'> = ({ command, state, data }) => {
  if (!consentAsked(state)) return refused(command, 'ask-consent');
  if (state.consultRequest || bookedConsult(state)) return refused(command, 'already-done');
  return happened(fact('consult-requested', { interpreterLanguage: data.interpreterLanguage }), [
    notice(state, 'requested', { referentsOf: state.territoryId }, 'consult-requested', { channel: 'own' }),
  ]);
};

/** Books a consult at one of the association's sites. Who holds it is chosen from the territory's pooled slots. */
export const bookConsult: Handler<'book-consult'> = (context) => {
  const { command, state } = context;
  if (!consentAsked(state)) return refused(command, 'ask-consent');
  if (bookedConsult(state)) return refused(command, 'already-booked');
  const interpreterLanguage = context.data.interpreterLanguage ?? state.consultRequest?.interpreterLanguage ?? null;
  return book(context, state.consults.length + 1, 0, interpreterLanguage);
};

/**
 * Moves a booked consult to another time or site, or changes its interpreter: the same invitation with a higher sequence;
 * a cancellation if it changes hands.
 */
export const postponeConsult: Handler<'postpone-consult'> = (context) => {
  const { command, state, data } = context;
  const booked = bookedConsult(state);
  if (!booked) return refused(command, 'no-consult');
  const { interpreterLanguage = booked.interpreterLanguage } = data;
  const same = booked.start === data.start && booked.siteId === data.siteId;
  if (same && booked.interpreterLanguage === interpreterLanguage) return refused(command, 'same-time', 'start');
  return book(context, booked.number, booked.sequence + 1, interpreterLanguage, booked);
};

function book(
  context: Context<'book-consult'> | Context<'postpone-consult'>,
  number: number,
  sequence: number,
  interpreterLanguage: string | null,
  moved?: Consult,
): Outcome {
  const { command, state, data, facts, now } = context;
  if (data.start <= now) return refused(command, 'past', 'start');
  if (!facts.site?.active || facts.site.associationId !== state.associationId)
    return refused(command, 'site', 'siteId');
  const before = state.consults.at(-1)?.consultantId;
  const [free] = [...facts.slots].sort(
    (a, b) =>
      Number(b.consultantId === before) - Number(a.consultantId === before) ||
      a.load - b.load ||
      a.consultantId - b.consultantId,
  );
  if (!free) return refused(command, 'slot-taken', 'start');
  const consult = {
    number,
    sequence,
    consultantId: free.consultantId,
    siteId: facts.site.id,
    start: data.start,
    end: free.end,
    interpreterLanguage,
    meetingLink: free.meetingLink,
    reminders: remindersOf(data.start, now),
  };
  const template = moved ? 'consult-postponed' : 'consult-booked';
  const leaving = moved && moved.consultantId !== free.consultantId ? moved : undefined;
  return happened(fact('consult-booked', consult), [
    ...bothSides(state, consult, `booked-${number}-${sequence}`, template, 'REQUEST'),
    ...(leaving
      ? [toConsultant(state, { ...leaving, sequence }, `left-${number}`, 'consult-cancelled', 'CANCEL')]
      : []),
  ]);
}

/** The day before and an hour before, as far as they are still ahead: none that would arrive too late. */
function remindersOf(start: Instant, now: Instant): Consult['reminders'] {
  return [
    { key: 'day-before' as const, at: start - 24 * HOUR },
    { key: 'hour-before' as const, at: start - HOUR },
  ].filter((reminder) => reminder.at > now);
}

type Meeting = Pick<Consult, 'number' | 'sequence' | 'consultantId' | 'start' | 'end' | 'meetingLink'>;

function message(state: CaseState, consult: Meeting, method?: 'REQUEST' | 'CANCEL'): Partial<Notice> {
  return {
    channel: 'own',
    variables: { when: consult.start, link: consult.meetingLink },
    ...(method
      ? {
          calendar: {
            uid: `${state.id}.consult.${consult.number}`,
            sequence: consult.sequence,
            method,
            start: consult.start,
            end: consult.end,
            url: consult.meetingLink,
          },
        }
      : {}),
  };
}

function toConsultant(
  state: CaseState,
  consult: Meeting,
  key: string,
  template: string,
  method?: 'REQUEST' | 'CANCEL',
): Notice {
  return notice(state, `${key}-inps`, { consultant: consult.consultantId }, template, message(state, consult, method));
}

/** The same message to the consultant and to whoever follows the case at the association. */
export function bothSides(
  state: CaseState,
  consult: Meeting,
  key: string,
  template: string,
  method?: 'REQUEST' | 'CANCEL',
): readonly Notice[] {
  return [
    toConsultant(state, consult, key, template, method),
    notice(state, `${key}-site`, follower(state), template, message(state, consult, method)),
  ];
}

/**
 * A booked consult when the case changes hands: it leaves the diary of whoever followed the case (its managers, while
 * it had no operator) and enters the new operator's. The sequence rises once a message, the invitation last: an operator
 * the case comes back to, or a manager who takes it, ends with the invitation in whatever order the mails arrive.
 */
export function handOverConsult(
  state: CaseState,
  operatorId: number,
): { readonly consultSequence?: number; readonly notices: readonly Notice[] } {
  const booked = bookedConsult(state);
  if (!booked) return { notices: [] };
  const left = { ...booked, sequence: booked.sequence + 1 };
  const joined = { ...booked, sequence: booked.sequence + 2 };
  const key = `handed-${booked.number}-${joined.sequence}`;
  const newcomer = { operator: operatorId, of: state.associationId };
  return {
    consultSequence: joined.sequence,
    notices: [
      notice(state, `${key}-left`, follower(state), 'consult-cancelled', message(state, left, 'CANCEL')),
      notice(state, `${key}-joined`, newcomer, 'consult-booked', message(state, joined, 'REQUEST')),
    ],
  };
}

type Accepted = Exclude<Outcome, { rule: string }>;

/**
 * What becomes of a booked consult when its case ends: called off while it is still to come. Of one that has begun nobody
 * said whether it took place: that is recorded, and nobody is told to strike a meeting of the past.
 */
export function leaveConsult(state: CaseState, now: Instant): Accepted {
  const booked = bookedConsult(state);
  if (!booked || booked.start > now) return callOff(state, null);
  return { facts: [fact('consult-unrecorded', { number: booked.number })], notices: [] };
}

/** What calling a booked consult off adds: the fact and both cancellations. */
function callOff(state: CaseState, reasonRef: string | null): Accepted {
  const booked = bookedConsult(state);
  if (!booked) return { facts: [], notices: [] };
  const cancelled = { ...booked, sequence: booked.sequence + 1 };
  return {
    facts: [fact('consult-cancelled', { number: booked.number, reasonRef })],
    notices: bothSides(
      state,
      cancelled,
      `cancelled-${booked.number}-${cancelled.sequence}`,
      'consult-cancelled',
      'CANCEL',
    ),
  };
}

/** Calls a consult off; the request stays open. */
export const cancelConsult: Handler<'cancel-consult'> = ({ command, state, data }) =>
  bookedConsult(state) ? callOff(state, data.reasonRef ?? null) : refused(command, 'no-consult');

/** The consult took place. It can't be said before it began. */
export const holdConsult: Handler<'hold-consult'> = (context) => {
  const booked = heldBy(context);
  if ('rule' in booked) return booked;
  return happened(
    fact('consult-held', { number: booked.number, summaryRef: context.data.summaryRef ?? null }),
    tellFollower(context, `held-${booked.number}`, 'consult-held', 'own'),
  );
};

/** Nobody came: the case asks for a consult again. */
export const missConsult: Handler<'miss-consult'> = (context) => {
  const booked = heldBy(context);
  if ('rule' in booked) return booked;
  return happened(
    fact('consult-missed', { number: booked.number }),
    tellFollower(context, `missed-${booked.number}`, 'consult-missed', 'own'),
  );
};

function heldBy({ command, state, now }: Context<CommandName>): Consult | ReturnType<typeof refused> {
  const booked = bookedConsult(state);
  if (!booked) return refused(command, 'no-consult');
  return now < booked.start ? refused(command, 'too-early') : booked;
}

/** A reminder of a booked consult, to both sides; one that would come after the start is recorded as not sent. */
export const remindConsult: Handler<'remind-consult'> = ({ command, state, data, now }) => {
  const booked = bookedConsult(state);
  if (booked?.number !== data.consult) return refused(command, 'already-done');
  const due = booked.reminders.find((reminder) => reminder.key === data.key);
  if (!due) return refused(command, 'already-done');
  if (due.at > now) return refused(command, 'too-early');
  const overtaken = booked.reminders.some((reminder) => reminder.at > due.at && reminder.at <= now);
  const sent = now < booked.start && !overtaken;
  return happened(
    fact('consult-reminded', { number: booked.number, key: data.key, sent }),
    sent
      ? bothSides(state, booked, `reminder-${booked.sequence}-${data.key}`, 'consult-reminder').map((one) => ({
          ...one,
          notAfter: due.key === 'day-before' ? booked.start - HOUR : booked.start,
        }))
      : [],
  );
};
