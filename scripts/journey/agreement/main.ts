import type { Role } from '../../../src/domain/network/actor';
import { demoUsers } from '../../platform/demo-users';
import { Failure } from '../../platform/failure';
import { onTerminal } from '../../platform/progress';
import { type Player, signIn } from '../cast';
import { Server } from '../client';
import { Desk } from './desk';
import { bringUpSkipping } from './host';
import { printedMessages, printedTimeline } from './print';
import { Signers } from './signers';
import { drawUp, type Journeying, renew, sign, transmitted } from './steps';

/**
 * A local agreement from drawing up to its renewal, on a platform of its own whose time is skipped: drawn up with one clause
 * of the territory's own, reviewed, signed, transmitted by PEC, in force; its framework renewed by the Parties' notes, then
 * itself by its signatories'. Answers the text to print. `onStoppable` is told how to stop what was started.
 */
export async function agreementJourney(
  { json }: { readonly json: boolean },
  onStoppable: (stop: () => Promise<void>) => void,
): Promise<string> {
  const host = await bringUpSkipping(onTerminal, onStoppable);
  const server = new Server(host.url);
  try {
    const cast = {
      structure: await player(server, 'structure', host.password),
      directorate: await player(server, 'directorate', host.password),
    };
    const journeying: Journeying = { cast, host, signers: new Signers(host.signing), say: onTerminal };
    onTerminal('A local agreement');
    const { desk, framework: code } = await drawUp(journeying);
    await sign(journeying, desk);
    await transmitted(journeying, desk);
    onTerminal('Its framework agreement, which it cannot outlast, is renewed first');
    const framework = Desk.framework(code, onTerminal);
    await renew(journeying, { desk: framework, who: cast.directorate, notePath: 'note' });
    onTerminal('The local agreement is renewed');
    await renew(journeying, { desk, who: cast.structure, notePath: 'pdf?of=note' });
    const [local, above] = [await desk.page(cast.structure), await framework.page(cast.directorate)];
    if (json) return JSON.stringify({ agreement: local, framework: above });
    return [
      printedTimeline('Framework agreement', above),
      printedTimeline('Local agreement', local),
      printedMessages(local),
      `\n${local.title}: ${local.stage}, in force until ${local.term?.endsOn}.`,
    ].join('\n');
  } finally {
    server.close();
  }
}

async function player(server: Server, role: Role, password: string): Promise<Player> {
  const email = demoUsers().find((user) => user.role === role)?.email;
  if (email === undefined) throw new Failure(`database/seeds/demo-users.json names no ${role}: nobody can play.`);
  return signIn(server, email, password);
}
