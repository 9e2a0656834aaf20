import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect, Schema, Stream } from "effect"
import * as JsonList from "../../src/source/JsonList.ts"
import type { Row } from "../../src/source/Row.ts"
import { list, number, pick } from "../generate.ts"

const runs = { arbitrary: { runs: 300 } }

/** A body in pieces of so many bytes. */
const pieces = (body: string | Uint8Array, size = 7): ReadonlyArray<Uint8Array> => {
  const bytes = Buffer.from(body)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size)
  )
}

/** The rows that come, and then the trouble, if any. */
const readAll = (
  body: string | Uint8Array,
  { size = 7, limits = {} as JsonList.Limits } = {}
): Effect.Effect<{ readonly rows: ReadonlyArray<Row<unknown>>; readonly trouble: string | undefined }> =>
  Effect.gen(function* () {
    const rows: Array<Row<unknown>> = []
    const trouble = yield* JsonList.rows(Stream.fromIterable(pieces(body, size)), "school", limits).pipe(
      Stream.runForEach(row => Effect.sync(() => rows.push(row))),
      Effect.as(undefined),
      Effect.catch(error => Effect.succeed(`${error._tag}: ${error.message}`))
    )
    return { rows, trouble }
  })

/** A row in short: its value, or the code of its damage. */
const shown = (row: Row<unknown>): unknown => (row._tag === "Read" ? row.value : row.damage.code)

const record = Arbitrary.schema(
  Schema.Record(
    Schema.String,
    Schema.Union([Schema.String, Schema.Number, Schema.Null, Schema.Array(Schema.Json)])
  )
)
const spaces = pick("", "", " ", "\n", "\t \r\n")

describe("whatever the records are, and wherever the bytes are cut", () => {
  it.effect.prop(
    "those of an array come as JSON.parse gives them, in their order",
    [list(record, 6), spaces, number(1, 40), pick("", "\ufeff")],
    ([records, space, size, mark]) =>
      Effect.gen(function* () {
        const written = records.map(value => `${space}${JSON.stringify(value, null, space)}${space}`)
        const { rows, trouble } = yield* readAll(`${mark}${space}[${written.join(",")}]${space}`, { size })
        expect(trouble).toBeUndefined()
        expect(rows).toEqual(
          records.map((value, index) => ({
            _tag: "Read",
            at: { origin: "school", record: index + 1 },
            value: JSON.parse(JSON.stringify(value))
          }))
        )
      }),
    runs
  )

  it.effect.prop(
    "those that are listed by key come with their keys",
    [list(Arbitrary.all({ key: Arbitrary.schema(Schema.String), value: record }), 6), spaces, number(1, 40)],
    ([entries, space, size]) =>
      Effect.gen(function* () {
        const written = entries.map(
          ({ key, value }) =>
            `${space}${JSON.stringify(key)}${space}:${space}${JSON.stringify(value)}${space}`
        )
        const { rows, trouble } = yield* readAll(`{${space}${written.join(",")}}`, { size })
        expect(trouble).toBeUndefined()
        expect(rows.map(row => row.at.key)).toEqual(entries.map(({ key }) => JSON.parse(JSON.stringify(key))))
        expect(rows.map(shown)).toEqual(entries.map(({ value }) => JSON.parse(JSON.stringify(value))))
      }),
    runs
  )

  it.effect.prop(
    "a list that is cut gives what was whole before the cut, and says that it is cut",
    [list(record, 6, 1), number(1, 40), number(0, 100), pick(true, false)],
    ([records, size, share, keyed]) =>
      Effect.gen(function* () {
        const written = records.map((value, index) => `${keyed ? `"${index}":` : ""}${JSON.stringify(value)}`)
        const body = Buffer.from(keyed ? `{${written.join(",")}}` : `[${written.join(",")}]`)
        const cut = body.subarray(0, Math.floor((share * (body.length - 1)) / 100))
        const whole = written.filter((_, index) => {
          const upTo = Buffer.byteLength(written.slice(0, index + 1).join(",")) + 1
          return upTo <= cut.length
        })
        const { rows, trouble } = yield* readAll(cut, { size })
        expect(rows.map(shown)).toEqual(
          records.slice(0, whole.length).map(value => JSON.parse(JSON.stringify(value)))
        )
        expect(trouble).toBe(
          cut.length === 0
            ? "Unexpected: school: the JSON is empty"
            : `Unexpected: school: the JSON ends in the middle, after ${whole.length} records`
        )
      }),
    runs
  )

  it.effect.prop(
    "what JSON.parse takes for a list is read as it reads it, and what it does not take is never read in silence",
    [
      list(pick("[", "]", "{", "}", ",", ":", '"', "\\", "1", "a", " ", "é", "null", '"k"', '"k":{}'), 20),
      number(1, 9)
    ],
    ([words, size]) =>
      Effect.gen(function* () {
        const body = words.join("")
        const { rows, trouble } = yield* readAll(body, { size })
        const whole = parsed(body)
        const silent = trouble === undefined && rows.every(row => row._tag === "Read")
        if (whole === undefined) expect(silent).toBe(false)
        if (Array.isArray(whole)) expect([silent, rows.map(shown)]).toEqual([true, whole])
        else if (silent) {
          expect(Object.fromEntries(rows.map(row => [row.at.key, shown(row)]))).toEqual(whole)
        }
      }),
    { arbitrary: { runs: 3000 } }
  )
})

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, "latin1")

