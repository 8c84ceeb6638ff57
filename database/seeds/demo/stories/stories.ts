import type { NumberedStory } from '../story';
import { BEGINNINGS } from './beginnings';
import { CLAIMS } from './claims';
import { CONSULTS } from './consults';
import { ENDINGS } from './endings';

/** Every case of the demo: over all stages, all exits and both ways in. */
export const STORIES: readonly NumberedStory[] = [...BEGINNINGS, ...CONSULTS, ...CLAIMS, ...ENDINGS].map(
  (story, number) => ({ ...story, number }),
);
