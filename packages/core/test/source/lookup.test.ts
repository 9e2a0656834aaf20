import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema, Stream } from "effect"
import * as Row from "../../src/source/Row.ts"
import * as Source from "../../src/source/Source.ts"
import { Denied, Misconfigured, type SourceError, Unavailable } from "../../src/Trouble.ts"
import { lines, scriptedSource } from "../ScriptedSource.ts"
import { readAll, shown } from "./reading.ts"

interface Pupil {
  readonly uid: string
  readonly house?: string
}
interface House {
  readonly code?: string
  readonly name: string
}

const pupils = Source.fromArray<Pupil>({
  name: "acme/pupils",
  records: [{ uid: "1", house: "a" }, { uid: "2", house: "z" }, { uid: "3" }]
})

const houses = (...records: ReadonlyArray<House>) => Source.fromArray({ name: "acme/houses", records })

const named = (from: Source.Source<House>, more: { readonly most?: number } = {}) =>
  Source.lookup({
    source: pupils,
    from,
    key: ({ code }) => code,
    join: (pupil, find) => ({ uid: pupil.uid, house: find(pupil.house)?.name }),
    ...more
  })

const findings = (coverage: Source.Coverage | undefined) => coverage?.findings ?? []

describe("a join", () => {
  it.effect("gives every row of the one with what the other has for it", () =>
    Effect.gen(function* () {
      const { rows, coverage } = yield* readAll(
        named(houses({ code: "a", name: "Owls" }, { code: "b", name: "Bats" }))
      )
      expect(rows.map(shown)).toEqual([
        { uid: "1", house: "Owls" },
        { uid: "2", house: undefined },
        { uid: "3", house: undefined }
      ])
      expect(rows.map(({ at }) => at)).toEqual([1, 2, 3].map(record => ({ origin: "acme/pupils", record })))
      expect(coverage).toEqual({
        scope: "acme/pupils",
        complete: true,
        expected: 3,
        findings: [{ name: "joined with acme/houses", value: "2 keys" }]
      })
    })
  )

  it.effect("of two records with one key finds the first, or the one that is preferred", () =>
    Effect.gen(function* () {
      const twice = houses(
        { code: "a", name: "Owls" },
        { code: "a", name: "Zebras" },
        { code: "a", name: "Bats" }
      )
      expect((yield* readAll(named(twice))).rows.map(shown)[0]).toEqual({ uid: "1", house: "Owls" })
      const last = Source.lookup({
        source: pupils,
        from: twice,
        key: ({ code }) => code,
        keep: ({ name }) => name,
        prefer: (_, other) => other,
        join: ({ house }, find) => find(house)
      })
      expect((yield* readAll(last)).rows.map(shown)[0]).toBe("Bats")
    })
  )

  it.effect("passes damaged rows on, and damages one on which it throws, without its words", () =>
    Effect.gen(function* () {
      const damage = { code: "WRONG_SHAPE", message: "is missing" }
      const source = scriptedSource<Pupil>([
        { rows: [Row.damaged({ origin: "acme/pupils", record: 1 }, {}, damage)] },
        lines([{ uid: "Xq7canary" }, { uid: "4" }])
      ])
      const joined = Source.lookup({
        source,
        from: houses({ code: "a", name: "Owls" }),
        key: ({ code }) => code,
        join: ({ uid }) => {
          if (uid !== "4") throw new Error(`no house for ${uid}`)
          return uid
        }
      })
      const { rows } = yield* readAll(joined)
      expect(rows.map(shown)).toEqual(["WRONG_SHAPE", "MAPPER_FAILED", "4"])
      expect(JSON.stringify(rows.map(row => row._tag === "Damaged" && row.damage))).not.toContain("canary")
    })
  )

  it.effect("tells of records that could not be found: without a key, damaged, or perhaps never read", () =>
    Effect.gen(function* () {
      const from = scriptedSource<House>(
        [
          lines<House>([{ code: "a", name: "Owls" }, { name: "nobody's" }]),
          {
            rows: [
              Row.damaged({ origin: "acme/houses", record: 3 }, {}, { code: "WRONG_SHAPE", message: "no" })
            ]
          }
        ],
        {
          name: "acme/houses",
          coverage: {
            scope: "acme/houses",
            complete: false,
            findings: [{ name: "encoding", value: "utf-8" }]
          }
        }
      )
      const { coverage, rows } = yield* readAll(named(from))
      expect(rows).toHaveLength(3)
      expect(coverage?.complete).toBe(true)
      expect(findings(coverage)).toEqual([
        { name: "encoding", value: "utf-8" },
        {
          name: "joined with acme/houses",
          value:
            "1 keys; 1 records could not be read; 1 records have no key; nothing proves that it was whole",
          doubtful: true
        }
      ])
    })
  )
})

