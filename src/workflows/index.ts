/**
 * The bundle's only entry: what it exports is what the worker can run. One workflow a process, all of them the same loop.
 */

export { takeCheckpoint } from './checkpoint';
export {
  follow as followAgreement,
  follow as followCase,
  follow as followDigest,
  follow as followFramework,
} from './follow';
export { forgetSealedAnswers } from './forget';
