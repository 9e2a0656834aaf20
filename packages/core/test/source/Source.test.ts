import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema, Stream } from "effect"
import * as Row from "../../src/source/Row.ts"
import * as Source from "../../src/source/Source.ts"
import { Unavailable } from "../../src/Trouble.ts"

const Pupil = Schema.Struct({
  uid: Schema.String,
  age: Schema.optionalKey(Schema.Int),
  home: Schema.optionalKey(Schema.Struct({ town: Schema.String }))
})

const at = (line: number) => ({ origin: "school.csv", line })

/** All rows of a source, and what it covered. */
const readAll = <A>(source: Source.Source<A>) =>
  Effect.scoped(
    Effect.gen(function* () {
      const reading = yield* source.open
      return { rows: yield* Stream.runCollect(reading.rows), coverage: yield* reading.coverage }
    })
  )

const shaping = (...values: ReadonlyArray<unknown>) =>
  Source.make({
    name: "school",
    schema: Pupil,
    read: Stream.fromIterable(values.map((value, index) => Row.read(at(index + 2), value)))
  })

describe("a source with a shape", () => {
  it.effect("gives what has it, and the rest as damaged rows in their place (F2)", () =>
    Effect.gen(function* () {
      const { rows } = yield* readAll(shaping({ uid: "1" }, { uid: 2 }, { uid: "3", age: 11 }))
      expect(rows).toMatchObject([
        { _tag: "Read", at: at(2), value: { uid: "1" } },
        { _tag: "Damaged", at: at(3), raw: { uid: 2 }, damage: { code: "WRONG_SHAPE", column: "uid" } },
        { _tag: "Read", at: at(4), value: { uid: "3", age: 11 } }
      ])
    })
  )

  it.effect.each<readonly [string, unknown, string | undefined]>([
    ["a field of a wrong type", { uid: 1 }, "uid"],
    ["a field that is missing", {}, "uid"],
    ["a field within a field", { uid: "1", home: { town: 7 } }, "home.town"],
    ["a number that is none", { uid: "1", age: 1.5 }, "age"],
    ["no record at all", null, undefined],
    ["text for a record", "1;Ann", undefined],
    ["a list for a record", ["1"], undefined]
  ])("names the column of %s", ([, value, column]) =>
    Effect.gen(function* () {
      const { rows } = yield* readAll(shaping(value))
      const [row] = rows
      const damage = row?._tag === "Damaged" ? row.damage : undefined
      expect(damage).toMatchObject({ code: "WRONG_SHAPE", ...(column !== undefined && { column }) })
      expect(damage && "column" in damage).toBe(column !== undefined)
      expect(damage?.message).toMatch(/\w/u)
    })
  )

  it.effect("passes on rows that were damaged before", () =>
    Effect.gen(function* () {
      const damaged = Row.damaged(at(7), "1;2;3", {
        code: "RAGGED_ROW",
        message: "has 3 cells, the header 2"
      })
      const source = Source.make({ name: "school", schema: Pupil, read: Stream.make(damaged) })
      expect((yield* readAll(source)).rows).toEqual([damaged])
    })
  )

  it.effect("gives what its schema makes of a record, not the record", () =>
    Effect.gen(function* () {
      const source = Source.make({
        name: "school",
        schema: Schema.Struct({ age: Schema.NumberFromString }),
        read: Stream.make(Row.read(at(2), { age: "11", other: "x" }))
      })
      expect((yield* readAll(source)).rows).toEqual([Row.read(at(2), { age: 11 })])
    })
  )

  it.effect("claims no complete read unless it says so (Law 10)", () =>
    Effect.gen(function* () {
      expect((yield* readAll(shaping())).coverage).toEqual({ scope: "school", complete: false })
      const coverage = { scope: "year 2026", complete: true, expected: 0 }
      const sure = Source.make({ name: "school", schema: Pupil, read: Stream.empty, coverage })
      expect((yield* readAll(sure)).coverage).toEqual(coverage)
    })
  )

  it.effect("fails as its rows fail, after them", () =>
    Effect.gen(function* () {
      const away = new Unavailable({ message: "school: away" })
      const read = Stream.concat(Stream.make(Row.read(at(2), { uid: "1" })), Stream.fail(away))
      const seen: Array<unknown> = []
      const rows = Effect.flatMap(Source.make({ name: "school", schema: Pupil, read }).open, reading =>
        Stream.runForEach(reading.rows, row => Effect.sync(() => void seen.push(row)))
      )
      expect(yield* Effect.flip(Effect.scoped(rows))).toBe(away)
      expect(seen).toHaveLength(1)
    })
  )
})

describe("a source of an array", () => {
  it.effect("numbers its records from 1 and has read them all", () =>
    Effect.gen(function* () {
      const { rows, coverage } = yield* readAll(Source.fromArray({ name: "here", records: ["a", "b"] }))
      expect(rows).toEqual([
        Row.read({ origin: "here", record: 1 }, "a"),
        Row.read({ origin: "here", record: 2 }, "b")
      ])
      expect(coverage).toEqual({ scope: "here", complete: true, expected: 2 })
    })
  )

  it.effect("may be read again by the next run", () =>
    Effect.gen(function* () {
      const source = Source.fromArray({ name: "here", records: ["a"] })
      expect(yield* readAll(source)).toEqual(yield* readAll(source))
    })
  )
})
