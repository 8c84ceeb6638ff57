import { localDate } from '../../domain/calendar/rome';
import { message } from '../../domain/messages/message';
import { type Column, csvOf, xlsxOf } from '../../printing/tables';
import { endpoint } from '../endpoint';
import { asFile } from './files';
import { type AgreementRow, allAgreements, exportFilters } from './list';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const names = (rows: readonly { readonly name: string | null }[]): string =>
  rows.map((one) => one.name ?? '').join(', ');

/** The day in Rome of an instant, which the database gives as a Date until it is answered. */
const dayOf = (at: string | Date | null): string | null => (at === null ? null : localDate(new Date(at).getTime()));

/** The register's columns, by the catalogue's key of their heading. */
const COLUMNS: readonly {
  readonly key: Parameters<typeof message>[1];
  readonly value: (row: AgreementRow) => string | number | null;
  readonly kind?: Column<AgreementRow>['kind'];
}[] = [
  { key: 'register.title', value: (row) => row.title },
  { key: 'register.kind', value: (row) => message('it', `agreement-kind.${row.kind}`) },
  {
    key: 'register.stage',
    value: (row) => message('it', `agreement-stage.${row.stage}` as Parameters<typeof message>[1]),
  },
  { key: 'register.protocol', value: (row) => row.protocol },
  { key: 'register.territory', value: (row) => row.territory.name },
  { key: 'register.structure', value: (row) => row.structure.name },
  { key: 'register.framework', value: (row) => row.framework?.name ?? null },
  { key: 'register.associations', value: (row) => names(row.associations) },
  { key: 'register.municipalities', value: (row) => names(row.municipalities) },
  { key: 'register.signed-on', value: (row) => row.signedOn, kind: 'date' },
  { key: 'register.starts-on', value: (row) => row.startsOn, kind: 'date' },
  { key: 'register.ends-on', value: (row) => row.endsOn, kind: 'date' },
  { key: 'register.renewals', value: (row) => row.renewals, kind: 'number' },
  { key: 'register.next', value: (row) => dayOf(row.nextAt), kind: 'date' },
  { key: 'register.due', value: (row) => dayOf(row.dueAt), kind: 'date' },
];

/** The register as a table for an office's spreadsheet: the same rows as the list, all pages at once. */
export const exportRegister = endpoint(
  {
    name: 'export',
    method: 'GET',
    path: '/agreements/export',
    summary: 'The register of local agreements as CSV or XLSX, with the filters of the list',
    status: 200,
    query: exportFilters,
    files: ['text/csv', XLSX],
    errors: ['unauthenticated', 'forbidden'],
  },
  async ({ strapi, ctx, query: { format, ...filters } }, { actor }) => {
    const rows = await allAgreements(strapi.db.connection, actor, filters);
    const columns: readonly Column<AgreementRow>[] = COLUMNS.map(({ key, value, kind = 'text' }) => ({
      heading: message('it', key),
      kind,
      value,
    }));
    const name = `${message('it', 'register.file')}.${format}`;
    return format === 'csv'
      ? asFile(ctx, 'text/csv; charset=utf-8', name, await csvOf(rows, columns))
      : asFile(ctx, XLSX, name, await xlsxOf(rows, columns));
  },
);