/** `[{"n":0},{"n":1},…` with something else in the middle. */
const around = (middle: string): string => `[{"n":1},${middle},{"n":2}]`

describe("a record that is broken is damaged, and the others are read", () => {
  it.effect.each<readonly [what: string, body: string | Uint8Array, code: string]>([
    ["a number that is none", around('{"n":NaN}'), "BROKEN_JSON"],
    ["a comma too many", around('{"n":1,}'), "BROKEN_JSON"],
    ["quotes of another language", around("{'n':1}"), "BROKEN_JSON"],
    ["brackets that do not match", around('{"n":[1}]'), "BROKEN_JSON"],
    ["a control character in text", around('{"n":"\u0007"}'), "BROKEN_JSON"],
    ["a word that is none", around("nothing"), "BROKEN_JSON"],
    ["101 levels", around("[".repeat(101) + "]".repeat(101)), "BROKEN_JSON"],
    ["text that is not UTF-8", latin1(around('{"n":"Zoé"}')), "GARBLED_TEXT"],
    ["half a character", Buffer.from(around('{"n":"é"}')).filter(byte => byte !== 0xa9), "GARBLED_TEXT"]
  ])("%s", ([, body, code]) =>
    Effect.gen(function* () {
      const { rows, trouble } = yield* readAll(body)
      expect(trouble).toBeUndefined()
      expect(rows.map(shown)).toEqual([{ n: 1 }, code, { n: 2 }])
      expect(rows.map(({ at }) => at.record)).toEqual([1, 2, 3])
    })
  )

  it.effect("100 levels are no damage", () =>
    Effect.gen(function* () {
      const { rows } = yield* readAll(around("[".repeat(100) + "]".repeat(100)))
      expect(rows.map(row => row._tag)).toEqual(["Read", "Read", "Read"])
    })
  )

  it.effect(
    "a name that stands twice in a record counts once, as for JSON.parse; a key that stands twice is two rows",
    () =>
      Effect.gen(function* () {
        const { rows } = yield* readAll('{"7":{"n":1,"n":2},"7":{"n":3}}')
        expect(rows.map(shown)).toEqual([{ n: 2 }, { n: 3 }])
        expect(rows.map(({ at }) => at.key)).toEqual(["7", "7"])
      })
  )
})

