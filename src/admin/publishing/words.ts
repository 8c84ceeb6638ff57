import { useIntl } from 'react-intl';

/** Says a sentence of the publishing page in the panel's language, with what takes its place in it. */
export type Say = (name: string, values?: Readonly<Record<string, string | number>>) => string;

/** The page's words, by what follows `publishing.` in the catalogue. */
export function useWords(): Say {
  const { formatMessage } = useIntl();
  return (name, values) => formatMessage({ id: `publishing.${name}`, defaultMessage: name }, values);
}
