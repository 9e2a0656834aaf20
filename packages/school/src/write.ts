/** Writes a school into a folder, record by record: a million learners take no more memory than ten. */
import { mkdirSync } from "node:fs"
import { type Entity, entityOf, keyOf } from "./expected.ts"
import { type FileName, fileNames, fileRecords, headerText } from "./records.ts"
import { makeSchool, type SchoolOptions, type Sizes } from "./School.ts"
import { type Written, writeTables } from "./writeTables.ts"

export interface WriteOptions extends SchoolOptions {
  /** Whether `expected.json` is written too, true by default; it takes about twice the room of the other files. */
  readonly expected?: boolean | undefined
}

/** What was written, and what a run should say about it. */
export type Manifest = Written<Entity, FileName, Sizes, "expected.json">

/** Writes the three files and `expected.json`, over what is there; the folder is made if need be. */
export const writeSchool = (folder: string, options: WriteOptions): Manifest => {
  const school = makeSchool(options)
  const { seed, sizes } = school
  mkdirSync(folder, { recursive: true })
  const files = fileNames.map(name => ({
    name,
    header: headerText(name),
    records: fileRecords(school, name)
  }))
  const tables = { seed, sizes, entityOf, files, keyOf }
  return writeTables(folder, tables, options.expected === false ? undefined : "expected.json")
}
