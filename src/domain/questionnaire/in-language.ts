import { LANGUAGES, type Language, type Snapshot } from './snapshot';

const KNOWN: ReadonlySet<string> = new Set(LANGUAGES);

/**
 * A snapshot with the words of one language only, Italian where that language has none: what a phone is sent. The rules
 * are the same, so the results are.
 */
export function inLanguage(snapshot: Snapshot, language: Language): Snapshot {
  const kept = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(kept);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const isText = entries.length > 0 && entries.every(([key, words]) => KNOWN.has(key) && typeof words === 'string');
    if (isText)
      return { [language]: (value as Record<string, string>)[language] ?? (value as { it?: string }).it ?? '' };
    return Object.fromEntries(entries.map(([key, one]) => [key, kept(one)]));
  };
  return kept(snapshot) as Snapshot;
}
