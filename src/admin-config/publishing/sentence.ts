import { isMessageKey, message } from '../../domain/messages/message';
import type { Finding } from '../../domain/questionnaire/check';
import type { Language } from '../content-refusals';

/** A finding as a sentence. Results are said in words. Throws TypeError on a kind that has no sentence. */
export function sentenceOf({ kind, values }: Finding, language: Language): string {
  const key = `finding.${kind}`;
  if (!isMessageKey(key)) throw new TypeError(`no sentence for ${key}`);
  const said = Object.entries(values).map(([name, value]) => {
    const result = `result.${value}`;
    return [name, isMessageKey(result) ? message(language, result) : value];
  });
  return message(language, key, Object.fromEntries(said));
}
