import type { AgreementStage } from '../../../src/domain/agreement/stages';
import { endOf } from '../../../src/domain/calendar/years';
import { rome } from '../domain/time';
import { AgreementStory } from './agreement-story';
import { deliver, noteByPec, sign } from './steps';
import { ASSOCIATION, COMUNE, STRUCTURE } from './texts';

type Tell = (story: AgreementStory) => void;

const NEXT: { readonly [S in AgreementStage]: Tell } = {
  drafting: (story) => void story.give('open-agreement'),
  'central-review': (story) => {
    from('drafting', story).give('save-text');
    story.give('submit');
  },
  'changes-requested': (story) => void from('central-review', story).give('request-changes'),
  'ready-to-sign': (story) => void from('central-review', story).give('approve'),
  signing: (story) => void from('ready-to-sign', story).give('open-signing'),
  signed: (story) => {
    sign(from('signing', story), [STRUCTURE, COMUNE, ASSOCIATION]);
    story.give('transmit');
  },
  transmitted: (story) => deliver(from('signed', story), 'transmission-1'),
  returned: (story) => void from('transmitted', story).give('return-transmission'),
  active: (story) => {
    from('transmitted', story).give('confirm-transmission');
    story.give('activate');
  },
  'renewal-window': (story) => void from('active', story).give('open-window', {}, { at: '2027-01-04 09:00' }),
  renewed: (story) => {
    from('renewal-window', story).give('sign-note');
    deliver(story, 'note-1');
    noteByPec(story);
    story.give('record-note');
    story.give('renew');
  },
  expired: (story) => {
    from('active', story).give('expire', {}, { at: endOf(story.state.term?.endsOn ?? '') });
  },
  rejected: (story) => void from('central-review', story).give('reject'),
  terminated: (story) => {
    from('active', story).give('terminate');
    story.give('end-early', {}, { at: rome('2027-01-01 00:00') });
  },
};

function from(stage: AgreementStage, story: AgreementStory): AgreementStory {
  NEXT[stage](story);
  return story;
}

/** An agreement brought to a stage by its usual way, with a clause of its own, from Monday 2 March 2026 at nine. */
export function agreementIn(stage: AgreementStage): AgreementStory {
  return from(stage, new AgreementStory());
}
