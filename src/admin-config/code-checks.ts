import { type MessageKey, message } from '../domain/messages/message';
import type { Fault, Language } from './content-refusals';

/** The shapes of codes, as schemas write them, with what they ask of who writes one. */
const SHAPES: Readonly<Record<string, MessageKey>> = {
  '^[a-z][a-z0-9]*(-[a-z0-9]+)*$': 'content.code-lower',
  '^[A-Z][A-Z0-9_]*$': 'content.code-upper',
};

/** A fault for every code that has not its shape: Strapi would say so with the pattern itself. */
export function codeFaults(
  attributes: Readonly<Record<string, object>>,
  data: Readonly<Record<string, unknown>>,
  language: Language,
): readonly Fault[] {
  return Object.entries(data).flatMap(([field, value]): Fault[] => {
    const shape = String((attributes[field] as { readonly regex?: unknown } | undefined)?.regex ?? '');
    const key = SHAPES[shape];
    if (!key || typeof value !== 'string' || value === '' || new RegExp(shape).test(value)) return [];
    return [{ field, text: message(language, key) }];
  });
}
