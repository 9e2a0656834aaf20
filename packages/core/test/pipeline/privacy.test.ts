import { describe, expect, it } from "@effect/vitest"
import { Effect, Schema, Stream } from "effect"
import type { Entity, Fields } from "../../src/entities/Entity.ts"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { User } from "../../src/entities/User.ts"
import type * as Mapper from "../../src/mapper/Mapper.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Outcome } from "../../src/pipeline/Report.ts"
import { damaged, type Row, read } from "../../src/source/Row.ts"
import * as Source from "../../src/source/Source.ts"
import { Refused, Unexpected } from "../../src/Trouble.ts"
import { inTestTime } from "../inTestTime.ts"
import { answers, dies, fails, type Reply, refusal, scriptedSink } from "../ScriptedSink.ts"
import { type Act, scriptedSource } from "../ScriptedSource.ts"
import { watch } from "../Watch.ts"

/** A value of a person that must stand nowhere but where it may. */
const canary = "Xq7canary"

/** What a field may hold: a value that is sent, and values that are refused in every way. */
const values = (kind: string): ReadonlyArray<unknown> => {
  const texts = [
    canary,
    canary.repeat(60),
    ` ${canary}\u0301 `,
    `javascript:${canary}`,
    `https://a.b/${canary}`,
    `${canary}@b`,
    "@"
  ]
  const odd = [
    [canary],
    { [canary]: canary },
    271828182,
    [canary.repeat(9)],
    Array.from({ length: 16 }, (_, n) => canary + n)
  ]
  const attribute = { class: canary, name: "n", type: "t", value: canary }
  const objects = [attribute, { ...attribute, value: canary.repeat(60) }, { ...attribute, [canary]: canary }]
  const nested = [
    ...objects.map(object => [object]),
    [attribute, attribute],
    [attribute, { ...attribute, type: canary }]
  ]
  if (kind === "reference") return [...odd, { sourceId: canary.repeat(60), source: "s" }]
  return kind === "key" ? [canary.repeat(60)] : [...texts, ...odd, ...nested]
}

type Draft = { readonly [field: string]: unknown }

/** A record for every value in every field, keyed by number; keys are the names of records and not values. */
const recordsOf = (entity: Entity): ReadonlyArray<Draft> => {
  const needs = [...entity.createNeeds, ...entity.required]
  const needed = Object.fromEntries(needs.map(field => [field, field === "email" ? "a@b" : "n"]))
  return Object.entries(entity.fields)
    .flatMap(([field, { kind }]) => values(kind).map(value => [field, value] as const))
    .map(([field, value], at) => ({ ...needed, ...named(entity, `k${at}`), [field]: value }))
}

const named = ({ identifiers: [first] }: Entity, key: string): Draft => ({ [first?.field ?? ""]: key })

const rowsOf = (entity: Entity): ReadonlyArray<Row<Draft>> => {
  const good = recordsOf(entity).map((record, at) => read({ origin: "school.csv", line: at + 2 }, record))
  const broken = damaged({ origin: "school.csv", line: 9000 }, canary, {
    code: "RAGGED_ROW",
    message: "has 3 cells"
  })
  const again = read(
    { origin: "school.csv", line: 9001 },
    {
      ...named(entity, "k1"),
      ...("source" in entity.fields && { source: "n" }),
      firstName: canary,
      name: canary
    }
  )
  const thrown = read({ origin: "school.csv", line: 9002 }, { throws: canary })
  return [...good, broken, again, thrown]
}

const vendorsWords: Reply = answers(items =>
  items.map(item => (Number(item.index) % 2 === 0 ? item : { ...item, result: { ...refusal, note: canary } }))
)
const endings: ReadonlyArray<readonly [string, Reply, Act<Draft> | undefined]> = [
  ["all goes well", answers(items => items), undefined],
  ["the target refuses with words of its own", vendorsWords, undefined],
  [
    "the target refuses whole requests with words of its own",
    fails(new Refused({ message: "target: 400", note: canary })),
    undefined
  ],
  ["the connector of the target breaks", dies(new Error(canary)), undefined],
  ["the connector of the target throws what is no error", dies({ [canary]: canary }), undefined],
  [
    "the target answers nonsense",
    answers(() => [{ index: canary, key: canary, result: { _tag: "Created" } }]),
    undefined
  ],
  [
    "the answer cannot be read",
    fails(new Unexpected({ message: "target: the answer breaks off" })),
    undefined
  ],
  ["the connector of the source breaks", answers(items => items), { die: new Error(canary) }],
  ["the connector of the source throws what is no error", answers(items => items), { die: canary }]
]

