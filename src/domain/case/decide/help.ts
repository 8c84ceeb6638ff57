import { consentAsked, consentInForce } from '../state';
import { fact, type Handler, happened, refused } from './outcome';

/**
 * The answers of a questionnaire enter a case only under a consent in force (message of 2021, last paragraph;
 * invariant 4). An opened public code is bound once.
 */
export const completeScreening: Handler<'complete-screening'> = ({ command, state, data, facts }) => {
  const { questionnaire } = facts;
  if (!consentInForce(state)) return refused(command, 'no-consent', undefined, 'consent');
  if (!questionnaire?.published) return refused(command, 'questionnaire-version', 'questionnaireVersionId');
  if (data.source === 'public-code' && state.way !== 'public') return refused(command, 'public-way', 'source');
  if (data.source === 'public-code' && state.screenings.some((one) => one.source === 'public-code')) {
    return refused(command, 'already-done', 'source');
  }
  const unknown = Object.keys(data.results).find((code) => !questionnaire.benefits.includes(code));
  if (unknown !== undefined) return refused(command, 'unknown', `results.${unknown}`);
  return happened(
    fact('screening-completed', {
      questionnaireVersionId: questionnaire.id,
      source: data.source,
      results: data.results,
      answersRef: data.answersRef,
    }),
  );
};

/** The questionnaire is recommended, not required ("strumento di indirizzo consigliato"): skipped with a reason. */
export const skipScreening: Handler<'skip-screening'> = ({ command, state, data }) =>
  consentAsked(state) ? happened(fact('screening-skipped', { reason: data.reason })) : refused(command, 'ask-consent');

/** A need seen on the case: what the semester reports count. */
export const recordNeed: Handler<'record-need'> = ({ data }) =>
  happened(fact('need-recorded', { category: data.category, noteRef: data.noteRef ?? null }));

/** Something done for the person, perhaps for a need recorded before. */
export const recordIntervention: Handler<'record-intervention'> = ({ command, state, data }) => {
  if (data.need !== null && !state.needs.some((need) => need.number === data.need)) {
    return refused(command, 'unknown', 'need');
  }
  return happened(
    fact('intervention-recorded', {
      category: data.category,
      needNumber: data.need,
      noteRef: data.noteRef ?? null,
    }),
  );
};

/** A note for colleagues. It is about the person, so it needs their consent. */
export const addNote: Handler<'add-note'> = ({ command, state, data }) =>
  consentInForce(state)
    ? happened(fact('note-added', { noteRef: data.noteRef }))
    : refused(command, 'no-consent', 'note', 'consent');
