/** How an answer travels, whatever it says: its status, what becomes of its text, and whether it comes whole. */
import { Arbitrary, Schema } from "effect"

export interface Transport {
  readonly status: number
  readonly retryAfter: string | undefined
  /** What becomes of the text, and where in it. */
  readonly text: { readonly kind: keyof typeof texts; readonly share: number }
  /** Whether the connection breaks before the last byte. */
  readonly breaks: boolean
}

export const texts = {
  whole: json => json,
  cut: (json, share) => json.slice(0, Math.floor(json.length * share)),
  empty: () => "",
  marked: json => `\ufeff${json}`,
  guarded: json => `)]}',\n${json}`,
  followed: json => `${json}<!-- 12 ms -->`,
  twice: json => `${json}\n${json}`,
  html: () => "<!doctype html><title>OK</title><h1>Maintenance</h1>",
  word: () => "OK",
  null: () => "null",
  text: json => JSON.stringify(json),
  scratched: (json, share) => {
    const at = Math.floor(json.length * share)
    return `${json.slice(0, at)}${json[at] === "1" ? "2" : "1"}${json.slice(at + 1)}`
  }
} satisfies { readonly [kind: string]: (json: string, share: number) => string }

/** One of these values, each as likely as it stands there often. */
export const pick = <const A>(...values: ReadonlyArray<A>): Arbitrary.Arbitrary<A> =>
  Arbitrary.map(
    Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: values.length - 1 }))),
    index => values[index] as A
  )

export const often = <A>(value: A, times: number): ReadonlyArray<A> =>
  Array.from({ length: times }, () => value)

export const namesOf = <A extends object>(record: A) => Object.keys(record) as Array<keyof A>

/** A number from 0 up to and without 1. */
const share = Arbitrary.map(
  pick(...Array.from({ length: 100 }, (_, at) => at)),
  hundredths => hundredths / 100
)

/** One of the good ones in four of six, and among the others every status that there is. */
const statusOf = (...good: ReadonlyArray<number>) =>
  Arbitrary.flatMap(pick("good", "good", "good", "good", "known", "any"), which => {
    if (which === "good") return pick(...good)
    if (which === "any")
      return Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 200, maximum: 599 })))
    return pick(
      ...[201, 202, 204, 206, 301, 304, 400, 401, 403, 404, 408, 409, 413, 422, 429, 429, 500, 502, 503]
    )
  })

/** A transport that mostly brings an answer whole, with a status that is due. */
export const transport = (...good: ReadonlyArray<number>) => ({
  status: statusOf(...good),
  retryAfter: pick(undefined, undefined, "0", "7200", "soon"),
  text: Arbitrary.all({
    kind: pick(
      ...often("whole" as const, 80),
      ...often("cut" as const, 4),
      ...often("scratched" as const, 4),
      ...namesOf(texts)
    ),
    share
  }),
  breaks: pick(...often(false, 24), true)
})
