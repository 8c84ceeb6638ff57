import { type Dispatches, messageIdOf, owedLegs } from '../dispatch/dispatch';
import type { Receipt } from '../dispatch/types';
import type { System } from '../network/actor';
import type { Command, Instant } from '../process';

/** Who brings receipts in a rehearsal: nobody real. */
export const REHEARSED_POST: System = { kind: 'system', part: 'pec' };

const PASSED = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' } as const;
/** A document no message was kept as. */
const NO_DOCUMENT = '0'.repeat(64);

/** A command of the post, and when it comes. */
export interface Posted {
  readonly at: Instant;
  readonly command: Command;
}

/**
 * What the post does by itself from `now` on: every message that is to leave leaves as soon as it may, and by PEC it is
 * accepted and delivered at once; so is what left before and waits for its receipts. In the order in which the commands are
 * to be given.
 */
export function deliverAtOnce(stream: string, dispatches: Dispatches, now: Instant): readonly Posted[] {
  const leaving = owedLegs(dispatches).flatMap(({ dispatch, channel, attempt, notBefore }): Posted[] => {
    const leg = dispatches[dispatch]?.legs.find((one) => one.channel === channel && one.attempt === attempt);
    if (!leg) return [];
    const at = Math.max(now, notBefore);
    const messageId = leg.messageId ?? messageIdOf(stream, { dispatch, channel, attempt }, 'rehearsal.invalid');
    const data = { dispatch, channel, attempt };
    return [
      { at, command: { name: 'begin-dispatch', data: { ...data, document: NO_DOCUMENT, messageId } } },
      { at, command: { name: 'hand-over-dispatch', data } },
      ...(channel === 'pec' ? receipts(dispatch, messageId, leg.addresses, at) : []),
    ];
  });
  const onTheWay = Object.entries(dispatches).flatMap(([dispatch, { legs, recipients }]) =>
    legs.flatMap((leg): readonly Posted[] => {
      const { channel, state, messageId, alarmAt } = leg;
      if (channel !== 'pec' || state !== 'handed-over' || messageId === null || alarmAt === null) return [];
      const waiting = recipients.filter((one) => one.standing === 'waiting' && leg.recipients.includes(one.key));
      const addresses = [...new Set(waiting.map((one) => one.address))];
      return receipts(dispatch, messageId, addresses, now);
    }),
  );
  return [...onTheWay, ...leaving];
}

/** The receipts of one PEC: it is accepted, and delivered to each address. */
function receipts(dispatch: string, messageId: string, addresses: readonly string[], at: Instant): readonly Posted[] {
  const receipt = (kind: Receipt['kind'], recipient: string | null): Posted => ({
    at,
    command: {
      name: 'record-receipt',
      data: {
        dispatch,
        receipt: {
          id: `${kind} ${recipient ?? ''} ${messageId}`,
          reference: messageId,
          kind,
          recipient,
          at,
          document: NO_DOCUMENT,
          checks: PASSED,
        } satisfies Receipt,
      },
    },
  });
  return [receipt('accettazione', null), ...addresses.map((address) => receipt('avvenuta-consegna', address))];
}
