import en from './en.json';
import it from './it.json';

/** The name of a sentence or a label: `rule.stage`, `error.stale`, `command.open-case` … The same in every language. */
export type MessageKey = keyof typeof it;

/** Italian leads; the compiler refuses a catalogue that lacks one of its keys. */
const CATALOGUES: Readonly<Record<'it' | 'en', Readonly<Record<MessageKey, string>>>> = { it, en };

/** True when a name made at run time is one of the catalogues'. */
export function isMessageKey(name: string): name is MessageKey {
  return Object.hasOwn(it, name);
}

/**
 * The interface's words in a language, with every `{name}` replaced by its value. Throws TypeError naming a key that no
 * catalogue has or a value that is missing: half a sentence is shown to nobody.
 */
export function message(
  language: 'it' | 'en',
  key: MessageKey,
  values: Readonly<Record<string, string | number>> = {},
): string {
  if (!isMessageKey(key)) throw new TypeError(`no message is named ${String(key)}`);
  return CATALOGUES[language][key].replace(/\{(\w+)\}/g, (_placeholder, name: string) => {
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new TypeError(`no value for {${name}} of the message ${key}`);
    return String(value);
  });
}
