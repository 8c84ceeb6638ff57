import type { Stage } from '../../../../src/domain/case/stages';

/** How the list is narrowed, and the page shown. Empty texts narrow nothing. */
export interface Filters {
  readonly page: number;
  readonly mine: boolean;
  readonly open: 'true' | 'false' | '';
  readonly due: 'today' | 'overdue' | '';
  readonly stage: Stage | '';
  readonly attention: boolean;
  readonly territory: string;
  readonly association: string;
  /** A case's code. A person is never in an address. */
  readonly q: string;
}

/** What one sees on coming in: one's own open cases. */
export const FIRST: Filters = {
  page: 1,
  mine: true,
  open: 'true',
  due: '',
  stage: '',
  attention: false,
  territory: '',
  association: '',
  q: '',
};

/** The address's query for some filters. */
export function queryOf({ page, mine, attention, ...texts }: Filters): string {
  const query = new URLSearchParams({ page: String(page), pageSize: '25' });
  if (mine) query.set('mine', 'true');
  if (attention) query.set('attention', 'true');
  for (const [name, value] of Object.entries(texts)) if (value !== '') query.set(name, value);
  return query.toString();
}
