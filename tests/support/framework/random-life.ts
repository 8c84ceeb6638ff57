import fc from 'fast-check';
import type { TermPolicy } from '../../../src/domain/agreement/state';
import { messageIdOf, owedLegs } from '../../../src/domain/dispatch/dispatch';
import { frameworkAgenda } from '../../../src/domain/framework/agenda';
import { FRAMEWORK_COMMANDS, type FrameworkCommandName } from '../../../src/domain/framework/commands';
import { mayOnFramework } from '../../../src/domain/framework/may';
import { hash, receipt } from '../dispatch/receipts';
import { ACTORS, type ActorName } from '../domain/actors';
import { DAY, HOUR } from '../domain/time';
import { POLICY_2021, pecOf, RENEWAL_DEADLINE } from './facts';
import { signAll } from './framework-in';
import { FrameworkStory, follow } from './framework-story';
import { suitable } from './suitable';

const NAMES = Object.keys(FRAMEWORK_COMMANDS) as FrameworkCommandName[];
const KINDS = [
  'accettazione',
  'avvenuta-consegna',
  'avvenuta-consegna',
  'avvenuta-consegna',
  'errore-consegna',
] as const;

/** One step of a random life: what is offered, anything at all, what is owed, messages leaving, receipts and notes coming. */
export interface Step {
  readonly kind: 'offered' | 'wild' | 'owed' | 'carry' | 'receipt' | 'message';
  readonly name: FrameworkCommandName;
  readonly by: ActorName;
  readonly pick: number;
  /** Ending it early is rare, or no life would be long. */
  readonly rare: boolean;
  /** How long after the step before, in milliseconds. */
  readonly gap: number;
}
const weighed = (kind: Step['kind'], weight: number) => ({ arbitrary: fc.constant(kind), weight });

/** Lives of ten to `maxLength` steps. */
export const steps = (maxLength: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      kind: fc.oneof(
        weighed('offered', 8),
        weighed('wild', 2),
        weighed('owed', 3),
        weighed('carry', 4),
        weighed('receipt', 8),
        weighed('message', 4),
      ),
      name: fc.constantFrom(...NAMES),
      by: fc.constantFrom<ActorName>('directorate', 'directorate', 'system', 'structure', 'manager'),
      pick: fc.nat(9999),
      rare: fc.nat(30).map((one) => one === 0),
      gap: fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 8 * HOUR }), fc.integer({ min: 0, max: 8 * DAY })),
    }),
    { minLength: 10, maxLength, size: 'max' },
  );

/** Where a random life begins: from nothing, or when the notes are asked for. */
export function beginning(policy: TermPolicy, begun: boolean): FrameworkStory {
  const story = new FrameworkStory();
  story.facts = { policy };
  if (!begun) return story;
  story.give('open-framework');
  signAll(story);
  follow(story, { until: frameworkAgenda(story.state).find((item) => item.key === 'open-window')?.at ?? 0 });
  return story;
}

/** The policies a random life may be signed under: no renewal, one, two. */
export const anyPolicy = fc
  .record({ termYears: fc.integer({ min: 1, max: 3 }), maxRenewals: fc.constantFrom(0, 1, 1, 1, 2) })
  .map((change) => ({ ...POLICY_2021, ...change }));

/** Something that may be a receipt of a message that left. */
function oneReceipt(story: FrameworkStory, pick: number): void {
  const legs = Object.entries(story.state.dispatches).flatMap(([dispatch, { legs: all }]) =>
    all.filter((leg) => leg.channel === 'pec' && leg.messageId).map((leg) => ({ dispatch, leg })),
  );
  const found = legs[legs.length - 1 - (pick % Math.max(1, Math.min(3, legs.length)))];
  if (!found) return;
  const kind = KINDS[pick % KINDS.length] ?? 'accettazione';
  const to = kind === 'accettazione' ? null : (found.leg.addresses[pick % found.leg.addresses.length] ?? null);
  const one = receipt(kind, found.leg.messageId ?? '', to, { at: story.now });
  attempt(story, 'record-receipt', { dispatch: found.dispatch, receipt: one });
}

function attempt(story: FrameworkStory, name: FrameworkCommandName, data: object, by?: ActorName): void {
  // Somebody wrote a new deadline policy since the clock began.
  const policies = { 'framework-renewal': { ...RENEWAL_DEADLINE, id: 71 } };
  const giving = { at: story.now, ...(by ? { by } : {}), ...(name === 'repolicy' ? { facts: { policies } } : {}) };
  if (story.refusal(name, data, giving) === undefined) story.give(name, data, giving);
}

/** A message that the server puts off, or will not have. */
function fail(story: FrameworkStory, pick: number): void {
  const [leg] = owedLegs(story.state.dispatches).filter((one) => one.notBefore <= story.now);
  if (!leg) return;
  const { notBefore: _notBefore, ...of } = leg;
  const messageId = messageIdOf(story.stream, of, 'inps-per-tutti.example');
  attempt(story, 'begin-dispatch', { ...of, document: hash('f'), messageId });
  if (pick % 2 === 0) attempt(story, 'put-off-dispatch', { ...of, code: '450', retryAt: story.now + HOUR });
  else attempt(story, 'refuse-dispatch', { ...of, code: '550' });
}

/** Takes one step. Refusals leave no trace. */
export function take(story: FrameworkStory, { kind, name, by, pick, rare, gap }: Step): void {
  story.now += gap;
  switch (kind) {
    case 'wild':
      attempt(story, name, {}, by);
      return;
    case 'carry':
      if (pick % 5 === 0) fail(story, pick);
      else story.carry();
      return;
    case 'receipt':
      oneReceipt(story, pick);
      return;
    case 'message': {
      const sender = pecOf(`party/${2 + (pick % 3)}`);
      attempt(story, 'propose-message', { message: 1 + (pick % 50), sender, at: story.now });
      if (pick % 2 === 0) attempt(story, 'accept-note', suitable('accept-note', story.state, story.now));
      return;
    }
    case 'owed': {
      const item = frameworkAgenda(story.state)[0];
      if (!item) return;
      story.now = Math.max(story.now, item.at);
      attempt(story, item.command.name, item.command.data);
      return;
    }
    case 'offered': {
      const offered = mayOnFramework(ACTORS.directorate, story.state).filter((one) => rare || one !== 'terminate');
      const signs = pick % 3 === 0 && offered.includes('sign-note');
      const chosen = signs ? 'sign-note' : offered[pick % Math.max(1, offered.length)];
      if (chosen) attempt(story, chosen, suitable(chosen, story.state, story.now, pick));
    }
  }
}
