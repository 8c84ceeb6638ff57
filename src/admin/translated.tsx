import { useIntl } from 'react-intl';

/** The text of a message id in the admin's language; nothing for what is not an id. */
export function Translated({ id }: { readonly id: unknown }) {
  const { formatMessage } = useIntl();
  return typeof id === 'string' ? <span>{formatMessage({ id, defaultMessage: id })}</span> : <span>-</span>;
}
