import type { Language } from '../../../src/domain/questionnaire/snapshot';
import type { Catalogue } from './message';

/** Each is a file of its own, fetched when it is asked for. */
const LOADERS: Readonly<Record<Language, () => Promise<{ readonly default: Catalogue }>>> = {
  it: () => import('../messages/it.json'),
  en: () => import('../messages/en.json'),
  ar: () => import('../messages/ar.json'),
  fr: () => import('../messages/fr.json'),
  ro: () => import('../messages/ro.json'),
  es: () => import('../messages/es.json'),
  uk: () => import('../messages/uk.json'),
};

/** The interface's words in a language. */
export async function readCatalogue(language: Language): Promise<Catalogue> {
  return (await LOADERS[language]()).default;
}
