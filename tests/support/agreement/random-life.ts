import fc from 'fast-check';
import { agreementAgenda } from '../../../src/domain/agreement/agenda';
import type { AgreementCommandName } from '../../../src/domain/agreement/commands';
import { AGREEMENT_COMMAND_NAMES, mayOnAgreement } from '../../../src/domain/agreement/may';
import type { AgreementState } from '../../../src/domain/agreement/state';
import { dayAfter } from '../../../src/domain/calendar/years';
import type { Leg } from '../../../src/domain/dispatch/types';
import { ACTORS, type ActorName } from '../domain/actors';
import { DAY, HOUR } from '../domain/time';
import { type AgreementStory, type Giving, usualGiver } from './agreement-story';
import { FRAMEWORK } from './facts';
import { nameOf } from './follow';
import { agreementPolicies } from './policies';
import { GOOD } from './samples';
import { suitable } from './suitable';
import { sha } from './texts';

/** One step of a random life: what is offered and fits, anything at all, what the agenda owes, what happens to messages. */
export interface Step {
  readonly kind: 'offered' | 'wild' | 'owed' | 'owed-late' | 'outside';
  readonly name: AgreementCommandName;
  readonly by: ActorName;
  readonly pick: number;
  /** Whether what is rare may be picked too. */
  readonly rare: boolean;
  /** How long after the step before, in milliseconds. */
  readonly gap: number;
}

const NAMES = Object.keys(ACTORS) as ActorName[];

const weighted = <T extends string>(...kinds: readonly (readonly [T, number])[]): fc.Arbitrary<T> =>
  fc.oneof(...kinds.map(([kind, weight]) => ({ arbitrary: fc.constant(kind), weight })));

/** Lives of twenty to `maxLength` steps: an agreement has a long way to go. */
export const steps = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      kind: weighted<Step['kind']>(['offered', 10], ['wild', 3], ['owed', 6], ['owed-late', 1], ['outside', 8]),
      name: fc.constantFrom(...AGREEMENT_COMMAND_NAMES),
      by: fc.constantFrom(...NAMES),
      pick: fc.nat(9999),
      rare: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
      gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 8 * HOUR }), fc.integer({ min: 0, max: 6 * DAY })),
    }),
    // Otherwise fast-check keeps its arrays short, and no agreement would get far.
    { minLength: Math.min(20, maxLength), maxLength, size: 'max' },
  );

/** What would make lives short, or long and dull, if it came as often as the rest. */
const RARE: ReadonlySet<AgreementCommandName> = new Set([
  'terminate',
  'reject',
  'move-framework',
  'cancel-signing',
  'withdraw-from-review',
  'save-text',
  'comment-clause',
  'repolicy',
  'return-transmission',
  'dismiss-message',
  'propose-addendum',
  'cancel-addendum',
]);

/** A command ready to be given, or null when the step finds nothing to do. */
export interface Ready {
  readonly name: AgreementCommandName;
  readonly data: Readonly<Record<string, unknown>>;
  readonly giving: Omit<Giving, 'at' | 'by'> & { readonly at: number; readonly by: ActorName };
}

/** The framework as it is heard of at a step: mostly as before, now and then renewed, or ended. */
function heardEnd(state: AgreementState, pick: number): string {
  const heard = state.frameworkEndsOn ?? FRAMEWORK.endsOn;
  if (pick % 23 === 0) return '2031-06-04';
  return pick % 29 === 0 ? dayAfter(heard, -200) : heard;
}

/** What the servers say of one of the messages that are under way. */
function outside(state: AgreementState, pick: number, at: number): Pick<Ready, 'name' | 'data'> | null {
  const legs = Object.entries(state.dispatches).flatMap(([dispatch, one]) =>
    one.legs.map((leg) => ({ dispatch, leg, one })),
  );
  const open = legs.filter(({ leg, one }) =>
    leg.recipients.some((key) => one.recipients.some((to) => to.key === key && to.standing !== 'done')),
  );
  const found = open[pick % Math.max(1, open.length)];
  if (!found) return null;
  const { dispatch, leg } = found;
  const of = { dispatch, channel: leg.channel, attempt: leg.attempt };
  const id = `${dispatch}.${leg.channel}-${leg.attempt}@platform.example`;
  if (leg.state === 'owed') return { name: 'begin-dispatch', data: { ...of, document: sha(id), messageId: id } };
  if (leg.state === 'sending') return sent(of, pick, at);
  return { name: 'record-receipt', data: { dispatch, receipt: receiptOf(leg, pick, at) } };
}

function sent(of: Readonly<Record<string, unknown>>, pick: number, at: number): Pick<Ready, 'name' | 'data'> {
  if (pick % 13 === 0) return { name: 'refuse-dispatch', data: { ...of, code: '550' } };
  if (pick % 11 === 0) return { name: 'put-off-dispatch', data: { ...of, code: '451', retryAt: at + HOUR } };
  return { name: 'hand-over-dispatch', data: of };
}

function receiptOf({ messageId, addresses }: Leg, pick: number, at: number): Readonly<Record<string, unknown>> {
  const kind = pick % 7 === 0 ? 'errore-consegna' : 'avvenuta-consegna';
  const recipient = addresses[pick % Math.max(1, addresses.length)] ?? null;
  const id = `${kind}.${recipient}.${messageId}`;
  return { id, kind, reference: messageId ?? '', recipient, at, document: sha(id), checks: GOOD };
}

/** Turns a step into a command on an agreement as it stands; `given` holds the names of the follow-ups given before. */
export function ready(step: Step, story: AgreementStory, given: Set<string>): Ready | null {
  const { state } = story;
  const now = story.now + step.gap;
  const facts = { policies: step.pick % 17 === 0 ? {} : agreementPolicies({}, step.pick % 5 === 0 ? 151 : 51) };
  switch (step.kind) {
    case 'owed':
    case 'owed-late': {
      const heard = { frameworkEndsOn: state.frameworkEndsOn === null ? null : heardEnd(state, step.pick) };
      const item = agreementAgenda(state, heard).find((one) => !given.has(nameOf(one)));
      if (!item) return null;
      given.add(nameOf(item));
      const at = Math.max(item.at, step.kind === 'owed-late' ? now : story.now);
      return { ...item.command, giving: { by: 'system', at, facts } };
    }
    case 'outside': {
      const command = outside(state, step.pick, now);
      return command && { ...command, giving: { by: 'system', at: now } };
    }
    case 'wild': {
      const by = step.rare ? step.by : usualGiver(step.name);
      return { name: step.name, data: suitable(step.name, state, now, step.pick, by).data, giving: { by, at: now } };
    }
    case 'offered': {
      const offers = NAMES.filter((by) => by !== 'system').flatMap((by) =>
        mayOnAgreement(ACTORS[by], state).map((name) => ({ by, name })),
      );
      const fit = offers.filter(({ name }) => step.rare || !RARE.has(name) || (name === 'save-text' && !state.text));
      const chosen = fit[step.pick % Math.max(1, fit.length)];
      if (!chosen) return null;
      const { data, facts: fitting } = suitable(chosen.name, state, now, step.pick, chosen.by);
      return { name: chosen.name, data, giving: { by: chosen.by, at: now, facts: { ...facts, ...fitting } } };
    }
  }
}
