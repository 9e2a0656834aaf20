/** Runs in which everything happens: rows of every kind, a source that ends anyhow, a target that answers anyhow. */
import { Arbitrary, Duration } from "effect"
import type { Item } from "../../src/sink/Answer.ts"
import { damaged, type Row, read } from "../../src/source/Row.ts"
import { Denied, Refused, Unavailable, Unexpected, Unreadable } from "../../src/Trouble.ts"
import { list, number, pick } from "../generate.ts"
import { accepts, answers, dies, fails, type Reply, refuses, silent } from "../ScriptedSink.ts"
import type { Act } from "../ScriptedSource.ts"

/** One record of the source; `n` tells it from all others, in whatever it becomes. */
export interface Given {
  readonly n: number
  readonly kind: Kind
  /** Few keys, so that they are repeated; none for a plain create. */
  readonly key: string | undefined
  readonly parent: string | undefined
}

type Kind = (typeof kinds)[number]
const good = ["good", "good", "good", "good", "good", "good", "long", "cleared"] as const
const kinds = [...good, "damaged", "skipped", "throws", "overlong", "nameless", "twoKeys"] as const

const keys = ["a", "b", "c", "d", "e", "f", "g", "h", "i", "j", "k", "l"]

/** A run before it is played. */
export interface History {
  readonly chunks: ReadonlyArray<{ readonly rows: number; readonly seconds: number }>
  readonly given: ReadonlyArray<Given>
  readonly ends: keyof typeof endings
  readonly script: ReadonlyArray<keyof typeof replies>
  readonly records: number
  readonly bytes: number
  /** Seconds after the start. */
  readonly stop: number | undefined
  /** Seconds that the listener takes over each piece of news. */
  readonly listens: number
}

export const histories: Arbitrary.Arbitrary<History> = Arbitrary.all({
  chunks: list(Arbitrary.all({ rows: number(1, 12), seconds: pick(0, 0, 2) }), 6),
  given: Arbitrary.map(
    list(
      Arbitrary.all({
        kind: pick(...kinds),
        key: pick(...keys, ...keys, undefined),
        parent: pick(undefined, undefined, ...keys)
      }),
      40
    ),
    rows => rows.map((row, n): Given => ({ n, ...row }))
  ),
  ends: pick(
    "completes",
    "completes",
    "completes",
    "completes",
    "denied",
    "unavailable",
    "unreadable",
    "unexpected",
    "dies"
  ),
  script: list(
    Arbitrary.flatMap(pick("good", "bad"), half =>
      half === "good"
        ? pick("accepts", "refusesSome")
        : pick(...(Object.keys(replies) as Array<keyof typeof replies>))
    ),
    12
  ),
  records: number(1, 14),
  bytes: pick(150, 400, 100_000),
  listens: pick(0, 0, 0, 2),
  stop: Arbitrary.flatMap(number(0, 3), choice =>
    choice === 0
      ? Arbitrary.map(number(0, 25), seconds => seconds + 0.5)
      : pick<number | undefined>(undefined)
  )
})

/** What the source of a history does. */
export const actsOf = ({ chunks, given, ends }: History): ReadonlyArray<Act<Given>> => {
  const rows = rowsOf(given)
  const acts: Array<Act<Given>> = []
  let from = 0
  for (const chunk of [...chunks, { rows: rows.length, seconds: 0 }]) {
    acts.push({ wait: Duration.seconds(chunk.seconds) }, { rows: rows.slice(from, from + chunk.rows) })
    from += chunk.rows
  }
  const end = endings[ends]
  return end === undefined ? acts : [...acts, end]
}

export const rowsOf = (given: ReadonlyArray<Given>): ReadonlyArray<Row<Given>> =>
  given.map(record => {
    const at = { origin: "school.csv", line: record.n + 2 }
    if (record.kind !== "damaged") return read(at, record)
    return damaged(at, `raw ${record.n}`, { code: "RAGGED_ROW", message: "has 3 cells, the header 4" })
  })

const endings = {
  completes: undefined,
  denied: { fail: new Denied({ message: "school: answered 401" }) },
  unavailable: { fail: new Unavailable({ message: "school: away" }) },
  unreadable: { fail: new Unreadable({ message: "school.csv: is no table" }) },
  unexpected: { fail: new Unexpected({ message: "school: no list" }) },
  dies: { die: new Error("a fault of the connector") }
} as const satisfies { readonly [name: string]: Act<Given> | undefined }

const edit = (change: (items: ReadonlyArray<Item>) => ReadonlyArray<Item>): Reply => answers(change)
const first = (change: Partial<Item>): Reply =>
  edit(([item, ...others]) => (item === undefined ? [] : [{ ...item, ...change }, ...others]))

export const replies = {
  accepts,
  refusesSome: refuses((_, index) => index % 3 === 1),
  refusesAll: refuses(() => true),
  denied: fails(new Denied({ message: "target: answered 401" })),
  away: fails(new Unavailable({ message: "target: answered 429" })),
  lost: fails(new Unavailable({ message: "target: no answer in time", maybeApplied: true })),
  asksSome: fails(new Unavailable({ message: "target: busy", retryAfter: Duration.seconds(20) })),
  asksTooMuch: fails(
    new Unavailable({ message: "target: busy", retryAfter: Duration.hours(1), maybeApplied: true })
  ),
  refused: fails(new Refused({ message: "target: answered 400" })),
  refusedNamed: fails(new Refused({ message: "target: answered 400", rows: [{ index: 0 }, { index: 2 }] })),
  garbled: fails(new Unexpected({ message: "target: the answer breaks off" })),
  dies: dies(),
  silent,
  empty: edit(() => []),
  missing: edit(items => items.slice(1)),
  repeated: edit(items => [...items, ...items.slice(0, 1)]),
  foreign: edit(items => [...items, { index: items.length, result: { _tag: "Created" } }]),
  unplaced: first({ index: null }),
  unclear: first({ result: { _tag: "Unclear" } }),
  otherKey: first({ key: "of another record" })
} as const satisfies { readonly [name: string]: Reply }
