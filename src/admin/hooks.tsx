import { Badge } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { Translated } from './translated';
import it from './translations/it.json';

/** A field of the form, as far as it matters here. */
interface Field {
  readonly hint?: ReactNode;
}

/** A column of a list. */
interface Column {
  readonly name: string;
  readonly attribute?: { readonly type: string };
  readonly cellFormatter?: (row: Record<string, unknown>) => ReactNode;
}

/** Rows of fields. */
type Panel = readonly (readonly Field[])[];

interface EditView {
  readonly layout: {
    readonly layout: readonly Panel[];
    /** The parts a row repeats, by component. */
    readonly components: Readonly<Record<string, { readonly layout: Panel }>>;
  };
  readonly query: unknown;
}

interface ListView {
  readonly displayedHeaders: readonly Column[];
  readonly layout: unknown;
}

/** Hints are stored as Italian text, without an id: the id is found back from the catalogue. */
const HINT_IDS = new Map(Object.entries(it).flatMap(([id, text]) => (id.endsWith('.hint') ? [[text, id]] : [])));

/** Strapi translates labels by message id but shows hints as stored: puts the translated text in their place. */
export function translateHints(view: EditView): EditView {
  const translated = (field: Field): Field => {
    const id = typeof field.hint === 'string' ? HINT_IDS.get(field.hint) : undefined;
    return id ? { ...field, hint: <Translated id={id} /> } : field;
  };
  const panel = (rows: Panel): Panel => rows.map((row) => row.map(translated));
  const parts = Object.entries(view.layout.components).map(([uid, part]) => [
    uid,
    { ...part, layout: panel(part.layout) },
  ]);
  const components = Object.fromEntries(parts) as EditView['layout']['components'];
  return { ...view, layout: { ...view.layout, layout: view.layout.layout.map(panel), components } };
}

/** Lists show a choice's stored value; forms translate it by using the value as message id. Lists do the same here. */
export function translateChoices(view: ListView): ListView {
  const displayedHeaders = view.displayedHeaders.map((column) => {
    if (column.attribute?.type !== 'enumeration') return column;
    return { ...column, cellFormatter: (row: Record<string, unknown>) => choice(row[column.name]) };
  });
  return { ...view, displayedHeaders };
}

/** What nobody has checked at its source yet stands out. */
function choice(value: unknown): ReactNode {
  const said = <Translated id={value} />;
  return value === 'to-verify' ? <Badge variant="warning">{said}</Badge> : said;
}
