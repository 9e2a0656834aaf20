import { execFileSync } from "node:child_process"
import { mkdir, mkdtemp, readdir, readlink, rm, symlink, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { describe, expect, it } from "@effect/vitest"
import { Denied, Unavailable } from "@rollcall/core"
import { Effect, Stream } from "effect"
import { Csv } from "../src/index.ts"
import { read, refusalOf } from "./reading.ts"

const folder = Effect.acquireRelease(
  Effect.promise(() => mkdtemp(join(tmpdir(), "connector-csv-"))),
  path => Effect.promise(() => rm(path, { recursive: true }))
)

const fileOf = (content: string | Uint8Array) =>
  Effect.gen(function* () {
    const path = join(yield* folder, "pupils.csv")
    yield* Effect.promise(() => writeFile(path, content))
    return path
  })

/** How often this process has the file open. */
const handles = (path: string) =>
  Effect.promise(async () => {
    const open = (await readdir("/proc/self/fd")).map(fd => readlink(`/proc/self/fd/${fd}`).catch(() => ""))
    return (await Promise.all(open)).filter(target => target === path).length
  })

const lines = (count: number) =>
  `id;nom\n${Array.from({ length: count }, (_, n) => `${n};Nom ${n}\n`).join("")}`

describe("a file on disk", () => {
  it.effect("is named after itself, in the source, the places and the scope", () =>
    Effect.gen(function* () {
      const path = yield* fileOf("id;nom\n1;Zoé\n")
      const source = Csv.source({ path })
      expect(source.name).toBe("pupils.csv")
      const { raw, coverage } = yield* read(source)
      expect(raw[0]?.at).toEqual({ origin: "pupils.csv", line: 2 })
      expect(coverage).toEqual({ scope: "pupils.csv", complete: true, findings: [] })
      expect(Csv.source({ path, name: "school/pupils" }).name).toBe("school/pupils")
    })
  )

  it.effect("may be given as an address, and be read as often as wanted", () =>
    Effect.gen(function* () {
      const source = Csv.source({ path: pathToFileURL(yield* fileOf("id;nom\n1;Zoé\n")) })
      expect((yield* read(source)).rows).toEqual(["2 1|Zoé"])
      expect((yield* read(source)).rows).toEqual(["2 1|Zoé"])
    })
  )

  it.effect("is read in pieces that cut characters, cells and line ends anywhere", () =>
    Effect.gen(function* () {
      const names = Array.from({ length: 60_000 }, (_, n) => `${"é".repeat(n % 7)}€${n}`)
      const path = yield* fileOf(`id;nom\r\n${names.map((name, n) => `${n};${name}\r\n`).join("")}`)
      const { rows } = yield* read(Csv.source({ path }))
      expect(rows).toEqual(names.map((name, n) => `${n + 2} ${n}|${name}`))
    })
  )

  it.effect(
    "is open from its opening to the end of its scope, also when rows are not read to their end",
    () =>
      Effect.gen(function* () {
        const path = yield* fileOf(lines(100_000))
        const source = Csv.source({ path })
        const first = yield* Effect.scoped(
          Effect.gen(function* () {
            const { rows } = yield* source.open
            expect(yield* handles(path)).toBe(1)
            return yield* Stream.runCollect(Stream.take(rows, 1))
          })
        )
        expect(first).toHaveLength(1)
        expect(yield* handles(path)).toBe(0)
      })
  )

  it.effect("is closed when the reading is interrupted", () =>
    Effect.gen(function* () {
      const path = yield* fileOf(lines(100_000))
      const reading = Effect.scoped(
        Effect.flatMap(Csv.source({ path }).open, ({ rows }) => Stream.runForEach(rows, () => Effect.never))
      )
      yield* Effect.raceFirst(
        reading,
        Effect.promise(() => rm(path))
      )
      expect(yield* handles(path)).toBe(0)
      expect(yield* handles(`${path} (deleted)`)).toBe(0)
    })
  )

  it.effect("is not read on before its rows are asked for", () =>
    Effect.gen(function* () {
      const path = yield* fileOf(lines(100_000))
      const error = yield* Effect.flip(
        Effect.scoped(
          Effect.gen(function* () {
            const { rows } = yield* Csv.source({ path }).open
            yield* Effect.promise(() => writeFile(path, lines(10)))
            return yield* Stream.runCollect(rows)
          })
        )
      )
      expect(error).toEqual(
        new Unavailable({
          message: `${path}: was changed while it was being read. Run again once it is written.`
        })
      )
    })
  )

  it.effect("that cannot be read is refused with its path and what to do", () =>
    Effect.gen(function* () {
      const at = yield* folder
      yield* Effect.promise(async () => {
        await mkdir(join(at, "folder.csv"))
        await symlink("circle.csv", join(at, "circle.csv"))
        execFileSync("mkfifo", [join(at, "pipe.csv")])
      })
      const refused = (name: string) =>
        Effect.map(refusalOf(Csv.source({ path: join(at, name) })), message => message.replace(at, "…"))
      expect(yield* refused("missing.csv")).toBe(
        "Unreadable: …/missing.csv: there is no such file. Check the path."
      )
      expect(yield* refused("folder.csv")).toBe(
        "Unreadable: …/folder.csv: is a directory. Give the path of one file."
      )
      expect(yield* refused("pipe.csv")).toBe(
        "Unreadable: …/pipe.csv: is not a regular file. Copy it to one, or read it with Csv.fromStream."
      )
      expect(yield* refused("circle.csv")).toBe(
        "Unreadable: …/circle.csv: its links lead in a circle. Check the path."
      )
      expect(yield* refused("a\0b.csv")).toMatch(/^Unreadable: .*: this is no path\. Check it\.$/)
      expect(yield* refusalOf(Csv.source({ path: new URL("https://me:secret@school.example/a.csv") }))).toBe(
        "Unreadable: a https: address: only file: addresses can be read."
      )
    })
  )

  it.effect("that this user may not read is refused", () =>
    Effect.gen(function* () {
      yield* asNobody
      const path = yield* fileOf("id;nom\n1;Zoé\n")
      yield* Effect.promise(async () => execFileSync("chmod", ["000", path]))
      expect(yield* refusalOf(Csv.source({ path }))).toBe(
        `Unreadable: ${path}: this user may not read it. Give it the right to, or run as another user.`
      )
    })
  )
})

/** Root may read everything: for the length of a scope, a process of root's is nobody. */
const asNobody = Effect.acquireRelease(
  Effect.sync(() => process.getuid?.() === 0 && process.seteuid?.(65_534)),
  wasRoot => Effect.sync(() => wasRoot !== false && process.seteuid?.(0))
)

describe("bytes that come once", () => {
  const pupils = (options: Csv.Options, ...chunks: ReadonlyArray<Uint8Array | Error>) =>
    Csv.fromStream({
      name: "upload.csv",
      ...options,
      async *read() {
        for (const chunk of chunks) {
          if (chunk instanceof Error) throw chunk
          yield chunk
        }
      }
    })
  const windows1252 = Buffer.from("id;nom\n1;Zo\xe9\n", "latin1")

  it.effect("are decided upon as a file is, as long as they fit", () =>
    Effect.gen(function* () {
      const { rows, findings } = yield* read(pupils({}, windows1252.subarray(0, 9), windows1252.subarray(9)))
      expect(rows).toEqual(["2 1|Zoé"])
      expect(findings).toMatchObject({ encoding: "windows-1252, since line 2 is not UTF-8", bytes: "13" })
    })
  )

  it.effect("are refused when they do not fit and nobody has said how they are encoded", () =>
    Effect.gen(function* () {
      const much = Array.from({ length: 17 }, () => Buffer.alloc(1024 * 1024, "a;b\n"))
      expect(yield* refusalOf(pupils({}, ...much))).toBe(
        "Unreadable: upload.csv: has more than 16777216 bytes, and a stream is read once. Declare its encoding: utf-8 or windows-1252."
      )
    })
  )

  it.effect("of a declared encoding tell their size and their hash at the end", () =>
    Effect.gen(function* () {
      const { rows, findings, coverage } = yield* read(
        pupils({ encoding: "utf-8" }, Buffer.from("id;nom\n1;Zo"), Buffer.from([0xc3]), Buffer.from([0xa9]))
      )
      expect(rows).toEqual(["2 1|Zoé"])
      expect(findings).toMatchObject({ encoding: "utf-8, as declared", bytes: "13" })
      expect(coverage.findings?.map(({ name }) => name)).toEqual(["last line", "bytes", "sha256"])
    })
  )

  it.effect("of declared UTF-8 have damaged rows where they are not, and tell the lines at the end", () =>
    Effect.gen(function* () {
      const file = Buffer.from("id;nom\n1;Zo\xe9\n2;Paul\n3;L\xe9a\n", "latin1")
      const { rows, findings, coverage } = yield* read(
        pupils({ encoding: "utf-8" }, file.subarray(0, 12), file.subarray(12))
      )
      expect(rows).toEqual(["2 GARBLED_TEXT", "3 2|Paul", "4 GARBLED_TEXT"])
      expect(findings).toMatchObject({ encoding: "utf-8, as declared", bytes: "26" })
      expect(coverage.findings).toContainEqual({
        name: "lines that are not UTF-8",
        doubtful: true,
        value: "2, the first of them line 2"
      })
    })
  )

  it.effect("of other encodings are read as a file is", () =>
    Effect.gen(function* () {
      const utf16 = Buffer.from("\ufeffid;nom\n1;Zoé 🎓\n", "utf16le")
      const cut = [utf16.subarray(0, 1), utf16.subarray(1, 21), new Uint8Array(0), utf16.subarray(21)]
      const marked = yield* read(pupils({}, ...cut))
      expect(marked.rows).toEqual(["2 1|Zoé 🎓"])
      expect(marked.findings).toMatchObject({ encoding: "utf-16le, with a byte order mark" })
      expect((yield* read(pupils({ encoding: "utf-16le" }, ...cut))).rows).toEqual(["2 1|Zoé 🎓"])
      expect((yield* read(pupils({ encoding: "windows-1252" }, windows1252))).rows).toEqual(["2 1|Zoé"])
    })
  )

  it.effect("that are no table, or not what they are declared to be, are refused before a row is read", () =>
    Effect.gen(function* () {
      const pdf = [Buffer.from("%P"), Buffer.from("DF-1.7\n")]
      const refusal = "Unreadable: upload.csv: this is a PDF document. Export the list as CSV."
      expect(yield* refusalOf(pupils({}, ...pdf))).toBe(refusal)
      expect(yield* refusalOf(pupils({ encoding: "utf-8" }, ...pdf))).toBe(refusal)
      const endless = Csv.fromStream({
        name: "upload.csv",
        encoding: "windows-1252",
        async *read() {
          for (;;) yield Buffer.from("\ufeffid;nom\n1;Zoé\n")
        }
      })
      expect(yield* refusalOf(endless)).toBe(
        "Unreadable: upload.csv: declared as windows-1252, but it begins with the byte order mark of UTF-8. Leave the encoding out, or declare utf-8."
      )
    })
  )

  it.effect("that break off end the read without the words of whoever threw", () =>
    Effect.gen(function* () {
      const broken = (error: Error) =>
        refusalOf(pupils({ encoding: "utf-8" }, Buffer.from("id;nom\n1;a\n"), error))
      expect(yield* broken(new TypeError("canary"))).toBe(
        "Unavailable: upload.csv: reading it broke off (TypeError). Try again."
      )
      expect(yield* broken(new Denied({ message: "upload.csv: the link has expired" }))).toBe(
        "Denied: upload.csv: the link has expired"
      )
    })
  )

  it.effect("are told when the reading has ended early", () =>
    Effect.gen(function* () {
      let ended = false
      const endless = Csv.fromStream({
        name: "upload.csv",
        encoding: "utf-8",
        async *read(signal) {
          signal.addEventListener("abort", () => {
            ended = true
          })
          yield Buffer.from("id;nom\n")
          for (;;) yield Buffer.from("1;a\n")
        }
      })
      const rows = yield* Effect.scoped(
        Effect.flatMap(endless.open, reading => Stream.runCollect(Stream.take(reading.rows, 3)))
      )
      expect(rows).toHaveLength(3)
      expect(ended).toBe(true)
    })
  )
})
