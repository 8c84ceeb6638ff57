import { Calendar, CheckCircle } from '@strapi/icons';
import type { ComponentType } from 'react';
import { translateChoices, translateHints } from './hooks';
import { MAY_PUBLISH } from './publishing/permission';
import { MAY_REHEARSE } from './rehearsal/permission';
import en from './translations/en.json';
import it from './translations/it.json';

const LANGUAGE_KEY = 'strapi-admin-language';

// Strapi starts in English until a person chooses; here Italian comes first. Read when the admin renders, after this.
if (localStorage.getItem(LANGUAGE_KEY) === null) localStorage.setItem(LANGUAGE_KEY, 'it');

/** What we use of the admin's application. */
interface AdminApp {
  registerHook(name: string, handler: (view: never) => unknown): void;
  addMenuLink(link: {
    readonly to: string;
    readonly icon: ComponentType;
    readonly intlLabel: { readonly id: string; readonly defaultMessage: string };
    readonly permissions: readonly { readonly action: string; readonly subject: null }[];
    readonly position: number;
    Component(): Promise<{ readonly default: ComponentType }>;
  }): void;
}

/** The admin's settings: both languages, the publishing page, the agreements' calendar, and the two hooks that translate what Strapi leaves as it is stored. */
export default {
  config: { locales: ['it'], translations: { it, en } },
  bootstrap(app: AdminApp): void {
    app.addMenuLink({
      to: 'questionnaire',
      icon: CheckCircle,
      intlLabel: { id: 'publishing.menu', defaultMessage: 'Questionario' },
      permissions: [{ action: MAY_PUBLISH, subject: null }],
      position: 3,
      Component: () => import('./publishing/publishing-page'),
    });
    app.addMenuLink({
      to: 'agreement-rehearsal',
      icon: Calendar,
      intlLabel: { id: 'rehearsal.menu', defaultMessage: 'Calendario accordi' },
      permissions: [{ action: MAY_REHEARSE, subject: null }],
      position: 4,
      Component: () => import('./rehearsal/rehearsal-page'),
    });
    app.registerHook('Admin/CM/pages/EditView/mutate-edit-view-layout', translateHints);
    app.registerHook('Admin/CM/pages/ListView/inject-column-in-table', translateChoices);
  },
};
