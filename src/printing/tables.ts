import { writeToBuffer } from '@fast-csv/format';
import writeXlsx, { type Cell } from 'write-excel-file/node';
import { DAY, dayOfDate } from '../domain/calendar/rome';
import { message } from '../domain/messages/message';

/** What a cell holds: words, a number, a day 'YYYY-MM-DD', or nothing. */
export type Value = string | number | null;

/** A column of an exported table: its Italian heading, what it holds of each row, and whether that is a day. */
export interface Column<Row> {
  readonly heading: string;
  readonly kind: 'text' | 'number' | 'date';
  readonly value: (row: Row) => Value;
}

/** What spreadsheets take for the beginning of a formula, in the full-width forms too, and what they skip before one. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
/** Control characters, surrogates alone and what is no character: XML cannot hold them, or is better without. */
const UNWRITABLE = /(?![\t\n\r])[\p{Cc}\p{Surrogate}\p{Noncharacter_Code_Point}\ufffd]/gu;

/**
 * Words that no spreadsheet reads as a formula: an apostrophe makes them text (OWASP, CSV Injection). So are the names every
 * object has, for write-excel-file looks its words up in one: `constructor` alone in a cell would break the workbook.
 */
function harmless(words: string): string {
  const written = words.replace(UNWRITABLE, '');
  return FORMULA.test(written) || written in {} ? `'${written}` : written;
}

/** A day as spreadsheets want it, at midnight UTC. Throws RangeError on what is no day. */
const dayAt = (value: string | number): Date => new Date(dayOfDate(String(value)) * DAY);

function inCsv<Row>({ kind, value }: Column<Row>, row: Row): string {
  const held = value(row);
  if (held === null) return '';
  if (kind === 'date') return dayAt(held).toISOString().slice(0, 10).split('-').reverse().join('/');
  // A decimal comma, as Italian Excel reads numbers.
  return typeof held === 'number' ? String(held).replace('.', ',') : harmless(held);
}

/**
 * A table as CSV for Italian Excel: UTF-8 with its mark, `;` between cells, days as 31/12/2021. Throws RangeError on a day that is
 * none.
 */
export async function csvOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Promise<Buffer> {
  const head = columns.map(({ heading }) => harmless(heading));
  const body = rows.map((row) => columns.map((column) => inCsv(column, row)));
  return writeToBuffer([head, ...body], {
    delimiter: ';',
    rowDelimiter: '\r\n',
    includeEndRowDelimiter: true,
    writeBOM: true,
  });
}

function inXlsx<Row>({ kind, value }: Column<Row>, row: Row): Cell {
  const held = value(row);
  if (held === null) return null;
  if (kind === 'date') return { value: dayAt(held), type: Date, format: 'dd/mm/yyyy' };
  return typeof held === 'number' ? { value: held, type: Number } : { value: harmless(held), type: String };
}

/** A table as an XLSX workbook of one sheet, its first row the headings, days as days. Throws RangeError on a day that is none. */
export async function xlsxOf<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): Promise<Buffer> {
  const head: Cell[] = columns.map(({ heading }) => ({ value: harmless(heading), type: String, fontWeight: 'bold' }));
  const body = rows.map((row) => columns.map((column) => inXlsx(column, row)));
  return writeXlsx([head, ...body], {
    sheet: message('it', 'print.sheet'),
    stickyRowsCount: 1,
    columns: columns.map(({ heading, kind }) => ({ width: kind === 'text' ? Math.max(28, heading.length) : 16 })),
  }).toBuffer();
}
