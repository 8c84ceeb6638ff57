/** An attribute as a content type's schema.json writes it; only what bounds a column. */
export interface AttributeSchema {
  readonly type: string;
  readonly columnName?: string;
  readonly required?: boolean;
  readonly enum?: readonly string[];
  readonly regex?: string;
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly relation?: string;
  readonly useJoinTable?: boolean;
}

/** A content type's schema, as Strapi holds it once loaded. */
export interface TableSchema {
  readonly uid: string;
  readonly collectionName: string;
  readonly attributes: Readonly<Record<string, AttributeSchema>>;
  /** `journal.owned`: rows change only through the journal (invariant 1). */
  readonly pluginOptions?: { readonly journal?: { readonly owned?: boolean } };
}

/** A table constraint: its definition is the SQL after `add constraint <name>`. */
export interface TableConstraint {
  readonly tab: string;
  readonly name: string;
  readonly definition: string;
}

const TEXTS: readonly string[] = ['string', 'text', 'email'];

/** The column of an attribute, named as Strapi names it. */
function columnOf(name: string, attribute: AttributeSchema): string {
  const column = attribute.columnName ?? name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return attribute.type === 'relation' ? `${column}_id` : column;
}

/**
 * The constraints a content type's own schema asks for: Strapi checks required relations, choices, lengths, ranges and
 * patterns in its forms only, and whoever writes by SQL must meet the same bounds.
 */
export function boundsOf(table: TableSchema): TableConstraint[] {
  return Object.entries(table.attributes).flatMap(([name, attribute]) => {
    const column = columnOf(name, attribute);
    const conditions = conditionsOf(`"${column}"`, attribute);
    if (conditions.length === 0) return [];
    const definition = `check (${conditions.join(' and ')})`;
    return [{ tab: table.collectionName, name: `${table.collectionName}_${column}_bounds`, definition }];
  });
}

function conditionsOf(column: string, attribute: AttributeSchema): string[] {
  if (attribute.type === 'relation') {
    return attribute.useJoinTable === false && attribute.required ? [`${column} is not null`] : [];
  }
  if (attribute.type === 'enumeration') return [`${column} in (${(attribute.enum ?? []).map(literal).join(', ')})`];
  const conditions: string[] = [];
  if (attribute.min !== undefined) conditions.push(`${column} >= ${attribute.min}`);
  if (attribute.max !== undefined) conditions.push(`${column} <= ${attribute.max}`);
  if (TEXTS.includes(attribute.type)) {
    if (attribute.required) conditions.push(`${column} <> ''`);
    if (attribute.minLength !== undefined) conditions.push(`char_length(${column}) >= ${attribute.minLength}`);
    if (attribute.maxLength !== undefined) conditions.push(`char_length(${column}) <= ${attribute.maxLength}`);
    if (attribute.regex !== undefined) conditions.push(`${column} ~ ${literal(attribute.regex)}`);
  }
  return conditions;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
