/** A field in the form and how many of the row's twelve columns it takes. */
export interface EditCell {
  readonly name: string;
  readonly size: number;
}

const COLUMNS = 12;
const FULL: readonly string[] = ['json', 'text', 'richtext', 'component'];
const SMALL: readonly string[] = ['boolean', 'date', 'integer', 'decimal', 'float'];

/** Puts fields on the form's rows in the schema's order: long texts alone, short values three a row, the rest two. */
export function rowsOf(fields: readonly { readonly name: string; readonly type: string }[]): EditCell[][] {
  const rows: EditCell[][] = [];
  let left = 0;
  for (const { name, type } of fields) {
    const size = FULL.includes(type) ? COLUMNS : SMALL.includes(type) ? 4 : 6;
    const row = rows.at(-1);
    if (row && size <= left) {
      row.push({ name, size });
      left -= size;
    } else {
      rows.push([{ name, size }]);
      left = COLUMNS - size;
    }
  }
  return rows;
}
