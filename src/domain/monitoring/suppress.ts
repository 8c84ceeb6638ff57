/** A number of people that may be too small to be told. */
export interface Cell {
  readonly people: number;
}

/** Fewer people than this could be recognised by those who know the place. Our own rule. */
const SMALLEST = 5;

/**
 * What may be told of the cells of one total: null instead of a number of people below `SMALLEST`. Where only one would be
 * hidden, the smallest of the others is hidden too, or it could be worked out from the total. Nobody is nobody: 0 is told.
 */
export function suppressSmall<C extends Cell>(
  cells: readonly C[],
): readonly (Omit<C, 'people'> & { readonly people: number | null })[] {
  const isSmall = (cell: C) => cell.people > 0 && cell.people < SMALLEST;
  const hidden = new Set(cells.filter(isSmall));
  if (hidden.size === 1) {
    const [next] = cells.filter((cell) => cell.people > 0 && !hidden.has(cell)).sort((a, b) => a.people - b.people);
    if (next) hidden.add(next);
  }
  return cells.map((cell) => ({ ...cell, people: hidden.has(cell) ? null : cell.people }));
}
