/** Writes a school into a folder, record by record: a million learners take no more memory than ten. */
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs"
import { join } from "node:path"
import { entityOf, keyOf, makeAccount, type Outcome } from "./expected.ts"
import { type FileName, fileNames, fileRecords, headerText } from "./records.ts"
import { makeSchool, type School, type SchoolOptions } from "./School.ts"
import { encode1252 } from "./windows1252.ts"

export interface WriteOptions extends SchoolOptions {
  /** Whether `expected.json` is written too, true by default; it takes about twice the room of the other files. */
  readonly expected?: boolean | undefined
}

export interface WrittenFile {
  readonly name: FileName | "expected.json"
  /** Rows below the header, or records held. */
  readonly rows: number
  readonly bytes: number
}

/** What was written, and what a run should say about it. */
export interface Manifest extends Outcome {
  readonly files: ReadonlyArray<WrittenFile>
}

/** Writes the three files and `expected.json`, over what is there; the folder is made if need be. */
export const writeSchool = (folder: string, options: WriteOptions): Manifest => {
  const school = makeSchool(options)
  mkdirSync(folder, { recursive: true })
  if (options.expected === false) return writeTables(school, folder, () => {})

  const { result, bytes } = writeFile(join(folder, "expected.json"), encodeUtf8, put =>
    writeTables(school, folder, put)
  )
  const { groups, professors, students } = result.verdicts
  const rows = groups.created + professors.created + students.created
  return { ...result, files: [...result.files, { name: "expected.json", rows, bytes }] }
}

type Put = (text: string) => void

/** Writes the three files, and while they pass the JSON of what should come of them. */
const writeTables = (school: School, folder: string, truth: Put): Manifest => {
  const { seed, sizes } = school
  const account = makeAccount(school)
  truth(`${JSON.stringify({ seed, sizes }).slice(0, -1)},"held":{`)
  const files = fileNames.map((file, at) => {
    truth(`${at === 0 ? "" : ","}\n"${entityOf[file]}":{`)
    const written = writeTable(school, folder, file, truth, account)
    truth("\n}")
    return written
  })
  const { verdicts, rejected, warnings, duplicates } = account.outcome()
  truth(`\n},${JSON.stringify({ verdicts, rejected, warnings, duplicates }, undefined, 1).slice(1)}\n`)
  return { ...account.outcome(), files }
}

const writeTable = (
  school: School,
  folder: string,
  file: FileName,
  truth: Put,
  account: ReturnType<typeof makeAccount>
): WrittenFile => {
  const { result: rows, bytes } = writeFile(join(folder, file), encode1252, put => {
    put(headerText(file))
    let rows = 0
    let comma = ""
    for (const record of fileRecords(school, file)) {
      put(record.text)
      account.note(file, record)
      rows++
      if (record.fate.verdict !== "created") continue
      const { held } = record.fate
      truth(`${comma}\n${JSON.stringify(keyOf(held))}:${JSON.stringify(held)}`)
      comma = ","
    }
    return rows
  })
  return { name: file, rows, bytes }
}

const encodeUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Gives `fill` a way to write in pieces of about 64 KiB; the file is closed whatever happens. */
const writeFile = <A>(
  path: string,
  encode: (text: string) => Uint8Array,
  fill: (put: Put) => A
): { readonly result: A; readonly bytes: number } => {
  const descriptor = openSync(path, "w")
  let chunk = ""
  let bytes = 0
  const flush = () => {
    const encoded = encode(chunk)
    for (let at = 0; at < encoded.length; ) at += writeSync(descriptor, encoded, at)
    bytes += encoded.length
    chunk = ""
  }
  try {
    const result = fill(text => {
      chunk += text
      if (chunk.length >= 65_536) flush()
    })
    flush()
    return { result, bytes }
  } finally {
    closeSync(descriptor)
  }
}
