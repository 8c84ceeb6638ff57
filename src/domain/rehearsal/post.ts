import { type Dispatches, messageIdOf, owedLegs } from '../dispatch/dispatch';
import type { Receipt } from '../dispatch/types';
import type { System } from '../network/actor';
import type { Command, Instant } from '../process';

/** Who brings receipts in a rehearsal: nobody real. */
export const REHEARSED_POST: System = { kind: 'system', part: 'pec' };

const PASSED = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' } as const;
/** A document no message was kept as. */
const NO_DOCUMENT = '0'.repeat(64);

/**
 * What the post does by itself at a moment of a rehearsal: every message that is to leave leaves, and by PEC it is accepted
 * and delivered at once. In the order in which the commands are to be given.
 */
export function deliverAtOnce(stream: string, dispatches: Dispatches, now: Instant): readonly Command[] {
  return owedLegs(dispatches)
    .filter((leg) => leg.notBefore <= now)
    .flatMap(({ dispatch, channel, attempt }): Command[] => {
      const leg = dispatches[dispatch]?.legs.find((one) => one.channel === channel && one.attempt === attempt);
      const messageId = messageIdOf(stream, { dispatch, channel, attempt }, 'rehearsal.invalid');
      const data = { dispatch, channel, attempt };
      const receipt = (kind: Receipt['kind'], recipient: string | null): Command => ({
        name: 'record-receipt',
        data: {
          dispatch,
          receipt: {
            id: `${kind} ${recipient ?? ''} ${messageId}`,
            reference: messageId,
            kind,
            recipient,
            at: now,
            document: NO_DOCUMENT,
            checks: PASSED,
          } satisfies Receipt,
        },
      });
      const delivered = (leg?.addresses ?? []).map((address) => receipt('avvenuta-consegna', address));
      return [
        { name: 'begin-dispatch', data: { ...data, document: NO_DOCUMENT, messageId } },
        { name: 'hand-over-dispatch', data },
        ...(channel === 'pec' ? [receipt('accettazione', null), ...delivered] : []),
      ];
    });
}
