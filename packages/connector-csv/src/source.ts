/** CSV files as sources: everything about a file is found out when it is opened, before a row is handed on. */
import type { Source, SourceError } from "@rollcall/core"
import { Effect, type Scope } from "effect"
import { inMemory, type Origin } from "./bytes/Bytes.ts"
import { file } from "./bytes/file.ts"
import { once } from "./bytes/once.ts"
import { textOf } from "./bytes/text.ts"
import { misdeclared } from "./misdeclared.ts"
import type { Options } from "./options.ts"
import type { Record } from "./table/rows.ts"
import { tableOf } from "./table/table.ts"

/**
 * A CSV file as a source, named after the file unless it has a name. Opening it reads the whole file once, for its
 * encoding and its hash, and then as far as the first row; `rows` reads it a second time, in flat memory. Places have
 * the file's base name and the physical line. A damaged row carries a code of docs/csv.md; blank rows are passed over and
 * counted. `Unreadable` when a person must mend the path, the rights or the file;
 * `Unavailable` when the system fails, or the file changes while it is read.
 */
export const source = (
  options: Options & { readonly path: string | URL; readonly name?: string }
): Source.Source<Record> => {
  const origin = file(options.path)
  return make(options.name ?? origin.label, origin, options)
}

/** As `source`, of bytes that are already there; `name` stands for the file's. */
export const fromBytes = (
  options: Options & { readonly name: string; readonly bytes: Uint8Array }
): Source.Source<Record> => {
  const { name, bytes } = options
  return make(name, { name, label: name, open: Effect.succeed(inMemory(bytes)) }, options)
}

/**
 * As `source`, of bytes that come once: a request body, a download. `read` is called once a run, and its signal is
 * aborted when the run ends. With an encoding declared, they are read in flat memory, and their size and hash are told
 * at the end; bytes that are not what they are declared to be then end the read midway. Without one, up to 16 MiB are
 * held to find it out, and more are `Unreadable`.
 */
export const fromStream = (
  options: Options & {
    readonly name: string
    readonly read: (signal: AbortSignal) => AsyncIterable<Uint8Array>
  }
): Source.Source<Record> => make(options.name, once(options.name, options.read, options.encoding), options)

const make = (name: string, origin: Origin, options: Options): Source.Source<Record> => ({
  name,
  open: open(origin, options)
})

const open = (
  { name, label, open }: Origin,
  declared: Options
): Effect.Effect<Source.Reading<Record>, SourceError, Scope.Scope> =>
  Effect.gen(function* () {
    const impossible = misdeclared(name, declared)
    if (impossible !== undefined) return yield* impossible
    const { encoding, ...options } = declared
    const text = yield* textOf(name, yield* open, encoding)
    const known = text.identity()
    const table = yield* tableOf(text.stream, { ...options, name, label })
    return {
      rows: table.rows,
      columns: table.columns,
      findings: [{ name: "encoding", value: text.encoding }, ...text.doubts, ...table.findings, ...known],
      coverage: Effect.sync(() => {
        const { complete, findings } = table.ending()
        return {
          scope: label,
          complete,
          findings: [...findings, ...text.ending(), ...(known.length === 0 ? text.identity() : [])]
        }
      })
    }
  })
