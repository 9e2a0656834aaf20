import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Fiber, Schema } from "effect"
import { TestClock } from "effect/testing"
import * as Source from "../../src/source/Source.ts"
import { Denied, Unavailable } from "../../src/Trouble.ts"
import { list, number, pick } from "../generate.ts"
import { inTestTime } from "../inTestTime.ts"
import { readAll, shown } from "./reading.ts"

const Pupil = Schema.Struct({ uid: Schema.Number })

/** Pages as a service would give them, by what was asked for. */
type Answers<At> = (at: At) => Source.Page<At>

const pupils = (...uids: ReadonlyArray<number>) => uids.map(uid => ({ uid }))

const paged = <At extends string | number | undefined>(by: Source.Paging<At>, answers: Answers<At>) => {
  const asked: Array<At> = []
  const source = Source.paginate({
    name: "acme/pupils",
    schema: Pupil,
    by,
    read: at => {
      asked.push(at)
      return Effect.succeed(answers(at))
    }
  })
  return { source, asked }
}

const doubts = (coverage: Source.Coverage | undefined): ReadonlyArray<string> =>
  coverage?.findings?.filter(({ doubtful }) => doubtful).map(({ value }) => value) ?? []

/** A service that has these records and gives so many a page. */
const service = (records: ReadonlyArray<unknown>, size: number) => ({
  number: (at: number): Source.Page<number> => ({
    records: records.slice((at - 1) * size, at * size),
    total: records.length
  }),
  offset: (at: number): Source.Page<number> => ({
    records: records.slice(at, at + size),
    last: at + size >= records.length
  }),
  cursor: (at: string | undefined): Source.Page<string | undefined> => {
    const from = Number(at ?? 0)
    return {
      records: records.slice(from, from + size),
      ...(from + size < records.length && { next: String(from + size) })
    }
  }
})

describe("a service that says nothing with null, as JSON does", () => {
  // What came out of JSON has whatever type the connector gave it.
  const page = (records: ReadonlyArray<unknown>, rest: object): Source.Page<never> => ({ records, ...rest })

  it.effect.each<readonly [nothing: string, next: unknown]>([
    ["null", null],
    ["an empty text", ""]
  ])("has no page behind a cursor that is %s", ([, nothing]) =>
    Effect.gen(function* () {
      const { source, asked } = paged<string | undefined>(Source.byCursor(), at =>
        at === "b" ? page(pupils(3), { next: nothing }) : page(pupils(1, 2), { next: "b" })
      )
      const { rows, coverage } = yield* readAll(source)
      expect(asked).toEqual([undefined, "b"])
      expect(rows).toHaveLength(3)
      expect(coverage).toMatchObject({ complete: true })
    })
  )

  it.effect("goes on to the last page where the total is null", () =>
    Effect.gen(function* () {
      const { source, asked } = paged(Source.byNumber(), at =>
        page(at === 1 ? pupils(1, 2) : at === 2 ? pupils(3) : [], { total: null, last: null })
      )
      const { rows, coverage } = yield* readAll(source)
      expect(asked).toEqual([1, 2, 3])
      expect(rows).toHaveLength(3)
      expect(coverage).toMatchObject({ complete: false, findings: [] })
    })
  )
})

describe("however a service pages", () => {
  it.effect.prop(
    "every record comes once and in order, at its place, and the pass is complete",
    [list(number(1, 9), 25), number(1, 7), pick("number", "offset", "cursor")],
    ([ages, size, way]) =>
      Effect.gen(function* () {
        const records = pupils(...ages.keys())
        const { number, offset, cursor } = service(records, size)
        const { source } =
          way === "number"
            ? paged(Source.byNumber(), number)
            : way === "offset"
              ? paged(Source.byOffset(), offset)
              : paged(Source.byCursor(), cursor)
        const { rows, coverage } = yield* readAll(source)
        expect(rows.map(shown)).toEqual(records)
        expect(rows.map(({ at }) => at)).toEqual(
          records.map((_, index) => ({ origin: "acme/pupils", record: index + 1 }))
        )
        expect(coverage).toMatchObject({ scope: "acme/pupils", complete: true, findings: [] })
      }),
    { arbitrary: { runs: 200 } }
  )

  it.effect(
    "no page is asked for once the total is there, or one was called the last, or names no next",
    () =>
      Effect.gen(function* () {
        const { number, offset, cursor } = service(pupils(1, 2, 3, 4), 2)
        for (const { source, asked, pages } of [
          { ...paged(Source.byNumber(), number), pages: [1, 2] },
          { ...paged(Source.byNumber({ first: 0 }), at => number(at + 1)), pages: [0, 1] },
          { ...paged(Source.byOffset(), offset), pages: [0, 2] }
        ]) {
          yield* readAll(source)
          expect(asked).toEqual(pages)
        }
        const { source, asked } = paged(Source.byCursor(), cursor)
        yield* readAll(source)
        expect(asked).toEqual([undefined, "2"])
      })
  )
})

