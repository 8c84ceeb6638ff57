import type { Stage } from '../../../src/domain/case/stages';
import { CaseStory } from './case-story';

const NEXT: { readonly [S in Stage]: (story: CaseStory) => void } = {
  opened: (story) => void story.give('open-case'),
  consented: (story) => void from('opened', story).give('record-consent'),
  screened: (story) => void from('consented', story).give('complete-screening'),
  'consult-requested': (story) => void from('screened', story).give('request-consult'),
  'consult-booked': (story) => void from('consult-requested', story).give('book-consult'),
  'consult-held': (story) => void from('consult-booked', story).give('hold-consult', {}, { at: '2026-03-10 10:40' }),
  'claim-in-preparation': (story) => void from('consult-held', story).give('prepare-claim'),
  'claim-submitted': (story) => void from('claim-in-preparation', story).give('submit-claim'),
  decided: (story) => void from('claim-submitted', story).give('record-outcome'),
  referred: (story) => void from('screened', story).give('refer'),
  closed: (story) => void from('decided', story).give('close'),
  lapsed: (story) => void from('consented', story).give('lapse', {}, { at: '2026-06-30 09:00' }),
  withdrawn: (story) => void from('screened', story).give('withdraw'),
  'resolved-without-claim': (story) => void from('consult-held', story).give('resolve-without-claim'),
  'no-claim': (story) => void from('consult-held', story).give('choose-no-claim'),
};

function from(stage: Stage, story: CaseStory): CaseStory {
  NEXT[stage](story);
  return story;
}

/** A case brought to a stage by the usual way, operator's, from Monday 2 March 2026 at nine. */
export function caseIn(stage: Stage): CaseStory {
  return from(stage, new CaseStory());
}
