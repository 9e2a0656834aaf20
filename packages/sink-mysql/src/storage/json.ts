/** Lists and objects, which stand in a column as JSON. */
import type { Entity } from "@rollcall/core"
import { Predicate } from "effect"

/** Reads what stands in a column; what is none of its kind is nothing to the rules. */
export type Reader = (text: string) => unknown

/** How a field that is kept as JSON is read; one that is kept as text has none. */
export const readerOf = ({ fields }: Entity.Entity, field: string): Reader | undefined =>
  readers.get(fields[field]?.kind ?? "")

/** Whether a field is kept as JSON. */
export const isJson = (entity: Entity.Entity, field: string): boolean => readerOf(entity, field) !== undefined

/** An empty list is none. What is read as nothing stays as it is until somebody gives the field. */
const list: Reader = text => {
  const value = parsed(text)
  return Array.isArray(value) && value.length > 0 ? value : undefined
}

const object: Reader = text => {
  const value = parsed(text)
  return Predicate.isReadonlyObject(value) ? value : undefined
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const readers: ReadonlyMap<string, Reader> = new Map([
  ["tags", list],
  ["list", list],
  ["reference", object]
] satisfies ReadonlyArray<readonly [kind: Entity.Fields[string]["kind"], reader: Reader]>)
