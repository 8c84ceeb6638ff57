import { DateTime } from 'luxon';
import { ROME } from '../../../src/domain/calendar/rome';
import { isMessageKey, message } from '../../../src/domain/messages/message';
import { layOut } from '../../platform/table';
import type { AgreementPage, FrameworkPage } from './shapes';

type Page = AgreementPage | FrameworkPage;

const shown = (at: string): string => DateTime.fromISO(at, { zone: ROME }).toFormat('yyyy-LL-dd HH:mm:ss');

/** What a receipt or a message adds to its line of the timeline. */
function detailOf(page: Page, documents: readonly string[]): string {
  for (const { key, receipts } of page.dispatches) {
    const receipt = receipts.find((one) => documents.includes(one.document));
    if (!receipt) continue;
    const { integrity, signer, chain, revocation } = receipt.checks;
    const checks = `integrity ${integrity}, signer ${signer}, chain ${chain}, revocation ${revocation}`;
    return `${key}: ${receipt.kind}${receipt.recipient ? ` ${receipt.recipient}` : ''} (${checks})`;
  }
  return '';
}

/** The whole timeline of an agreement, each receipt with what was examined of its signature. */
export function printedTimeline(title: string, page: Page): string {
  const rows = page.timeline.map(({ at, label, stage, by, documents }) => [
    shown(at),
    isMessageKey(label) ? message('en', label) : label,
    stage ?? '',
    by ?? 'platform',
    detailOf(page, documents),
  ]);
  return `\n${layOut([{ title: `${title}: ${page.title}`, rows }])}`;
}

/** The chain of each message to offices: who has it, by what proof. */
export function printedMessages(page: Page): string {
  const rows = page.dispatches.flatMap(({ key, recipients }) =>
    recipients.map(({ as, address, channel, standing, proof }) => [key, as, channel, address, standing, proof ?? '']),
  );
  return `\n${layOut([{ title: 'Messages to offices (how, where, standing, proof)', rows }])}`;
}