describe("what proves nothing makes no pass complete", () => {
  it.effect.each<
    readonly [
      what: string,
      pages: ReadonlyArray<Omit<Source.Page<number>, "next">>,
      doubts: ReadonlyArray<string>
    ]
  >([
    ["an empty page with nothing said", [{ records: pupils(1, 2) }, { records: [] }], []],
    [
      "a total that is not reached",
      [
        { records: pupils(1, 2), total: 5 },
        { records: pupils(3), total: 5 },
        { records: [], total: 5 }
      ],
      ["3 records came, of 5"]
    ],
    [
      "a total that shrinks under the reader",
      [
        { records: pupils(1, 2), total: 5 },
        { records: pupils(4, 5), total: 4 }
      ],
      ["the total changed from page to page"]
    ],
    [
      "a record that stands on two pages",
      [{ records: pupils(1, 2) }, { records: pupils(2, 3), last: true }],
      ["1 records stood on two pages"]
    ],
    [
      "a page in the middle that is shorter than others",
      [{ records: pupils(1, 2) }, { records: pupils(3) }, { records: pupils(4, 5), last: true }],
      ["1 pages in the middle were shorter than others"]
    ]
  ])("%s (F25)", ([, pages, expected]) =>
    Effect.gen(function* () {
      const { source } = paged(Source.byNumber(), at => pages[at - 1] ?? { records: [] })
      const { coverage, rows } = yield* readAll(source)
      expect(coverage?.complete).toBe(false)
      expect(doubts(coverage)).toEqual(expected)
      expect(rows).toHaveLength(pages.flatMap(({ records }) => records).length)
    })
  )

  it.effect.prop(
    "a list that changes between two pages is never called complete when a record was missed (F25)",
    [number(1, 12), number(1, 4), number(0, 3), pick("removed", "added"), number(0, 11)],
    ([count, size, change, kind, where]) =>
      Effect.gen(function* () {
        let records = pupils(...Array.from({ length: count }, (_, uid) => uid))
        const lasting = new Set(records.map(({ uid }) => uid))
        let requests = 0
        const { source } = paged(Source.byNumber(), at => {
          if (requests === change && kind === "removed") {
            const gone = records[where % records.length]
            if (gone !== undefined) lasting.delete(gone.uid)
            records = records.filter(record => record !== gone)
          }
          if (requests === change && kind === "added") records = [{ uid: 99 }, ...records]
          requests += 1
          return service(records, size).number(at)
        })
        const { rows, coverage } = yield* readAll(source)
        const seen = new Set(rows.map(row => row._tag === "Read" && row.value.uid))
        if (coverage?.complete) expect([...lasting].filter(uid => !seen.has(uid))).toEqual([])
      }),
    { arbitrary: { runs: 500 } }
  )
})

