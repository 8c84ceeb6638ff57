import type { AgreementState } from '../../src/domain/agreement/state';
import type { DraftInput } from '../../src/domain/agreement-text/types';
import { localDate } from '../../src/domain/calendar/rome';
import type { Actor } from '../../src/domain/network/actor';
import { readModelRows } from '../../src/journal/agreement/model';
import { printableAgreement, registerPrinted } from '../../src/journal/agreement/printed';
import { putDocument } from '../../src/journal/documents';
import { foldStream } from '../../src/journal/look';
import { sha } from './agreement/texts';
import { draftOf } from './domain/local-agreement';
import { newStream } from './fixtures';
import type { FollowWorld } from './follow-world';
import { insertRow } from './network';

const PASSED = { integrity: 'passed', signer: 'passed', chain: 'passed', revocation: 'not-checked' } as const;

/** A world with a territory whose structure may draw up agreements with a Comune and an association. */
export interface AgreementWorld {
  readonly world: FollowWorld;
  readonly structureId: number;
  readonly municipalityId: number;
  readonly frameworkId: number;
  /** Certified addresses of the structure and the Comune. */
  readonly pec: { readonly structure: string; readonly municipality: string };
}

const PROTOCOL = 'INPS.7100.2026.0001';

/** Gives the network's structure and a Comune of its territory their certified addresses; the framework is the seeded one. */
export async function makeAgreementWorld(
  world: FollowWorld,
  pec = { structure: 'struttura.roma@pec.inps.example', municipality: 'comune.prova@comune.pec.example' },
): Promise<AgreementWorld> {
  const { db, network } = world;
  const structure = await db('structures').where({ territory_id: network.territoryId }).first('id');
  await db('structures').where({ id: structure.id }).update({ pec: pec.structure });
  const municipalityId = await insertRow(db, 'municipalities', {
    name: 'Comune di Prova',
    istat_code: '999901',
    territory_id: network.territoryId,
    pec: pec.municipality,
  });
  const framework = await db('framework_agreements').where({ code: 'accordo-quadro-2024' }).first('id');
  return { world, structureId: structure.id, municipalityId, frameworkId: framework.id, pec };
}

/** Gives a command that must be accepted; the state after it. */
export async function given(
  { world }: AgreementWorld,
  stream: string,
  actor: Actor,
  name: string,
  data: unknown = {},
): Promise<AgreementState> {
  const answer = await world.give(stream, actor, name, data);
  if (answer.outcome !== 'accepted') throw new Error(`${name}: ${JSON.stringify(answer)}`);
  return answer.state as AgreementState;
}

/** An agreement as its journal says. */
export async function agreementAt({ world }: AgreementWorld, stream: string): Promise<AgreementState> {
  return (await foldStream(world.journal, stream)).state as AgreementState;
}

/** Opens one for the network's structure; its stream. */
export async function openAgreement(at: AgreementWorld): Promise<string> {
  const stream = newStream().replace('case/', 'agreement/');
  const { structureId, frameworkId } = at;
  await given(at, stream, at.world.network.structure, 'open-agreement', { structureId, frameworkId });
  return stream;
}

/** A draft that keeps every clause of the framework's model, with the Comune and the network's association. */
export async function modelDraft(at: AgreementWorld, change: Partial<DraftInput> = {}): Promise<DraftInput> {
  const model = await readModelRows(at.world.db, at.frameworkId);
  if (!model) throw new Error('the framework has no model');
  const signatories = [
    { kind: 'municipality', id: at.municipalityId },
    { kind: 'association', id: at.world.network.associationId },
  ] as const;
  return draftOf(model, { signatories, ...change });
}

/** Signs an agreement whose text is saved and like its model: submitted, printed, signed by everybody. */
export async function signAgreement(at: AgreementWorld, stream: string): Promise<AgreementState> {
  const { db, network } = at.world;
  const { structure } = network;
  const ready = await given(at, stream, structure, 'submit');
  const text = await printableAgreement(db, ready, PROTOCOL);
  if (!text) throw new Error('there is no text to print');
  const of = await registerPrinted(db, text, Buffer.from(`%PDF of ${text.textHash}`));
  await given(at, stream, structure, 'open-signing', { mode: 'parallel', protocol: PROTOCOL });
  const signed = {
    signatories: ready.text?.signatories.map((one) => one.key) ?? [],
    signedOn: localDate(Date.now()),
    document: await putDocument(db, 'application/pdf', Buffer.from(`%PDF of ${text.textHash}, signed`)),
    report: await putDocument(db, 'application/json', Buffer.from('{"report":"invented"}')),
    of,
    signatures: (ready.text?.signatories ?? []).map(() => PASSED),
    signatureIds: (ready.text?.signatories ?? []).map(({ key }) => sha(`signature of ${key}`)),
  };
  return given(at, stream, structure, 'record-signature', signed);
}
