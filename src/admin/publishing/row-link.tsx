import { Link } from '@strapi/design-system';
import { Link as RouterLink } from 'react-router-dom';
import type { ShownRow } from '../../publishing/shown';
import { useWords } from './words';

/** The name of a row, leading to where it is edited. */
export function RowLink({ row, code, link }: ShownRow) {
  const say = useWords();
  return (
    <Link tag={RouterLink} to={link}>
      {say(`row.${row}`)} {code}
    </Link>
  );
}
