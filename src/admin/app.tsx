import { translateChoices, translateHints } from './hooks';
import en from './translations/en.json';
import it from './translations/it.json';

const LANGUAGE_KEY = 'strapi-admin-language';

// Strapi starts in English until a person chooses; here Italian comes first. Read when the admin renders, after this.
if (localStorage.getItem(LANGUAGE_KEY) === null) localStorage.setItem(LANGUAGE_KEY, 'it');

/** What we use of the admin's application. */
interface AdminApp {
  registerHook(name: string, handler: (view: never) => unknown): void;
}

/** The admin's settings: both languages, and the two hooks that translate what Strapi leaves as it is stored. */
export default {
  config: { locales: ['it'], translations: { it, en } },
  bootstrap(app: AdminApp): void {
    app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', translateHints);
    app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', translateChoices);
  },
};