describe("pages without an end end the read", () => {
  it.effect("when a service gives the same page whatever is asked for", () =>
    Effect.gen(function* () {
      const { source, asked } = paged(Source.byNumber(), () => ({ records: pupils(1, 2) }))
      const { rows, trouble } = yield* readAll(source)
      expect(trouble).toMatchObject({
        _tag: "Unexpected",
        message: "acme/pupils: the same page comes again and again; nothing says where they end"
      })
      expect([rows.length, asked]).toEqual([2, [1, 2]])
    })
  )

  it.effect("when cursors go in a circle", () =>
    Effect.gen(function* () {
      const next: { readonly [at: string]: string } = { "": "a", a: "b", b: "a" }
      let uid = 0
      const { source } = paged(Source.byCursor(), at => {
        uid += 1
        return { records: pupils(uid), next: next[at ?? ""] }
      })
      expect((yield* readAll(source)).trouble).toMatchObject({
        _tag: "Unexpected",
        message: "acme/pupils: its pages go in a circle; nothing says where they end"
      })
    })
  )
})

describe("a page", () => {
  const source = (read: Parameters<typeof Source.paginate<unknown, number>>[0]["read"], more: object = {}) =>
    Source.paginate({ name: "acme/pupils", schema: Pupil, by: Source.byNumber(), read, ...more })

  it.effect("may be a promise; a record without the shape is damaged and the others are read", () =>
    Effect.gen(function* () {
      const read = async () => ({ records: [{ uid: 1 }, { uid: "two" }, { uid: 3 }], last: true })
      const { rows, coverage } = yield* readAll(source(read))
      expect(rows.map(shown)).toEqual([{ uid: 1 }, "WRONG_SHAPE", { uid: 3 }])
      expect(coverage?.complete).toBe(true)
    })
  )

  it.effect("is asked for again while it is Unavailable, each time within the limit", () =>
    Effect.gen(function* () {
      let attempts = 0
      let admitted = 0
      const admit = Effect.sync(() => {
        admitted += 1
      })
      const read = async () => {
        attempts += 1
        if (attempts < 3) throw new Unavailable({ message: "acme is busy" })
        return { records: pupils(1), last: true }
      }
      const { rows } = yield* inTestTime(readAll(source(read, { admit })))
      expect([rows.length, attempts, admitted]).toEqual([1, 3, 3])
    })
  )

  it.effect("that takes too long is let go, and is Unavailable", () =>
    Effect.gen(function* () {
      const signals: Array<AbortSignal> = []
      const read = (_: number, signal: AbortSignal) => {
        signals.push(signal)
        return Effect.never
      }
      const patience = { retries: 1, firstWait: Duration.seconds(1), longestWait: Duration.seconds(1) }
      const fiber = yield* Effect.forkChild(readAll(source(read, { timeout: Duration.minutes(1), patience })))
      yield* TestClock.adjust("1 minute")
      expect(signals.map(({ aborted }) => aborted)).toEqual([true])
      yield* TestClock.adjust("62 seconds")
      expect((yield* Fiber.join(fiber)).trouble).toMatchObject({
        _tag: "Unavailable",
        message: "acme/pupils: no page in time"
      })
      expect(signals.map(({ aborted }) => aborted)).toEqual([true, true])
    })
  )

  it.effect.each<readonly [what: string, read: () => unknown, tag: string]>([
    ["that is denied", () => Effect.fail(new Denied({ message: "acme refuses" })), "Denied"],
    ["whose promise is denied", () => Promise.reject(new Denied({ message: "acme refuses" })), "Denied"],
    ["whose reading throws at once", () => JSON.parse("{"), "Unexpected"],
    ["that is none", async () => ({ items: [] }), "Unexpected"],
    ["that is nothing", async () => undefined, "Unexpected"]
  ])("%s ends the read, and is not asked for again", ([, read, tag]) =>
    Effect.gen(function* () {
      let attempts = 0
      // As a connector in JavaScript may give them.
      const any = () => {
        attempts += 1
        return read() as Promise<Source.Page<number>>
      }
      const { rows, trouble } = yield* readAll(source(any))
      expect([rows, trouble?._tag, attempts]).toEqual([[], tag, 1])
    })
  )
})

it.effect("a source may be read twice, and each pass stands for itself", () =>
  Effect.gen(function* () {
    const { source } = paged(Source.byNumber(), service(pupils(1, 2, 3), 2).number)
    for (const _ of [1, 2]) {
      expect((yield* readAll(source)).coverage).toMatchObject({ complete: true, expected: 3 })
    }
  })
)
