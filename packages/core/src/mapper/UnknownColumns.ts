/** The columns that a mapper asks a table for and the table does not have, seen while it maps the first rows (F21). */
import type { Entity, Fields } from "../entities/Entity.ts"
import type { Finding } from "../source/Source.ts"
import { suggestion } from "./Columns.ts"
import type { Mapper } from "./Mapper.ts"

/** A mapper that is watched, and what was found out by it. */
export interface Watched<A, F extends Fields> {
  readonly mapper: Mapper<A, F>
  readonly findings: () => ReadonlyArray<Finding>
}

/** Rows that are watched: a column that was renamed is missing from the first as from all. */
const rows = 10

/**
 * Watches a mapper of a table with these headers. What the mapper declares is left to that: a required column stops the
 * run, and an optional one may be missing.
 */
export const watched = <A, F extends Fields>(
  mapper: Mapper<A, F>,
  headers: ReadonlyArray<string> | undefined
): Watched<A, F> => {
  if (headers === undefined) return { mapper, findings: () => [] }
  const known = new Set([...headers, ...(mapper.columns ?? []).map(({ column }) => column)])
  const unknown = new Set<string>()
  let left = rows
  const map = (record: A) => {
    if (left === 0 || typeof record !== "object" || record === null) return mapper.map(record)
    left -= 1
    return looking(mapper, record, name => {
      if (!known.has(name) && !ofAnyObject.has(name)) unknown.add(name)
    })
  }
  return { mapper: { ...mapper, map }, findings: () => findingsOf([...unknown], headers) }
}

/** Maps a record, and tells the names of what is read of it meanwhile. */
const looking = <A extends object, F extends Fields>(
  mapper: { readonly entity: Entity<string, F>; readonly map: Mapper<A, F>["map"] },
  record: A,
  read: (name: string) => void
) => {
  let mapping = true
  const seen = new Proxy(record, {
    get: (target, name) => {
      if (mapping && typeof name === "string") read(name)
      return Reflect.get(target, name)
    }
  })
  try {
    return mapper.map(seen)
  } catch {
    // What copies a record in one piece may not take one that is watched.
    return mapper.map(record)
  } finally {
    mapping = false
  }
}

/** What is asked of any object, by whoever prints it or waits for it. */
const ofAnyObject: ReadonlySet<string> = new Set([
  ...Object.getOwnPropertyNames(Object.prototype),
  "toJSON",
  "then"
])

const findingsOf = (
  unknown: ReadonlyArray<string>,
  headers: ReadonlyArray<string>
): ReadonlyArray<Finding> =>
  unknown.length === 0
    ? []
    : [
        {
          name: "columns that are not there",
          value: `the mapper reads ${unknown.map(name => `"${name}"${suggestion(name, headers)}`).join("; ")}`,
          doubtful: true
        }
      ]
