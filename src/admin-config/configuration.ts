import { type EditCell, rowsOf } from './layout';
import { VIEWS, type View } from './views';

/** A content type, or a component, as the content manager describes it. */
export interface AdminContentType {
  readonly uid: string;
  readonly pluginOptions?: { readonly journal?: { readonly owned?: boolean } };
  readonly attributes: Readonly<Record<string, { readonly type: string; readonly targetModel?: string }>>;
}

/** One field's settings in the content manager's store; only those set here are named. */
interface FieldMetadata {
  readonly edit: Readonly<Record<string, unknown>>;
  readonly list: Readonly<Record<string, unknown>>;
}

/** What the content manager stores for a content type. */
export interface Configuration {
  readonly settings: Readonly<Record<string, unknown>>;
  readonly metadatas: Readonly<Record<string, FieldMetadata>>;
  readonly layouts: { readonly list: readonly string[]; readonly edit: readonly (readonly EditCell[])[] };
}

/** Message ids to text, in one language. */
export type Catalogue = Readonly<Record<string, string>>;

/**
 * A content type's configuration: the current one with our view and texts laid over it.
 * The admin looks labels up by message id and falls back on what is stored here, so the texts are the main language's.
 * Throws when the view names a field the schema does not have or a field has no label.
 */
export function configurationOf(
  type: AdminContentType,
  view: View,
  current: Configuration,
  texts: Catalogue,
): Configuration {
  for (const field of [view.mainField, ...view.list, view.newestBy ?? view.orderedBy ?? 'id']) {
    if (!(field in type.attributes)) throw new Error(`The admin view of ${type.uid} names a missing field: ${field}`);
  }
  const shown = Object.keys(type.attributes).filter((name) => current.metadatas[name]?.edit.visible === true);
  const readOnly = isReadOnly(type);
  const metadatas: Record<string, FieldMetadata> = { ...current.metadatas };
  for (const name of shown) {
    metadatas[name] = fieldMetadata(type, name, readOnly, current.metadatas[name] ?? { edit: {}, list: {} }, texts);
  }
  return {
    settings: {
      ...current.settings,
      mainField: view.mainField,
      defaultSortBy: view.newestBy ?? view.orderedBy ?? view.mainField,
      defaultSortOrder: view.newestBy ? 'DESC' : 'ASC',
      pageSize: 20,
      // Bulk actions delete and publish: neither is for rows the platform writes.
      bulkable: !readOnly,
    },
    metadatas,
    layouts: {
      list: view.list,
      edit: rowsOf(shown.map((name) => ({ name, type: type.attributes[name]?.type ?? '' }))),
    },
  };
}

/** True for rows only the platform writes: owned by the journal, or read-only in their view. */
export function isReadOnly({ uid, pluginOptions }: Pick<AdminContentType, 'uid' | 'pluginOptions'>): boolean {
  return VIEWS[uid]?.readOnly ?? pluginOptions?.journal?.owned ?? false;
}

function fieldMetadata(
  type: AdminContentType,
  name: string,
  readOnly: boolean,
  current: FieldMetadata,
  texts: Catalogue,
): FieldMetadata {
  // A component's uid has no namespace.
  const id = `content-manager.${type.uid.includes('::') ? 'content-types' : 'components'}.${type.uid}.${name}`;
  const label = texts[id];
  if (label === undefined) throw new Error(`The admin catalogue has no text for ${id}`);
  const target = VIEWS[type.attributes[name]?.targetModel ?? ''];
  return {
    edit: {
      ...current.edit,
      label,
      description: texts[`${id}.hint`] ?? '',
      editable: !readOnly,
      ...(target ? { mainField: target.mainField } : {}),
    },
    list: { ...current.list, label },
  };
}
