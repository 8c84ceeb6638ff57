import { type ModelText, REGISTER_NAMES } from './types';

const PLACEHOLDER = /\{\{([^{}]*)\}\}/g;

/** A text with every `{{name}}` replaced once by what `fill` answers: what was filled in is not looked at again. */
export function replacePlaceholders(text: string, fill: (name: string) => string): string {
  return text.replace(PLACEHOLDER, (_whole, name: string) => fill(name));
}

/** The names a text of this model may use: its variables, and what the registers say. */
export function knownNames(model: ModelText): ReadonlySet<string> {
  return new Set([...REGISTER_NAMES, ...model.variables.map(({ name }) => name)]);
}

/**
 * The first thing in braces that is no known placeholder, or null. A brace outside a placeholder counts too: a rule of our
 * own, so that nothing can be taken for a placeholder that is none.
 */
export function strangePlaceholder(text: string, known: ReadonlySet<string>): string | null {
  for (const [whole, name = ''] of text.matchAll(PLACEHOLDER)) if (!known.has(name)) return whole.slice(0, 60);
  return /[^{}]{0,20}[{}]+[^{}]{0,20}/.exec(text.replace(PLACEHOLDER, ''))?.[0] ?? null;
}
