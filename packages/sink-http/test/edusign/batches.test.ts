import { expect, it } from "@effect/vitest"
import { Arbitrary, Duration, Effect, Schema } from "effect"
import { counts, group, many, send, student } from "../School.ts"
import { creates, type Request, recordsOf, scripted } from "../Scripted.ts"
import { type Options, targetAt } from "../Target.ts"

const sizes = (requests: ReadonlyArray<Request>) => requests.map(request => recordsOf(request).length)
const keys = (requests: ReadonlyArray<Request>) =>
  requests.flatMap(recordsOf).map(({ externalReferenceId }) => externalReferenceId)

/** Bytes of the records of a request, with the commas between them. */
const weight = ({ bytes }: Request) => bytes - '{"students":[]}'.length

it.live.each<readonly [options: Options, records: number, sizes: ReadonlyArray<number>]>([
  [{}, 1, [1]],
  [{}, 10, [10]],
  [{}, 1010, [10, 1000]],
  [{}, 1011, [10, 1000, 1]],
  [{ batchRecords: 4 }, 10, [4, 4, 2]],
  [{ batchRecords: 1 }, 3, [1, 1, 1]]
])("with %j, %i students go in batches of %j", ([options, count, expected]) =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates)
    const { report } = yield* send(targetAt(url, options).students, many(count, student))
    expect(counts(report)).toEqual({ created: count })
    expect(sizes(requests)).toEqual(expected)
  })
)

// What a student with a key of one digit weighs: its JSON, and a comma.
const one = JSON.stringify(student("1")).length + 1

it.live.each<readonly [batchBytes: number, sizes: ReadonlyArray<number>]>([
  [9 * one, [9]],
  [3 * one, [3, 3, 3]],
  [3 * one - 1, [2, 2, 2, 2, 1]],
  [one, [1, 1, 1, 1, 1, 1, 1, 1, 1]]
])("with at most %i bytes, nine students go in batches of %j", ([batchBytes, expected]) =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates)
    yield* send(targetAt(url, { batchBytes }).students, many(9, student))
    expect(sizes(requests)).toEqual(expected)
  })
)

it.live("a record that no request can hold is refused and not sent; the others are", () =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates)
    const large = student("2", { company: "é".repeat(64) })
    const { verdicts } = yield* send(targetAt(url, { batchBytes: 3 * one }).students, [
      student("1"),
      large,
      student("3")
    ])
    expect(verdicts).toEqual([
      { _tag: "Created" },
      {
        _tag: "Rejected",
        code: "RECORD_TOO_LARGE",
        message: `takes more than the ${3 * one} bytes of one request`
      },
      { _tag: "Created" }
    ])
    expect(keys(requests)).toEqual(["1", "3"])
  })
)

/** Characters of one to four bytes, and those that JSON writes as something longer. */
const letters = ["a", "é", "漢", "🎓", '"', "\\", "/", "\u0001", "\u2028", "\ud83d"]
const names = Arbitrary.map(
  Arbitrary.all([
    Arbitrary.schema(Schema.Literals(letters)),
    Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 100 })))
  ]),
  ([letter, length]) => letter.repeat(length)
)

it.effect.prop(
  "a record weighs the bytes that it takes in UTF-8, and a comma",
  [names, names],
  ([name, company]) =>
    Effect.sync(() => {
      const { students, groups } = targetAt("http://localhost", { groupPicture: "photoUrl" })
      const learner = student("1", { firstName: name, tags: [company] })
      expect(students.weigh(learner)).toBe(Buffer.byteLength(JSON.stringify(learner)) + 1)
      const { logoUrl, ...rest } = { ...group("1"), description: name, logoUrl: `https://x/${company}` }
      const renamed = JSON.stringify({ ...rest, photoUrl: logoUrl })
      expect(groups.weigh({ ...rest, logoUrl })).toBe(Buffer.byteLength(renamed) + 1)
    })
)

const limits = Arbitrary.all({
  batchRecords: Arbitrary.schema(Schema.Literals([1, 3, 7])),
  batchBytes: Arbitrary.schema(Schema.Literals([700, 1000, 2000]))
})

it.live.prop(
  "no request has more records or bytes than its limits, and every record is in one, in order",
  [Arbitrary.array(names, { minLength: 1, maxLength: 15 }), limits],
  ([found, options]) =>
    Effect.scoped(
      Effect.gen(function* () {
        const { url, requests } = yield* scripted(creates)
        const records = found.map((name, index) =>
          student(`${index}`, { firstName: `x${name}`.slice(0, 100) })
        )
        const target = targetAt(url, { ...options, rate: { requests: 99, per: Duration.seconds(1) } })
        const { verdicts } = yield* send(target.students, records)
        expect(keys(requests)).toEqual(
          records
            .filter((_, index) => verdicts[index]?._tag === "Created")
            .map(record => record.externalReferenceId)
        )
        for (const request of requests) {
          expect(recordsOf(request).length).toBeLessThanOrEqual(options.batchRecords)
          expect(weight(request)).toBeLessThanOrEqual(options.batchBytes)
        }
      })
    ),
  { arbitrary: { runs: 40 } }
)
