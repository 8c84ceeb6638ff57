import { useIntl } from 'react-intl';
import type { Say } from '../publishing/words';

/** The page's words, by what follows `rehearsal.` in the panel's catalogue. */
export function useRehearsalWords(): Say {
  const { formatMessage } = useIntl();
  return (name, values) => formatMessage({ id: `rehearsal.${name}`, defaultMessage: name }, values);
}
