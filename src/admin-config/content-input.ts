import { message } from '../domain/messages/message';
import type { Fault, Language } from './content-refusals';

/** What of an attribute says how the admin's form sends it. */
interface Attribute {
  readonly type: string;
  readonly useJoinTable?: boolean;
}

/** How the admin's form says what a relation became; all empty when it was not touched. */
interface RelationEdit {
  readonly connect?: readonly { readonly id: number }[];
  readonly disconnect?: readonly { readonly id: number }[];
}

/**
 * Turns what the admin's form sends into what is stored, in place: JSON typed into its editor, which arrives as text,
 * is parsed; the edit of a relation kept in a column, which Strapi's own writing cannot read, becomes the row it names.
 * Answers a fault for every text that is no JSON.
 */
export function readInput(
  attributes: Readonly<Record<string, Attribute>>,
  data: Record<string, unknown>,
  language: Language,
): Fault[] {
  const faults: Fault[] = [];
  for (const [field, value] of Object.entries(data)) {
    const attribute = attributes[field];
    if (attribute?.type === 'json' && typeof value === 'string') {
      try {
        data[field] = JSON.parse(value);
      } catch {
        faults.push({ field, text: message(language, 'content.bounds') });
      }
    } else if (attribute?.type === 'relation' && attribute.useJoinTable === false && isEdit(value)) {
      const chosen = value.connect?.at(-1);
      if (chosen) data[field] = chosen.id;
      else if (value.disconnect?.length) data[field] = null;
      else delete data[field];
    }
  }
  return faults;
}

function isEdit(value: unknown): value is RelationEdit {
  return typeof value === 'object' && value !== null && ('connect' in value || 'disconnect' in value);
}
