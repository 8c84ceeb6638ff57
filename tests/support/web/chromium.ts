import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = [
  '/usr/lib/chromium',
  '/snap/bin',
  '/opt/google/chrome',
  '/Applications/Chromium.app/Contents/MacOS',
  '/Applications/Google Chrome.app/Contents/MacOS',
];

/** The browser that is installed. Throws with how to install one: the pages' tests are never skipped. */
export function findChromium(): string {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter).filter((one) => one !== ''), ...PLACES];
  const found = folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find(isProgram);
  if (found === undefined)
    throw new Error(
      'The tests of the public pages need a real Chromium, and none is on PATH: ' +
        'install one (Debian and Ubuntu: apt-get install chromium; macOS: brew install --cask chromium) and run them again.',
    );
  return found;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Starts it, without a window. */
export async function launchChromium(): Promise<Browser> {
  // Root has no user namespaces to make a sandbox of.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return chromium.launch({ executablePath: findChromium(), args });
}