/** A mapper in plain JavaScript passes on what it gets. */
const passing = <F extends Fields>(entity: Entity<string, F>): Mapper.Mapper<Draft, F> => ({
  entity,
  map: record => {
    if ("throws" in record) throw new Error(canary)
    return record as Mapper.Draft<F>
  }
})

/** What may hold a person's data, or names the record: all else of an outcome and of a report is open. */
const closed = new Set(["row", "note", "key"])
const open = (value: unknown): string =>
  JSON.stringify(value, (name, inner: unknown) => (closed.has(name) ? undefined : inner))

const play = <F extends Fields>(entity: Entity<string, F>, reply: Reply, end: Act<Draft> | undefined) =>
  Effect.gen(function* () {
    const watching = watch()
    const heard: Array<Outcome> = []
    const source = scriptedSource([{ rows: rowsOf(entity) }, ...(end ? [end] : [])])
    const sink = scriptedSink({ entity, otherwise: reply })
    const report = yield* inTestTime(
      Pipeline.run(
        { source, mapper: passing(entity), sink },
        { onOutcomes: outcomes => Effect.sync(() => void heard.push(...outcomes)) }
      ).pipe(watching.over)
    )
    return { watching, heard, report }
  })

for (const entity of [Student, Professor, Group, User] as ReadonlyArray<Entity>) {
  describe(`no value of any of the ${entity.plural} leaves a run (Law 9)`, () => {
    it.effect.each(endings)("when %s", ([, reply, end]) =>
      Effect.gen(function* () {
        const { watching, heard, report } = yield* play(entity, reply, end)
        expect(watching.spans()).toBeGreaterThan(0)
        expect(watching.text()).not.toMatch(/canary|271828/u)
        expect(open(report)).not.toMatch(/canary|271828/u)
        expect(open(heard)).not.toMatch(/canary|271828/u)
        expect(JSON.stringify(heard)).toContain(canary)
      })
    )
  })
}

describe("the vendor's own words (Law 9)", () => {
  it.effect("are in the report and the outcomes, as a note", () =>
    Effect.gen(function* () {
      const { heard, report } = yield* play(Student, vendorsWords, undefined)
      const notes = (found: ReadonlyArray<{ readonly verdict: Outcome["verdict"] }>) =>
        found.flatMap(({ verdict }) => (verdict._tag === "Rejected" && verdict.note ? [verdict.note] : []))
      expect(notes(heard)).toContain(canary)
      expect(notes(report.troubles)).toContain(canary)
    })
  )
})

describe("a record that does not have its source's shape (Law 9)", () => {
  const cases: ReadonlyArray<readonly [string, Source.Shape<unknown>, unknown]> = [
    ["a number in text", Schema.FiniteFromString, canary],
    ["a whole number in text", Schema.NumberFromString.check(Schema.isInt()), `1.5`],
    ["a large number in text", Schema.BigIntFromString, canary],
    ["a date in text", Schema.DateFromString, canary],
    ["a moment in text", Schema.DateTimeUtcFromString, canary],
    ["an address in text", Schema.URLFromString, canary],
    ["JSON in text", Schema.fromJsonString(Schema.Unknown), `{"a": ${canary}`],
    [
      "a record of JSON in text",
      Schema.fromJsonString(Schema.Struct({ a: Schema.Int })),
      `{"a": "${canary}"}`
    ],
    ["one of some words", Schema.Literals(["m", "f"]), canary],
    ["a pattern", Schema.String.check(Schema.isPattern(/^\d+$/u)), canary],
    ["a length", Schema.String.check(Schema.isMaxLength(3)), canary],
    ["a number", Schema.Int, canary],
    ["one of two shapes", Schema.Union([Schema.Int, Schema.Struct({ a: Schema.Int })]), { a: canary }],
    ["a list", Schema.Array(Schema.Int), [1, canary]],
    ["a truth", Schema.Boolean, canary]
  ]

  it.effect.each(cases)("is told of without its value: %s", ([, schema, value]) =>
    Effect.gen(function* () {
      const row = read({ origin: "school.csv", line: 2 }, { field: value })
      const source = Source.make({
        name: "school",
        schema: Schema.Struct({ field: schema }),
        read: Stream.make(row)
      })
      const rows = yield* Effect.scoped(
        Effect.flatMap(source.open, reading => Stream.runCollect(reading.rows))
      )
      expect(rows).toMatchObject([{ _tag: "Damaged", damage: { code: "WRONG_SHAPE" } }])
      const damage = rows.flatMap(row => (row._tag === "Damaged" ? [row.damage] : []))
      expect(JSON.stringify(damage)).not.toMatch(/canary|1\.5/u)
    })
  )
})
