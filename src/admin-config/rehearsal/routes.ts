import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { MAY_REHEARSE } from '../../admin/rehearsal/permission';
import { message } from '../../domain/messages/message';
import { journalOf } from '../../http/journal';
import type { Language } from '../content-refusals';
import { rehearsalChoices, shownRehearsal } from './page';
import type { RehearsalChoices, ShownRehearsal } from './shown';

/** What we use of a request of the panel. */
interface Context {
  readonly query: Readonly<Record<string, unknown>>;
}

const languageOf = ({ query }: Context): Language => (query['language'] === 'en' ? 'en' : 'it');

const asked = z.object({
  stream: z.string().regex(/^(?:agreement|framework)\/[a-z0-9-]{1,60}$/),
  policy: z.string().max(60).optional(),
  until: z.iso.date(),
});
const FARTHEST_YEARS = 20;

/**
 * Adds the rehearsal's routes to the panel's own: what would happen to an agreement, for the central directorate. Reading
 * only. Call it in `register`.
 */
export async function addRehearsalRoutes(strapi: Core.Strapi): Promise<void> {
  await strapi.service('admin::permission').actionProvider.register({
    section: 'settings',
    category: 'agreements',
    displayName: 'Vedere che cosa succederà agli accordi',
    uid: 'agreement.rehearse',
  });
  const { admin } = strapi as unknown as { admin: { routes: Record<string, unknown> } };
  const route = (path: string, handler: (ctx: Context) => Promise<unknown>) => ({
    method: 'GET',
    path: `/rehearsals${path}`,
    handler,
    config: {
      policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions: [MAY_REHEARSE] } }],
    },
  });
  admin.routes['rehearsal'] = {
    type: 'admin',
    routes: [
      route(
        '',
        async (ctx): Promise<{ data: RehearsalChoices }> => ({
          data: await rehearsalChoices(strapi.db.connection, languageOf(ctx)),
        }),
      ),
      route('/lines', async (ctx): Promise<{ data: ShownRehearsal }> => {
        const language = languageOf(ctx);
        const read = asked.safeParse(ctx.query);
        const from = Date.now();
        const until = read.success ? Date.parse(`${read.data.until}T23:59:59Z`) : Number.NaN;
        const farthest = from + FARTHEST_YEARS * 366 * 86_400_000;
        if (!read.success || until < from || until > farthest) {
          throw new errors.ValidationError(message(language, 'rehearsal.bad-request'));
        }
        const { stream, policy } = read.data;
        const data = await shownRehearsal(
          journalOf(strapi),
          { stream, from, until, policy: policy === undefined || policy === '' ? null : policy },
          language,
        );
        if (data === null) throw new errors.ValidationError(message(language, 'rehearsal.bad-request'));
        return { data };
      }),
    ],
  };
}
