/** How much may stand in one statement: a server refuses what is longer than its `max_allowed_packet`. */
import type { Entity } from "@rollcall/core"
import type { Table } from "../tables/Table.ts"
import type { Change } from "./write.ts"

/** Half of what MariaDB takes by default. */
export const mostBytes = 8 * 1024 * 1024

/** Bytes at the most: three for a code unit of UTF-16, or an escaped character in two. */
export const bytesOf = (record: Entity.AnyUpsert, counts?: (field: string) => boolean): number => {
  let units = 0
  for (const field in record) if (counts === undefined || counts(field)) units += unitsIn(record[field])
  return units * 3
}

const unitsIn = (value: unknown): number => {
  if (typeof value === "string") return value.length
  if (!Array.isArray(value)) return typeof value === "object" && value !== null ? unitsOf(value) : 0
  let units = 0
  for (const item of value) units += unitsOf(item) + 3
  return units
}

const unitsOf = (item: unknown): number =>
  typeof item === "string" ? item.length : (JSON.stringify(item)?.length ?? 0)

/** Parts that may each stand in one statement. What is given has been weighed; lists that it joins may be long. */
export const parted = (
  { entity }: Table,
  changes: ReadonlyArray<Change>
): ReadonlyArray<ReadonlyArray<Change>> => {
  if (!Object.values(entity.fields).some(({ kind }) => kind === "list")) return [changes]
  const parts: Array<Array<Change>> = [[]]
  let bytes = 0
  for (const change of changes) {
    const { fields, created, changed } = change
    const weight = bytesOf(fields, field => created || changed.has(field))
    if (bytes > 0 && bytes + weight > mostBytes) {
      parts.push([])
      bytes = 0
    }
    parts.at(-1)?.push(change)
    bytes += weight
  }
  return parts
}