describe("what is looked up", () => {
  it.effect.each<readonly [error: SourceError]>([
    [new Denied({ message: "acme/houses: answered 403" })],
    [new Unavailable({ message: "acme/houses: no answer in time" })]
  ])("ends the read with its own reason, before any row: %s", ([error]) =>
    Effect.gen(function* () {
      const from = scriptedSource<House>([lines<House>([{ code: "a", name: "Owls" }]), { fail: error }])
      expect(yield* readAll(named(from))).toMatchObject({ rows: [], trouble: error })
    })
  )

  it.effect("is read before the rows it is for, once, and only when they are", () =>
    Effect.gen(function* () {
      const order: Array<string> = []
      const told = <A>(source: Source.Source<A>): Source.Source<A> => ({
        ...source,
        open: Effect.map(source.open, reading => ({
          ...reading,
          rows: Stream.tap(reading.rows, () => Effect.sync(() => order.push(source.name)))
        }))
      })
      const joined = Source.lookup({
        source: told(pupils),
        from: told(houses({ code: "a", name: "Owls" })),
        key: ({ code }: House) => code,
        join: ({ uid }: Pupil) => uid
      })
      yield* Effect.scoped(joined.open)
      expect(order).toEqual([])
      yield* readAll(joined)
      expect(order).toEqual(["acme/houses", "acme/pupils", "acme/pupils", "acme/pupils"])
    })
  )

  it.effect.each<readonly [most: number, trouble: object | undefined]>([
    [2, undefined],
    [
      1,
      {
        _tag: "Unreadable",
        message: "acme/houses: has more than 1 keys, which is as many as are held for a join"
      }
    ]
  ])("may have %d keys and no more", ([most, trouble]) =>
    Effect.gen(function* () {
      const from = houses(
        { code: "a", name: "Owls" },
        { code: "b", name: "Bats" },
        { code: "b", name: "Cats" }
      )
      const read = yield* readAll(named(from, { most }))
      if (trouble === undefined) expect(read.trouble).toBeUndefined()
      else expect(read).toMatchObject({ rows: [], trouble })
    })
  )

  it.effect("must have its configuration whole, as the source must", () =>
    Effect.gen(function* () {
      const lacking = new Misconfigured({ message: "acme: TOKEN is not set" })
      const from: Source.Source<House> = { ...houses(), ready: Effect.fail(lacking) }
      expect(yield* Effect.flip(named(from).ready ?? Effect.void)).toBe(lacking)
    })
  )
})

it.effect("a join may itself be joined", () =>
  Effect.gen(function* () {
    const heads = Source.make({
      name: "acme/heads",
      schema: Schema.Struct({ of: Schema.String, who: Schema.String }),
      read: Stream.fromIterable([Row.read({ origin: "acme/heads" }, { of: "Owls", who: "Ada" })])
    })
    const led = Source.lookup({
      source: named(houses({ code: "a", name: "Owls" })),
      from: heads,
      key: head => head.of,
      join: (pupil, find) => `${pupil.uid} ${find(pupil.house)?.who}`
    })
    const { rows } = yield* readAll(led)
    expect(rows.map(shown)).toEqual(["1 Ada", "2 undefined", "3 undefined"])
  })
)
