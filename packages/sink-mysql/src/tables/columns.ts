/** The columns of a table as the database describes them. */
import type { Row } from "../sql/Query.ts"
import type { Layout, Table } from "./Table.ts"

export interface Column {
  readonly name: string
  /** `varchar`, `json`, `bigint`. */
  readonly type: string
  readonly charset: string | undefined
  readonly collation: string | undefined
  /** Characters; of text only. */
  readonly length: number | undefined
  readonly nullable: boolean
  /** NOT NULL, and an insert that leaves it out fails. */
  readonly mustBeGiven: boolean
  /** NOT NULL, and an insert that leaves it out puts an empty text there. */
  readonly blank: boolean
  readonly counted: boolean
  readonly generated: boolean
}

/** Of a table in the database of the connection: bind its name. */
export const columnsQuery = `
  SELECT column_name AS name, data_type AS type, character_set_name AS charset, collation_name AS collation,
    character_maximum_length AS length, is_nullable AS nullable, column_default AS standard, extra AS extra
  FROM information_schema.columns WHERE table_schema = DATABASE() AND table_name = ?`

/** MariaDB writes a default as an expression, MySQL as the value. */
export const columnOf = (row: Row): Column => {
  const text = (name: string) => (typeof row[name] === "string" ? row[name] : undefined)
  const extra = (text("extra") ?? "").toLowerCase()
  const nullable = text("nullable") === "YES"
  const standard = text("standard")
  const generated = /\b(?:virtual|stored|persistent) generated\b|\b(?:virtual|persistent)\b/u.test(extra)
  const counted = extra.includes("auto_increment")
  const type = (text("type") ?? "").toLowerCase()
  return {
    name: text("name") ?? "",
    type,
    charset: text("charset"),
    collation: text("collation"),
    length: row.length === null ? undefined : Number(row.length),
    nullable,
    mustBeGiven: !nullable && standard === undefined && !counted && !generated,
    blank: !nullable && text("charset") !== undefined && (standard === "" || standard === "''"),
    counted,
    generated
  }
}

/** What statements have to know of them. */
export const layoutOf = ({ id }: Table, columns: ReadonlyArray<Column>): Layout => {
  const { charset, collation } = columns.find(({ name }) => isSame(name, id.column)) ?? {}
  return {
    known: columns.length > 0,
    ...(charset !== undefined && collation !== undefined && { id: { charset, collation } }),
    blanks: new Set(columns.filter(({ blank }) => blank).map(({ name }) => name.toLowerCase()))
  }
}

/** Names of columns are compared without case. */
export const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()
