import type { Conformity } from '../../agreement-text/types';
import { resumeClock } from '../../deadline/clock';
import { message } from '../../messages/message';
import type { AgreementFacts } from '../facts';
import type { AgreementStage } from '../stages';
import { type Context, DIRECTORATE, fact, type Handler, happened, notice, type Outcome, refused } from './outcome';

const TITLE_LENGTH = 255;

/**
 * What a register, a page and the printed text call it: the structure's name and the how manieth it draws up tell it from any
 * other. Not its framework, which has a line of its own and may be another before it is signed.
 */
function titleOf({ name, drawnUp }: NonNullable<AgreementFacts['structure']>): string {
  return message('it', 'agreement.title', { number: drawnUp + 1, structure: name }).slice(0, TITLE_LENGTH);
}

function begin(context: Context<'open-agreement'> | Context<'owe-agreement'>, owed: boolean): Outcome {
  const { command, facts } = context;
  const { framework, structure } = facts;
  if (!framework) return refused(command, 'unknown', 'frameworkId');
  if (!structure) return refused(command, 'unknown', 'structureId');
  if (framework.model === null) return refused(command, 'no-model', 'frameworkId');
  return happened(
    fact('agreement-opened', {
      structureId: structure.id,
      territoryId: structure.territoryId,
      frameworkId: framework.id,
      frameworkEndsOn: framework.endsOn,
      model: framework.model,
      title: titleOf(structure),
      owed,
      stage: 'drafting',
    }),
  );
}

/** A structure draws one up for its own territory; the directorate for any. The framework must be in force, with a model. */
export const openAgreement: Handler<'open-agreement'> = (context) => {
  const { command, actor, facts } = context;
  const own = actor.kind === 'person' && actor.role === 'structure' ? actor.territoryId : undefined;
  if (own !== undefined && facts.structure && facts.structure.territoryId !== own)
    return refused(command, 'other-structure', 'structureId');
  if (facts.framework && !facts.framework.inForce) return refused(command, 'framework-over', 'frameworkId');
  return begin(context, false);
};

/** The programme obliges a structure to one. The framework may be over by the time this is recorded. */
export const oweAgreement: Handler<'owe-agreement'> = (context) => begin(context, true);

/** A protocol of intent of the experiment of 2019: known as having been, and over. */
export const recordProtocol2019: Handler<'record-protocol-2019'> = ({ command, data, facts }) =>
  facts.structure
    ? happened(
        fact('protocol-recorded-2019', {
          structureId: facts.structure.id,
          territoryId: facts.structure.territoryId,
          title: data.title,
          stage: 'expired',
        }),
      )
    : refused(command, 'unknown', 'structureId');

/** Drawn anew from the model of another framework, the one in force: nothing that was checked against the old one stands. */
export const moveFramework: Handler<'move-framework'> = ({ command, state, facts }) => {
  const { framework } = facts;
  if (!framework) return refused(command, 'unknown', 'frameworkId');
  if (framework.id === state.frameworkId) return refused(command, 'already-done', 'frameworkId');
  if (!framework.inForce) return refused(command, 'framework-over', 'frameworkId');
  if (framework.model === null) return refused(command, 'no-model', 'frameworkId');
  return happened(
    fact('framework-moved', {
      frameworkId: framework.id,
      frameworkEndsOn: framework.endsOn,
      model: framework.model,
      title: state.title,
      stage: 'drafting',
    }),
  );
};

/**
 * A text is saved with what follows from it. Whatever was approved before is void (the fold does it), so one that was
 * ready to be signed goes back to be submitted; one that must be changed stays where its changes are waited for.
 */
export const saveText: Handler<'save-text'> = ({ command, state, facts }) => {
  const { saved } = facts;
  if (!saved) return refused(command, 'unknown', 'draft');
  if (saved.textHash === state.text?.textHash) return refused(command, 'nothing-changed');
  const stage: AgreementStage = state.stage === 'changes-requested' ? 'changes-requested' : 'drafting';
  const { textHash, conformity, signatories, terms, commitments } = saved;
  return happened(fact('text-saved', { textHash, conformity, signatories, terms, commitments, stage }));
};

/**
 * A text like the model is ready to be signed; any other goes to central review, whole. A review that waited for changes
 * goes on with the time it had left.
 */
export const submit: Handler<'submit'> = ({ command, state, facts, now }) => {
  if (!state.text) return refused(command, 'no-text');
  const { textHash, conformity } = state.text;
  if (conformity.conform) return happened(fact('submitted', { textHash, conformity, stage: 'ready-to-sign' }));
  const { heldReview: held } = state;
  const clocks = held && { clocks: { stage: resumeClock(held.clock, held, now, facts.calendar) } };
  return happened(fact('submitted', { textHash, conformity, stage: 'central-review', ...clocks }), [
    notice(state, 'to-review', DIRECTORATE, 'agreement-to-review', { channel: 'own' }),
  ]);
};

/** The structure takes its text back before an answer. */
export const withdrawFromReview: Handler<'withdraw-from-review'> = () =>
  happened(fact('review-withdrawn', { stage: 'drafting' }));

/** True when the text may be signed as it is: like its model, or approved word for word. The one definition. */
export function signable({
  text,
  approval,
}: {
  readonly text: { readonly textHash: string; readonly conformity: Conformity } | null;
  readonly approval: { readonly textHash: string } | null;
}): boolean {
  return text !== null && (text.conformity.conform || approval?.textHash === text.textHash);
}
