import { recipientsFor } from '../dispatch/dispatch';
import type { Actor } from '../network/actor';
import { missing } from '../notes/exchange';
import { barred } from '../rule';
import { FRAMEWORK_COMMANDS, type FrameworkCommandName } from './commands';
import { RULES } from './rules';
import { standingsOf } from './standing';
import type { FrameworkState } from './state';

type Possible = (state: FrameworkState) => boolean;

/** Somebody a command about a message may be about; our own note is proven by its receipt only. */
const recipients =
  (command: 'resend-dispatch' | 'record-protocol' | 'acknowledge-dispatch'): Possible =>
  ({ dispatches, exchange }) =>
    recipientsFor(dispatches, command).some(
      ({ dispatch }) => command === 'resend-dispatch' || dispatch !== exchange?.ownNote?.dispatch,
    );

/** What a state must hold for a command to make sense, beyond the table: what a screen would not offer otherwise. */
const POSSIBLE: { readonly [C in FrameworkCommandName]?: Possible } = {
  'accept-note': ({ exchange, proposed }) => proposed.length > 0 && exchange !== null && missing(exchange).length > 0,
  // Given from the list of messages, where the message is.
  'propose-message': () => false,
  'dismiss-message': ({ proposed }) => proposed.length > 0,
  'sign-note': ({ exchange, termination }) => exchange !== null && exchange.ownNote === null && termination === null,
  repolicy: ({ clocks }) => Object.keys(clocks).length > 0,
  'settle-mail': ({ undelivered }) => undelivered.length > 0,
  'resend-dispatch': recipients('resend-dispatch'),
  'record-protocol': recipients('record-protocol'),
  'acknowledge-dispatch': recipients('acknowledge-dispatch'),
};

/** The commands an actor may give now: the same table `decideFramework` asks, so what is offered is what is accepted. */
export function mayOnFramework(actor: Actor, state: FrameworkState): readonly FrameworkCommandName[] {
  const standings = standingsOf(actor);
  return (Object.keys(FRAMEWORK_COMMANDS) as FrameworkCommandName[]).filter(
    (name) => !barred(RULES[name], standings, state.stage) && (POSSIBLE[name]?.(state) ?? true),
  );
}
