import type { FrameworkStage } from '../../../src/domain/framework/stages';
import { rome } from '../domain/time';
import { OTHERS } from './facts';
import { FrameworkStory, follow } from './framework-story';

/** Every Party's signature, on 4 June 2021 or the day of the story. */
export function signAll(story: FrameworkStory, signedOn = '2021-06-04'): void {
  for (const party of story.state.parties) story.give('record-party-signature', { party: party.key, signedOn });
}

/** The exchange of notes from its beginning to its end, within ten days of the opening of the window. */
export function exchangeNotes(story: FrameworkStory): void {
  story.give('sign-note');
  story.carry();
  for (const party of OTHERS) {
    story.receive('avvenuta-consegna', 'note-1', party);
    story.note(party);
  }
}

const NEXT: { readonly [S in FrameworkStage]: (story: FrameworkStory) => void } = {
  signing: (story) => void story.give('open-framework'),
  active: (story) => signAll(from('signing', story)),
  'renewal-window': (story) => void follow(from('active', story), { until: rome('2022-03-06 00:00') }),
  renewed: (story) => {
    exchangeNotes(from('renewal-window', story));
    story.give('renew');
  },
  expired: (story) => void from('active', story).give('expire', {}, { at: '2022-06-05 00:00' }),
  terminated: (story) => void from('signing', story).give('terminate', { on: '2021-06-04' }),
};

function from(stage: FrameworkStage, story: FrameworkStory): FrameworkStory {
  NEXT[stage](story);
  return story;
}

/** A framework agreement brought to a stage by the usual way, signed by all on 4 June 2021 under the policy of that year. */
export function frameworkIn(stage: FrameworkStage): FrameworkStory {
  return from(stage, new FrameworkStory());
}
