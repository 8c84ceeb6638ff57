/** A titled group of rows; a row is its cells. */
export interface Section {
  title: string;
  rows: readonly (readonly string[])[];
}

/** Lays sections out as text, the cells of each section in columns of its own. */
export function layOut(sections: readonly Section[]): string {
  return sections.map(({ title, rows }) => [title, ...aligned(rows)].join('\n')).join('\n\n');
}

function aligned(rows: readonly (readonly string[])[]): string[] {
  const width = (column: number) => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(width(column))).join('  ')}`.trimEnd());
}
