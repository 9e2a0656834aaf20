/** The user's own tables, as they are declared. */
import { type Entity, Group, Professor, Student, User } from "@rollcall/core"
import { defaultTables } from "./defaults.ts"
import { isComposed, keyField, type Table, type Tables, type TagsTable } from "./Table.ts"

/** A column for a field. A field without one is not stored, and says nothing about whether a record has changed. */
type Columns<E, Needed extends keyof Entity.Of<E>, Ids extends keyof Entity.Of<E> = never> = {
  readonly [K in Needed]: string
} & { readonly [K in Exclude<keyof Entity.Of<E>, Needed | Ids>]?: string }

/** A table of the user's own, for one entity. */
export interface Mapping<C> {
  readonly table: string
  /**
   * The column with the row's own id, unique in the whole table: text that is made here (36 characters), or
   * `{ column, made: "by the table" }` for one that is AUTO_INCREMENT. It is what `professorId` names.
   */
  readonly id: string | { readonly column: string; readonly made: "here" | "by the table" }
  readonly columns: C
  /**
   * The column by which records are matched; by default that of `externalReferenceId`. It holds keys as they are
   * compared: NFC, no spaces around them. Rows of before that hold them otherwise are not found.
   */
  readonly key?: string
  /** Columns with one value for all rows of this target, like `{ school_id: 7 }`; they belong to the key. */
  readonly scope?: { readonly [column: string]: string | number }
  /** A BOOLEAN column; without one, nobody is archived. */
  readonly archived?: string
}

/** People may have tags: as a JSON column under `columns`, or a row for each here. */
export interface PersonMapping<C> extends Mapping<C> {
  readonly tags?: TagsTable
}

export interface ProfessorMapping<C> extends PersonMapping<C> {
  /** A column for the e-mail as it is compared; without one, the e-mail's own is looked up, under its collation. */
  readonly uniqueEmail?: string
}

/** Users are found by three fields together, for which there is a column beside theirs. */
export interface UserMapping<C> extends Mapping<C> {
  /**
   * The column by which records are matched, text of at least 417 characters: `sourceId/source/language` as keys are
   * compared, or `sourceId/source` without a language. A slash or a backslash inside a part has a backslash before it.
   * Rows of before that have it otherwise are not found.
   */
  readonly key: string
}

/** Tables of the user's own; an entity that is not named has the table that `migrate` makes. */
export interface Mappings {
  readonly students?: PersonMapping<Columns<typeof Student, "externalReferenceId" | "firstName" | "lastName">>
  readonly professors?: ProfessorMapping<
    Columns<typeof Professor, "externalReferenceId" | "firstName" | "lastName" | "email", "professorId">
  >
  readonly groups?: Mapping<Columns<typeof Group, "externalReferenceId" | "name">>
  readonly users?: UserMapping<Columns<typeof User, "sourceId" | "source" | "language" | "firstName">>
}

/** A mapping of whatever entity. */
export type AnyMapping = ProfessorMapping<{ readonly [field: string]: string | undefined }>

export const entities: ReadonlyArray<Entity.Entity> = [Student, Professor, Group, User]

/** The tables as declared, and the default one of every entity that is not. */
export const tablesOf = (mappings: Mappings): Tables => ({
  ...defaultTables,
  ...Object.fromEntries(
    declared(mappings).map(([entity, mapping]) => [entity.name, tableOf(entity, mapping)])
  )
})

/** The entities that have a table of the user's own. */
export const declared = (mappings: Mappings): ReadonlyArray<readonly [Entity.Entity, AnyMapping]> =>
  entities.flatMap(entity => {
    const mapping = (mappings as { readonly [plural: string]: AnyMapping | undefined })[entity.plural]
    return mapping === undefined ? [] : [[entity, mapping] as const]
  })

export const tableOf = (entity: Entity.Entity, mapping: AnyMapping): Table => {
  const { table, id, columns, key, scope = {}, archived, tags, uniqueEmail } = mapping
  const kept = Object.entries(columns).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return {
    entity,
    name: table,
    id: typeof id === "string" ? { column: id, made: "here" } : id,
    key: key ?? (isComposed(entity) ? undefined : columns[keyField(entity)]) ?? "",
    ...(uniqueEmail !== undefined && { unique: uniqueEmail }),
    columns: Object.fromEntries(kept),
    ...(tags !== undefined && { tags }),
    ...(archived !== undefined && { archived }),
    scope,
    layout: { known: false, blanks: new Set() }
  }
}
