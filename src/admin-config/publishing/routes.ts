import type { Core } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { z } from 'zod';
import { MAY_PUBLISH } from '../../admin/publishing/permission';
import { message } from '../../domain/messages/message';
import { type Answer, publish, rollBack } from '../../publishing/publish';
import type { PublishingPage } from '../../publishing/shown';
import type { Language } from '../content-refusals';
import { publishingPage } from './page';

/** What we use of a request of the panel. */
interface Context {
  readonly query: Readonly<Record<string, unknown>>;
  readonly request: { readonly body?: unknown };
  readonly state: { readonly user: { readonly id: number } };
}

const publishBody = z.strictObject({ hash: z.string().regex(/^[0-9a-f]{64}$/) });
const rollBackBody = z.strictObject({ number: z.int().min(1).max(2_147_483_647) });

/**
 * Adds the publishing page's routes to the panel's own: not to the API, whose routes are for people of the programme.
 * Call it in `register`, before Strapi mounts its routes and tidies up permissions nobody declared.
 */
export async function addPublishingRoutes(strapi: Core.Strapi): Promise<void> {
  await strapi.service('admin::permission').actionProvider.register({
    section: 'settings',
    category: 'questionnaire',
    displayName: 'Pubblicare il questionario',
    uid: 'questionnaire.publish',
  });
  const { admin } = strapi as unknown as { admin: { routes: Record<string, unknown> } };
  const db = () => strapi.db.connection;
  const route = (method: string, path: string, handler: (ctx: Context) => Promise<unknown>) => ({
    method,
    path: `/questionnaire-publishing${path}`,
    handler,
    config: {
      policies: ['admin::isAuthenticatedAdmin', { name: 'admin::hasPermissions', config: { actions: [MAY_PUBLISH] } }],
    },
  });
  admin.routes['questionnaire'] = {
    type: 'admin',
    routes: [
      route('GET', '', async (ctx): Promise<{ data: PublishingPage }> => {
        return { data: await publishingPage(db(), languageOf(ctx)) };
      }),
      route('POST', '/publish', async (ctx) => {
        const { hash } = bodyOf(ctx, publishBody);
        return told(await publish(db(), { hash, by: ctx.state.user.id }), languageOf(ctx));
      }),
      route('POST', '/roll-back', async (ctx) => {
        const { number } = bodyOf(ctx, rollBackBody);
        return told(await rollBack(db(), { number, by: ctx.state.user.id }), languageOf(ctx));
      }),
    ],
  };
}

/** The page says in which language the panel is shown. */
const languageOf = ({ query }: Context): Language => (query['language'] === 'en' ? 'en' : 'it');

function bodyOf<T>({ request }: Context, shape: z.ZodType<T>): T {
  const read = shape.safeParse(request.body);
  if (!read.success) throw new errors.ValidationError('Invalid body');
  return read.data;
}

/** What came of it, or the error that the page shows. */
function told(answer: Answer, language: Language): { readonly data: { readonly number: number } } {
  switch (answer.outcome) {
    case 'published':
      return { data: { number: answer.number } };
    case 'refused':
      throw new errors.ApplicationError(message(language, 'publishing.refused', { count: answer.findings.length }));
    case 'changed':
    case 'unchanged':
    case 'unknown':
      throw new errors.ApplicationError(message(language, `publishing.${answer.outcome}`));
  }
}
