import type { Row } from '../../../src/domain/process';
import { rowParts } from '../../../src/journal/rows';

const agreement: Row = { table: 'agreements', key: 'uno', columns: { title: 'Prova' } };
const member: Row = {
  table: 'agreement_members',
  key: 'uno.member',
  columns: { agreement_id: { ref: ['agreements', 'uno'] } },
};

test('a row refers to one that is written beside it by the part that writes it', () => {
  const [first, second] = rowParts([], [agreement, member], 0);
  expect(first?.sql).toContain('returning id');
  expect(second?.sql).toContain(`(select id from ${first?.name})`);
  expect(second?.bindings).not.toContain('uno');
});

test('and to one that is there already by its key', () => {
  const [only, ...others] = rowParts([agreement], [agreement, member], 0);
  expect(others).toEqual([]);
  expect(only?.sql).toContain('(select id from "agreements" where document_id = ?)');
  expect(only?.bindings).toContain('uno');
});
