import { locatorFrom, printCode } from '../../../src/domain/questionnaire/printed-code';
import { sendSealed } from '../server/send';
import { type Contents, seal } from './seal';

/** How often another locator is drawn when one is taken: of a million million, once is already odd. */
const DRAWS = 3;

/**
 * Seals answers, hands them over and returns the code that opens them; null when they could not be kept. The key is
 * drawn here, leaves in the code only, and is not kept.
 */
export async function keep(
  contents: Contents,
): Promise<{ readonly code: string; readonly until: string | null } | null> {
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const locator = locatorFrom(crypto.getRandomValues(new Uint8Array(5)));
    const key = crypto.getRandomValues(new Uint8Array(16));
    const ciphertext = await seal(contents, locator, key);
    const kept = await sendSealed({ locator, version: contents.version, ciphertext });
    if (kept === 'failed') return null;
    if (kept !== 'taken') return { code: printCode({ locator, key }), until: kept.until };
  }
  return null;
}