describe("a list that is none, or not whole, says so after what it gave", () => {
  it.effect.each<readonly [body: string | Uint8Array, rows: number, says: string]>([
    ["", 0, "is empty"],
    ["  ", 0, "is empty"],
    ["null", 0, "is no list of records"],
    ['"text"', 0, "is no list of records"],
    ["<html></html>", 0, "is no list of records"],
    ['{"error":"no token"}', 0, "is no list of records"],
    ['{"count":2,"items":[{"n":1}]}', 0, "is no list of records"],
    ["\ufeff\ufeff[]", 0, "is no list of records"],
    [Buffer.from([0xef, 0xbb, 0x5b, 0x5d]), 0, "is no list of records"],
    [Buffer.from("[]", "utf16le"), 0, "is no list of records"],
    ["]", 0, "is no list of records"],
    ["[,1]", 0, "is no list of records"],
    ['[{"n":1} {"n":2}]', 1, "loses its form after 1 records"],
    ['[{"n":1},]', 1, "loses its form after 1 records"],
    ['[{"n":1}}', 1, "loses its form after 1 records"],
    ['{"a":{"n":1},"b"}', 1, "loses its form after 1 records"],
    ['{"a":{"n":1},{"n":2}}', 1, "loses its form after 1 records"],
    ['{"a":{"n":1},"b\u0007":{"n":2}}', 1, "loses its form after 1 records"],
    ['[{"n":1}', 1, "ends in the middle, after 1 records"],
    ['[{"n":1},{"n":"a', 1, "ends in the middle, after 1 records"],
    ['[{"n":1},{"n":"a"b"}]', 1, "ends in the middle, after 1 records"],
    ['[{"n":1}]x', 1, "goes on after its end, after 1 records"],
    ['[{"n":1}][{"n":2}]', 1, "goes on after its end, after 1 records"],
    ['[{"n":1}]\0', 1, "goes on after its end, after 1 records"]
  ])("%j", ([body, count, says]) =>
    Effect.gen(function* () {
      const { rows, trouble } = yield* readAll(body)
      expect(rows).toHaveLength(count)
      expect(trouble).toBe(`Unexpected: school: the JSON ${says}`)
    })
  )

  it.effect.each<readonly [size: number, records: number, trouble: string | undefined]>([
    [100, 2, undefined],
    [99, 1, "Unexpected: school: the JSON has a record of more than 99 bytes after 1 records"]
  ])("with records of at most %d bytes, however they are cut", ([longestRecord, count, says]) =>
    Effect.gen(function* () {
      const long = JSON.stringify({ n: "x".repeat(92) })
      expect(long).toHaveLength(100)
      for (const size of [1, 7, 1000]) {
        const { rows, trouble } = yield* readAll(`[{"n":1},${long}]`, { size, limits: { longestRecord } })
        expect(rows).toHaveLength(count)
        expect(trouble?.slice(0, says?.length)).toBe(says)
      }
    })
  )

  it.effect("an empty array and an empty object are whole, and have no records", () =>
    Effect.gen(function* () {
      for (const body of ["[]", "{}", " [ ] ", "\ufeff{ }\n"]) {
        expect(yield* readAll(body)).toEqual({ rows: [], trouble: undefined })
      }
    })
  )
})

it.effect("neither a message nor a code of damage quotes what stood there (Law 9)", () =>
  Effect.gen(function* () {
    const canary = "Xq7canary"
    const bodies = [
      around(`{"n":${canary}}`),
      around(`{"n":"${canary}\u0007"}`),
      canary,
      `{"n":"${canary}"}`,
      `[{"n":1}]${canary}`,
      `[{"n":"${canary}`
    ]
    for (const body of bodies) {
      const { rows, trouble } = yield* readAll(body)
      const damage = rows.map(row => (row._tag === "Damaged" ? [row.at, row.damage] : []))
      expect(JSON.stringify([damage, trouble])).not.toContain(canary)
    }
  })
)
