import type { Core } from '@strapi/strapi';
import { codeFaults } from './code-checks';
import { isReadOnly } from './configuration';
import { readInput } from './content-input';
import { asRefusal, type Fault, type Language, languageOf, notFromHere, validationError } from './content-refusals';
import { modelFaults } from './model-checks';
import { criterionFaults, questionFaults, scaleFaults, scenarioFaults } from './questionnaire-checks';
import { type Change, templateFaults } from './template-checks';

const VERSION = 'api::questionnaire-version.questionnaire-version';
const USER = 'plugin::users-permissions.user';

/** Checks no schema can say, by content type. They see the whole content, also when only a part is saved. */
const CHECKS: Readonly<Record<string, (change: Change, language: Language) => readonly Fault[]>> = {
  'api::mail-template.mail-template': templateFaults,
  'api::question.question': questionFaults,
  'api::equivalence-scale.equivalence-scale': scaleFaults,
  'api::criterion.criterion': criterionFaults,
  'api::scenario.scenario': scenarioFaults,
  'api::agreement-model.agreement-model': modelFaults,
};

const READS: readonly string[] = ['findOne', 'findMany', 'findFirst', 'count'];

interface Params {
  readonly documentId?: string;
  readonly data?: Record<string, unknown>;
}

/**
 * Makes every refusal of a content, by our checks or by the database, an error the admin shows at its field in the
 * editor's language; without it a constraint is a blank "internal error". What the platform alone writes is refused
 * here before the database does, whatever a role may hold (invariant 1). Call it in `register`.
 */
export function checkContents(strapi: Core.Strapi): void {
  strapi.documents.use(async (context, next) => {
    const { uid, action, contentType } = context;
    if (!(uid.startsWith('api::') || uid === USER) || READS.includes(action)) return next();
    const language = languageOf(strapi);
    if (isReadOnly(contentType)) {
      throw notFromHere(uid === VERSION ? 'content.version' : 'content.journal', language);
    }

    const { documentId, data } = context.params as Params;
    const faults = data ? readInput(contentType.attributes, data, language) : [];
    if (data) faults.push(...codeFaults(contentType.attributes, data, language));
    const check = CHECKS[uid];
    if (check && faults.length === 0) {
      const before = documentId
        ? await strapi
            .documents(uid as 'api::mail-template.mail-template')
            .findOne({ documentId, populate: whole(contentType.attributes) as never })
        : null;
      faults.push(...check({ before, after: action === 'delete' ? null : { ...before, ...data } }, language));
    }
    if (faults.length > 0) throw validationError(faults);
    return next().catch((error: unknown) => {
      throw asRefusal(error, contentType, language) ?? error;
    });
  });
}

/** What reads a row whole: its relations, and its parts with theirs; `*` would leave out the parts of parts. */
function whole(attributes: Readonly<Record<string, { readonly type: string }>>): Readonly<Record<string, unknown>> {
  const read = Object.entries(attributes).filter(([, { type }]) => type === 'relation' || type === 'component');
  return Object.fromEntries(read.map(([name, { type }]) => [name, type === 'relation' ? true : { populate: '*' }]));
}
