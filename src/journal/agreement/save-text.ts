import type { Knex } from 'knex';
import type { AgreementData } from '../../domain/agreement/commands';
import { RULES, SOURCES } from '../../domain/agreement/rules';
import { standingsOf } from '../../domain/agreement/standing';
import type { AgreementState, CommitmentTerms, SavedText } from '../../domain/agreement/state';
import { checkDraft, checkNames } from '../../domain/agreement-text/check-draft';
import { checkConformity } from '../../domain/agreement-text/conformity';
import { fillText } from '../../domain/agreement-text/fill';
import { collapsed, daysOf } from '../../domain/agreement-text/normalise';
import { termsOf } from '../../domain/agreement-text/terms';
import type { AgreementText, Commitment, ModelText, Signatory } from '../../domain/agreement-text/types';
import { localDate } from '../../domain/calendar/rome';
import { canonicalJson } from '../../domain/canonical-json';
import type { DocumentHash } from '../../domain/evidence/checks';
import type { Instant } from '../../domain/process';
import { barred } from '../../domain/rule';
import { putDocument } from '../documents';
import { type HostContext, SealRefusal } from '../types';
import { addressesOf, type Registered, registered, structureOf } from './signatories';
import { termPolicyOn } from './term-policy';
import { readModel, readText } from './texts';

const refused = (source: string, rule: string, field: string): SealRefusal => new SealRefusal({ rule, source, field });

/**
 * Turns a draft into the whole text of the agreement and stores it, in the transaction that decides the command; answers its
 * hash. Names come from the registers and stay in the text. Throws SealRefusal naming the first field at fault.
 */
export async function saveText(
  { trx, state, actor }: HostContext<AgreementState>,
  { draft }: AgreementData<'save-text'>,
): Promise<DocumentHash> {
  // Whose turn it is not is told so, and nothing of what is wrong in a text that is not theirs to write.
  const bar = barred(RULES['save-text'], standingsOf(actor, state), state.stage);
  if (bar) throw new SealRefusal({ ...bar, source: SOURCES.coherence });
  if (state.model === null) throw refused(SOURCES.coherence, 'no-model', 'draft');
  const model = await readModel(trx, state.model);
  const [fault] = checkDraft(model, draft);
  if (fault) throw refused(SOURCES.coherence, 'text-fault', `draft.${fault.field}`);
  const structure = await structureOf(trx, state.structureId);
  if (!structure) throw refused(SOURCES.platform, 'unknown', 'draft');
  const known = new Map((await registered(trx, draft.signatories, state)).map((one) => [one.key, one]));
  const others = draft.signatories.map(({ kind, id }, index) => {
    const one = known.get(`${kind}/${id}`);
    if (!one?.maySign) throw refused(SOURCES.local, 'signatory-elsewhere', `draft.signatories.${index}`);
    return one;
  });
  const own: Signatory = {
    key: `structure/${structure.id}`,
    kind: 'structure',
    id: structure.id,
    name: structure.name,
  };
  const text: AgreementText = {
    format: 1,
    model: state.model,
    framework: model.framework,
    title: state.title,
    territory: structure.territory,
    signatories: [own, ...others.map(asSignatory)],
    variables: draft.variables,
    clauses: draft.clauses,
  };
  const [unprintable] = checkNames(text);
  if (unprintable) throw refused(SOURCES.coherence, 'text-fault', `draft.${unprintable.field}`);
  return putDocument(trx, 'application/json', Buffer.from(canonicalJson(text)));
}

const asSignatory = ({ key, kind, id, name }: Registered): Signatory => ({ key, kind, id, name });

/**
 * What follows from a stored text: how it stands to its model, who signs and how they are written to, its terms and what each
 * signatory commits to. Throws SealRefusal while no term policy is in force.
 */
export async function savedText(trx: Knex, textHash: DocumentHash, now: Instant): Promise<SavedText> {
  const text = await readText(trx, textHash);
  const model = await readModel(trx, text.model);
  const policy = await termPolicyOn(trx, localDate(now));
  if (!policy) throw refused(SOURCES.coherence, 'no-term-policy', 'draft');
  const pec = await addressesOf(
    trx,
    text.signatories.map((one) => one.key),
  );
  return {
    textHash,
    conformity: checkConformity(text, model),
    signatories: text.signatories.map((one) => ({
      ...one,
      private: one.kind === 'association',
      pec: pec[one.key] ?? null,
    })),
    terms: termsOf(text, model, policy),
    commitments: commitmentsOf(text, model, text.signatories),
  };
}

const BOUND: Readonly<Record<Commitment['by'], Signatory['kind']>> = {
  structure: 'structure',
  municipalities: 'municipality',
  associations: 'association',
};

/** What a text's clauses commit each of these to; a commitment of several is each one's own. */
function commitmentsOf(text: AgreementText, model: ModelText, whose: readonly Signatory[]): readonly CommitmentTerms[] {
  return text.clauses.flatMap(({ key: clause, commitments }) =>
    commitments.flatMap((one) => {
      const what = collapsed(fillText(text, model, one.what));
      const bound = whose.filter(({ kind }) => kind === BOUND[one.by]);
      return bound.map(({ key: by }) => ({ clause, by, what, dueDays: daysOf(text, one) }));
    }),
  );
}

/** What the clauses of a stored text commit somebody to who joins the agreement later. */
export async function commitmentsAssumed(
  trx: Knex,
  textHash: DocumentHash,
  joining: Signatory,
): Promise<readonly CommitmentTerms[]> {
  const text = await readText(trx, textHash);
  return commitmentsOf(text, await readModel(trx, text.model), [joining]);
}
