/** Writes files record by record, and while they pass the JSON of what should come of them. */
import { join } from "node:path"
import { type Findings, makeAccount, type Outcome } from "./expected.ts"
import type { FileRecord } from "./records.ts"
import { encode1252 } from "./windows1252.ts"
import { encodeUtf8, type Put, writeFile } from "./writeFile.ts"

export interface WrittenFile<Name = string> {
  readonly name: Name
  /** Rows below the header, or records held. */
  readonly rows: number
  readonly bytes: number
}

/** Files that belong together, in the order in which a target needs them. */
export interface Tables<E extends string, File extends string, S, Held> {
  readonly seed: number
  readonly sizes: S
  readonly entityOf: { readonly [Each in File]: E }
  readonly files: ReadonlyArray<{
    readonly name: File
    /** With its CRLF. */
    readonly header: string
    readonly records: Iterable<FileRecord<Held>>
  }>
  /** The key under which a target holds a record. */
  readonly keyOf: (held: Held) => string
}

/** What was written, and what a run should say about it. */
export interface Written<E extends string, File extends string, S, Name extends string>
  extends Outcome<E, File, S> {
  readonly files: ReadonlyArray<WrittenFile<File | Name>>
}

/** Writes the files into a folder that is there; what should come of them under the name `truth`, where it has one. */
export const writeTables = <
  const E extends string,
  const File extends string,
  S,
  Held,
  const Name extends string
>(
  folder: string,
  tables: Tables<E, File, S, Held>,
  truth: Name | undefined
): Written<E, File, S, Name> => {
  const { seed, sizes } = tables
  if (truth === undefined) return { seed, sizes, ...writeAll(folder, tables, () => {}) }
  const { result, bytes } = writeFile(join(folder, truth), encodeUtf8, put => writeAll(folder, tables, put))
  const counts: ReadonlyArray<{ readonly created: number }> = Object.values(result.verdicts)
  const rows = counts.reduce((sum, { created }) => sum + created, 0)
  return { seed, sizes, ...result, files: [...result.files, { name: truth, rows, bytes }] }
}

const writeAll = <E extends string, File extends string, S, Held>(
  folder: string,
  tables: Tables<E, File, S, Held>,
  truth: Put
): Findings<E, File> & { readonly files: ReadonlyArray<WrittenFile<File>> } => {
  const { seed, sizes, entityOf } = tables
  const account = makeAccount(entityOf)
  truth(`${JSON.stringify({ seed, sizes }).slice(0, -1)},"held":{`)
  const files = tables.files.map(({ name, header, records }, at) => {
    truth(`${at === 0 ? "" : ","}\n"${entityOf[name]}":{`)
    const { result: rows, bytes } = writeFile(join(folder, name), encode1252, put => {
      put(header)
      let rows = 0
      let comma = ""
      for (const record of records) {
        put(record.text)
        account.note(name, record)
        rows++
        if (record.fate.verdict !== "created") continue
        const { held } = record.fate
        truth(`${comma}\n${JSON.stringify(tables.keyOf(held))}:${JSON.stringify(held)}`)
        comma = ","
      }
      return rows
    })
    truth("\n}")
    return { name, rows, bytes }
  })
  const { verdicts, rejected, warnings, duplicates } = account.findings()
  truth(`\n},${JSON.stringify({ verdicts, rejected, warnings, duplicates }, undefined, 1).slice(1)}\n`)
  return { verdicts, rejected, warnings, duplicates, files }
}
