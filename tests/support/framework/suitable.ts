import { localDate } from '../../../src/domain/calendar/rome';
import { recipientsFor } from '../../../src/domain/dispatch/dispatch';
import type { FrameworkCommandName, FrameworkDataOf } from '../../../src/domain/framework/commands';
import type { FrameworkState } from '../../../src/domain/framework/state';
import { missing } from '../../../src/domain/notes/exchange';
import type { Instant } from '../../../src/domain/process';
import { pecOf } from './facts';
import { SAMPLES } from './samples';

type Data = { readonly [C in FrameworkCommandName]: Partial<FrameworkDataOf<C>> }[FrameworkCommandName];

/** The recipient a command of people's may be about, chosen by `pick`; our own note is proven by its receipt only. */
function about(state: FrameworkState, name: Parameters<typeof recipientsFor>[1], pick: number): Data {
  const all = recipientsFor(state.dispatches, name).filter(
    ({ dispatch }) => name === 'resend-dispatch' || dispatch !== state.exchange?.ownNote?.dispatch,
  );
  return all[pick % Math.max(1, all.length)] ?? {};
}

/** Data under which an offered command is accepted in this state. */
export function suitable(name: FrameworkCommandName, state: FrameworkState, now: Instant, pick = 0): Data {
  const message = state.proposed[pick % Math.max(1, state.proposed.length)];
  switch (name) {
    case 'record-party-signature': {
      const unsigned = state.parties.filter((party) => party.signedOn === null);
      return { party: unsigned[pick % Math.max(1, unsigned.length)]?.key ?? '', signedOn: localDate(now) };
    }
    case 'accept-note': {
      const awaited = state.exchange ? missing(state.exchange) : [];
      const found = state.proposed.find((one) => awaited.some((party) => pecOf(party) === one.sender));
      const from = awaited.find((party) => pecOf(party) === found?.sender);
      return { message: found?.message ?? 0, from: from ?? '' };
    }
    case 'dismiss-message':
      return { message: message?.message ?? 0 };
    case 'terminate': {
      const on = localDate(now);
      return { on, reason: `Fine inventata ${pick}` };
    }
    case 'settle-mail':
      return { mail: state.undelivered[0]?.mail ?? '' };
    case 'resend-dispatch':
    case 'acknowledge-dispatch':
      return about(state, name, pick);
    case 'record-protocol':
      return { ...about(state, name, pick), on: localDate(now) };
    default:
      return SAMPLES[name];
  }
}
