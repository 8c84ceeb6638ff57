import type { ModelText } from '../../../src/domain/agreement-text/types';
import { localDate } from '../../../src/domain/calendar/rome';
import { Failure } from '../../platform/failure';
import type { Say } from '../../platform/progress';
import type { Player } from '../cast';
import { Desk } from './desk';
import { draftOf } from './draft';
import type { SkippingHost } from './host';
import type { AgreementPage, FrameworkPage } from './shapes';
import type { Signers } from './signers';

/** Who plays: the structure that draws up, the central directorate that reviews. */
export interface AgreementCast {
  readonly structure: Player;
  readonly directorate: Player;
}

interface Choices {
  readonly structures: readonly {
    readonly id: number;
    readonly municipalities: readonly { readonly id: number }[];
    readonly associations: readonly { readonly id: number }[];
  }[];
  readonly frameworks: readonly { readonly id: number; readonly code: string }[];
}

/** What a journey goes on with. */
export interface Journeying {
  readonly cast: AgreementCast;
  readonly host: SkippingHost;
  readonly signers: Signers;
  readonly say: Say;
}

/** Draws up an agreement with one clause of the territory's own and takes it through the central review, once sent back. */
export async function drawUp({ cast, say }: Journeying): Promise<{ desk: Desk<AgreementPage>; framework: string }> {
  const { structure, directorate } = cast;
  const { data: choices } = await structure.client.get<{ data: Choices }>('/api/agreements/choices');
  const [place] = choices.structures;
  const [framework] = choices.frameworks;
  const [municipality] = place?.municipalities ?? [];
  const [association] = place?.associations ?? [];
  if (!place || !framework || !municipality || !association) {
    throw new Failure(
      'The demo has no structure with a Comune and an association, or no framework agreement in force.',
    );
  }
  const { data: model } = await structure.client.get<{ data: ModelText }>(
    `/api/framework-agreements/${framework.code}/model`,
  );
  const opened = await structure.client.post<{ data: { id: string } }>('/api/agreements', {
    frameworkId: framework.id,
    structureId: place.id,
  });
  say(`  ✓ open-agreement: ${structure.me.name}`);
  const desk = Desk.local(opened.data.id, say);
  const signatories = [
    { kind: 'municipality' as const, id: municipality.id },
    { kind: 'association' as const, id: association.id },
  ];
  await desk.give(structure, 'save-text', { draft: draftOf(model, signatories, 'alcune sere') });
  await desk.give(structure, 'submit');
  await desk.give(directorate, 'comment-clause', { clause: 'agg-1', comment: 'Indicare quante sere alla settimana.' });
  await desk.give(directorate, 'request-changes');
  await desk.give(structure, 'save-text', { draft: draftOf(model, signatories, 'due sere alla settimana') });
  await desk.give(structure, 'submit');
  await desk.give(directorate, 'approve');
  return { desk, framework: framework.code };
}

/** Has it signed: the structure in the PDF, the others in signed envelopes of their own. */
export async function sign({ cast, host, signers }: Journeying, desk: Desk<AgreementPage>): Promise<void> {
  const { structure } = cast;
  await desk.give(structure, 'open-signing', { mode: 'parallel', protocol: `INPS.PROVA.${Date.now()}` });
  const pdf = await desk.file(structure, 'pdf');
  const signedOn = localDate(await host.now());
  const { text } = await desk.page(structure);
  for (const { key, name } of text?.signatories ?? []) {
    const file = key.startsWith('structure/') ? await signers.inPdf(name, pdf) : await signers.inEnvelope(name, pdf);
    await desk.bring(structure, 'record-signature', file, { signatories: key, signedOn });
  }
}

/** Waits until the platform has sent it by PEC to both directorates and each has it; then the central one confirms. */
export async function transmitted({ cast }: Journeying, desk: Desk<AgreementPage>): Promise<void> {
  const { structure, directorate } = cast;
  await desk.becomes(structure, 'delivered to both directorates by PEC', (page) => page.stage === 'transmitted');
  await desk.give(directorate, 'confirm-transmission');
  await desk.becomes(structure, 'in force', (page) => page.stage === 'active');
}

/** When the renewal window opens, as the agenda says; undefined while it says nothing of it. */
function windowAt(page: AgreementPage | FrameworkPage): number | undefined {
  const item = page.agenda.find((one) => one.command === 'open-window');
  return item && Date.parse(item.at);
}

/**
 * Renews a framework or a local agreement by an exchange of notes: waits for its window, has our note signed and sent, lets
 * every other write its own by PEC (or, without a PEC, bring it signed), and says of each what it is.
 */
export async function renew<Page extends AgreementPage | FrameworkPage>(
  { host, signers, say }: Journeying,
  { desk, who, notePath }: { readonly desk: Desk<Page>; readonly who: Player; readonly notePath: string },
): Promise<void> {
  const before = await desk.becomes(who, 'a renewal is on the agenda', (page) => windowAt(page) !== undefined);
  say('  … time passes until the renewal window opens');
  await host.skipTo((windowAt(before) ?? 0) + 1_000);
  const open = await desk.becomes(who, 'the renewal window is open', (page) => page.stage === 'renewal-window');
  const note = await desk.file(who, notePath);
  await desk.bring(who, 'sign-note', await signers.inPdf(who.me.name, note));
  for (const { key, name } of open.exchange?.others ?? []) {
    const asked = await desk.becomes(who, `${name} has been asked`, (page) => requestTo(page, key) !== 'on its way');
    const request = requestTo(asked, key);
    if (request === null || request === 'on its way') {
      const file = await signers.inPdf(name, await desk.file(who, `${notePath}&from=${encodeURIComponent(key)}`));
      await desk.bring(who, 'record-note', file, { from: key });
      continue;
    }
    const letter = await signers.inPdf(name, note);
    await host.provider.send({
      from: request.address,
      to: [request.from ?? host.programme],
      subject: 'Nota di rinnovo',
      inReplyTo: `<${request.messageId}>`,
      attachments: [
        {
          filename: 'nota.pdf',
          contentType: 'application/pdf',
          content: Buffer.from(letter.content).toString('base64'),
        },
      ],
    });
    say(`  ✓ ${name} writes its note by PEC`);
    const { proposed } = await desk.becomes(who, `the note of ${name} came in`, (page) =>
      page.proposed.some((one) => one.sender === request.address),
    );
    const message = proposed.find((one) => one.sender === request.address)?.message;
    await desk.give(who, 'accept-note', { message, from: key });
  }
  await desk.becomes(who, 'renewed, every note delivered', (page) => page.stage === 'renewed');
}

/** The request for its note to one of the others: its PEC and our message; null when it has no PEC. */
function requestTo(
  page: AgreementPage | FrameworkPage,
  key: string,
): { readonly address: string; readonly from: string | null; readonly messageId: string } | 'on its way' | null {
  const request = page.dispatches.find(
    (one) => one.template === 'note-request' && one.recipients.some((to) => to.key === key),
  );
  const to = request?.recipients.find((one) => one.key === key);
  if (!request || !to) return null;
  const messageId = request.messages.find((one) => one.state === 'handed-over')?.messageId;
  return messageId == null ? 'on its way' : { address: to.address, from: request.from, messageId };
}
