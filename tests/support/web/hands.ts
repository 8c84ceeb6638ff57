import type { Page } from 'playwright-core';

/** How somebody uses a page. Names are what is written on things. */
export interface Hands {
  press(name: string): Promise<void>;
  /** Chooses one of a question's options. */
  choose(label: string): Promise<void>;
  /** Types into the field of a label. */
  type(label: string, text: string): Promise<void>;
}

/** With a pointer. */
export function pointer(page: Page): Hands {
  return {
    press: (name) => page.getByRole('button', { name, exact: true }).click(),
    choose: (label) => page.getByLabel(label, { exact: true }).check(),
    type: (label, text) => page.getByLabel(label, { exact: true }).fill(text),
  };
}

/** With the keyboard alone: Tab until it is there, then the keys everybody expects. */
export function keyboard(page: Page): Hands {
  const tabTo = async (what: string, name: string): Promise<void> => {
    for (let tries = 0; tries < 60; tries += 1) {
      const [kind, found] = await page.evaluate(() => {
        const one = document.activeElement;
        const label = one instanceof HTMLInputElement ? one.labels?.[0]?.textContent : one?.textContent;
        const type = one instanceof HTMLInputElement ? one.type : (one?.tagName.toLowerCase() ?? '');
        return [type, one?.getAttribute('aria-label') ?? label?.trim() ?? ''];
      });
      if (kind === what && (found === name || what === 'radio')) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`no ${what} "${name}" is reached by Tab`);
  };
  const chosen = () =>
    page.evaluate(() => document.querySelector<HTMLInputElement>('input:checked')?.labels?.[0]?.textContent?.trim());
  return {
    press: async (name) => {
      await tabTo('button', name);
      await page.keyboard.press('Enter');
    },
    choose: async (label) => {
      if ((await page.locator('input[type=checkbox]').count()) > 0) {
        await tabTo('checkbox', label);
        await page.keyboard.press('Space');
        return;
      }
      await tabTo('radio', label);
      await page.keyboard.press('Space');
      for (let tries = 0; tries < 10 && (await chosen()) !== label; tries += 1) await page.keyboard.press('ArrowDown');
      if ((await chosen()) !== label) throw new Error(`"${label}" can't be chosen`);
    },
    type: async (label, text) => {
      await tabTo('text', label);
      await page.keyboard.press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
  };
}
