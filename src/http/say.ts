import { isMessageKey, type MessageKey, message } from '../domain/messages/message';
import type { Language } from './context';

type Values = Readonly<Record<string, string | number>>;

/**
 * A sentence of the catalogues by a key made at run time (`rule.` and a rule's id). A rule newer than the catalogues
 * gets the `general` sentence instead: an answer without its best words is better than none.
 */
export function say(language: Language, key: string, general: MessageKey, values: Values = {}): string {
  return isMessageKey(key) ? message(language, key, values) : message(language, general);
}
