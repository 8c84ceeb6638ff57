import type { Core, Struct } from '@strapi/strapi';
import { errors } from '@strapi/utils';
import { type MessageKey, message } from '../domain/messages/message';

/** The admin's languages. */
export type Language = 'it' | 'en';

/** What is wrong with a content, field by field, in the editor's language. */
export interface Fault {
  readonly field: string;
  readonly text: string;
}

/** What the database says when it refuses a content, by its error code. */
const REFUSALS: Readonly<Record<string, MessageKey>> = {
  '22P02': 'content.bounds',
  '23502': 'content.missing',
  '23503': 'content.in-use',
  '23001': 'content.in-use',
  '23505': 'content.unique',
  '23514': 'content.bounds',
  '23P01': 'content.overlap',
  IP001: 'content.journal',
  IP002: 'content.signed',
  IP003: 'content.frozen',
  IP004: 'content.policy-in-use',
};

/** The language the editor chose for the admin; Italian unless it is English. */
export function languageOf(strapi: Core.Strapi): Language {
  const user = strapi.requestContext.get()?.state.user as { preferedLanguage?: string } | undefined;
  return user?.preferedLanguage === 'en' ? 'en' : 'it';
}

/** Faults as the error the admin shows, each at its field. */
export function validationError(faults: readonly Fault[]): Error {
  return new errors.ValidationError(faults[0]?.text ?? '', {
    errors: faults.map(({ field, text }) => ({ path: [field], message: text, name: 'ValidationError' })),
  });
}

/** The error for what nobody may do to a row from the admin, whatever they write in it. */
export function notFromHere(key: MessageKey, language: Language): Error {
  return new errors.ApplicationError(message(language, key));
}

/**
 * A database refusal as a validation error, at the field its constraint or column is named after; the first field when
 * it names none. Undefined when the error is no refusal.
 */
export function asRefusal(error: unknown, type: Struct.ContentTypeSchema, language: Language): Error | undefined {
  const { code, constraint, column } = told(error);
  const key = code === undefined ? undefined : REFUSALS[code];
  if (key === undefined) return undefined;
  const named = column ?? constraint ?? '';
  const field = Object.keys(type.attributes).find((attribute) => {
    const snake = attribute.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    const columns = [snake, `${snake}_id`, `${type.collectionName}_${snake}`];
    return columns.includes(named) || named.startsWith(`${type.collectionName}_${snake}_`);
  });
  return validationError([{ field: field ?? Object.keys(type.attributes)[0] ?? '', text: message(language, key) }]);
}

interface Told {
  readonly code?: string;
  readonly constraint?: string;
  readonly column?: string;
}

/** Strapi turns one of the database's errors into its own, without the code. */
function told(error: unknown): Told {
  const { name, details } = (error ?? {}) as { name?: string; details?: { column?: string } };
  if (name !== 'NotNullError') return (error ?? {}) as Told;
  return { code: '23502', ...(details?.column ? { column: details.column } : {}) };
}
