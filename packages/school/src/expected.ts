/** What a target should hold after one run into an empty one, and what the run should say about every row. */
import type { Fields, RejectionCode } from "./Row.ts"
import { type FileName, type FileRecord, fileNames, fileRecords } from "./records.ts"
import type { School, Sizes } from "./School.ts"

export type Entity = "groups" | "professors" | "students"

export const entityOf = {
  "groupes.csv": "groups",
  "formateurs.csv": "professors",
  "apprenants.csv": "students"
} as const

/** read = created + rejected + duplicate; every other verdict is 0. */
export interface Verdicts {
  readonly read: number
  readonly created: number
  readonly rejected: number
  readonly duplicate: number
}

interface Place<File> {
  readonly file: File
  /** The physical line where the record starts, from 1; the header is line 1. */
  readonly line: number
}

export interface Rejection<File = FileName> extends Place<File> {
  readonly code: RejectionCode
  readonly field?: string
}

/** A field over its limit, which the record goes on without. */
export interface Warning<File = FileName> extends Place<File> {
  readonly field: string
}

/** A later row with the key of an earlier one, which wins. */
export interface Duplicate<File = FileName> extends Place<File> {
  /** The line of the earlier one. */
  readonly first: number
  /** Whether the two rows are equal, cell by cell. */
  readonly identical: boolean
}

/** What the run should say of its rows. */
export interface Findings<E extends string = Entity, File extends string = FileName> {
  readonly verdicts: { readonly [Each in E]: Verdicts }
  readonly rejected: ReadonlyArray<Rejection<File>>
  readonly warnings: ReadonlyArray<Warning<File>>
  readonly duplicates: ReadonlyArray<Duplicate<File>>
}

/** What the run should say, and what the files were made from. */
export interface Outcome<E extends string = Entity, File extends string = FileName, S = Sizes>
  extends Findings<E, File> {
  readonly seed: number
  readonly sizes: S
}

/** The content of `expected.json`; `held` is by key. */
export interface Expected extends Outcome {
  readonly held: { readonly [E in Entity]: { readonly [key: string]: Fields } }
}

/** The expected outcome of a school, in memory: for a very large one, write it instead. */
export const expectedOf = (school: School): Expected => {
  const { seed, sizes } = school
  const account = makeAccount(entityOf)
  const held: { [E in Entity]: { [key: string]: Fields } } = { groups: {}, professors: {}, students: {} }
  for (const file of fileNames)
    for (const record of fileRecords(school, file)) {
      account.note(file, record)
      if (record.fate.verdict === "created") held[entityOf[file]][keyOf(record.fate.held)] = record.fate.held
    }
  return { seed, sizes, ...account.findings(), held }
}

/** Keeps the books of a run while its records pass. */
export const makeAccount = <File extends string, E extends string>(
  entities: {
    readonly [Each in File]: E
  }
) => {
  const none = { read: 0, created: 0, rejected: 0, duplicate: 0 }
  const verdicts = Object.fromEntries(Object.values<E>(entities).map(entity => [entity, { ...none }])) as {
    [Each in E]: Counts
  }
  const rejected: Array<Rejection<File>> = []
  const warnings: Array<Warning<File>> = []
  const duplicates: Array<Duplicate<File>> = []

  const note = (file: File, { line, fate }: FileRecord<unknown>): void => {
    const counts = verdicts[entities[file]]
    counts.read++
    counts[fate.verdict]++
    if (fate.verdict === "created") {
      if (fate.dropped !== undefined) warnings.push({ file, line, field: fate.dropped })
    } else if (fate.verdict === "rejected") {
      const { code, field } = fate
      rejected.push({ file, line, code, ...(field !== undefined && { field }) })
    } else {
      duplicates.push({ file, line, first: fate.first, identical: fate.identical })
    }
  }

  const findings = (): Findings<E, File> => ({ verdicts, rejected, warnings, duplicates })
  return { note, findings }
}

type Counts = { -readonly [Verdict in keyof Verdicts]: number }

/** The key under which a target holds a record. */
export const keyOf = (held: Fields): string => String(held.externalReferenceId)
