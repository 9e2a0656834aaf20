/** The tables that the migrations make: one an entity, every field a column of its name in snake case. */
import { type Entity, Group, Professor, Student, User } from "@rollcall/core"
import type { Table, Tables } from "./Table.ts"

/** `externalReferenceId` → `external_reference_id`. */
export const columnName = (field: string): string =>
  field.replace(/[A-Z]/gu, letter => `_${letter.toLowerCase()}`)

/** The table of an entity. `professorId` is the row's own id, and no column beside it. */
const defaultTable = (entity: Entity.Entity): Table => {
  const ids = new Set(entity.identifiers.filter(({ creates }) => !creates).map(({ field }) => field))
  const fields = Object.keys(entity.fields).filter(field => !ids.has(field))
  return {
    entity,
    name: `rollcall_${entity.plural}`,
    id: { column: "id", made: "here" },
    key: "match_key",
    ...(entity.unique !== undefined && { unique: `match_${columnName(entity.unique)}` }),
    columns: Object.fromEntries(fields.map(field => [field, columnName(field)])),
    archived: "archived",
    scope: {},
    layout: { known: false, blanks: new Set() }
  }
}

export const defaultTables: Tables = {
  student: defaultTable(Student),
  professor: defaultTable(Professor),
  group: defaultTable(Group),
  user: defaultTable(User)
}

export const outboxTable = "rollcall_outbox"
