/** Whatever stands in a record, it becomes a record or a damaged row, and no mapper throws on it. */
import { describe, expect, it } from "@effect/vitest"
import { Mapper, Row } from "@rollcall/core"
import { Arbitrary, Schema } from "effect"
import { readers } from "../src/api/records.ts"
import { type Reader, shaped } from "../src/api/Shape.ts"
import { Ypareo } from "../src/index.ts"
import { apprenant, groupe, inscription, personnel } from "./records.ts"

const runs = { arbitrary: { runs: 500 } }
const anything = Arbitrary.schema(Schema.Json)

/** The record with something else in the place to which these steps lead, each counted among the names that are there. */
const spoilt = (record: unknown, steps: ReadonlyArray<number>, other: unknown): unknown => {
  const names = typeof record === "object" && record !== null ? Object.keys(record) : []
  const [step, ...rest] = steps
  const name = names[(step ?? 0) % names.length]
  if (step === undefined || name === undefined) return other
  const inner = spoilt(Object(record)[name], rest, other)
  return Array.isArray(record)
    ? record.map((item, index) => (String(index) === name ? inner : item))
    : { ...Object(record), [name]: inner }
}

const steps = Arbitrary.array(
  Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 40 }))),
  {
    maxLength: 4
  }
)

interface Kind<A> {
  readonly name: string
  readonly record: object
  readonly reader: Reader<A>
  readonly map: (record: A) => object
}

const kind = <A>(given: Kind<A>) => ({
  name: given.name,
  record: given.record,
  become: (value: unknown): "mapped" | "skipped" | "damaged" => {
    const row = shaped(given.reader)(Row.read({ origin: "ypareo" }, value))
    if (row._tag === "Damaged") return "damaged"
    return Mapper.isSkip(given.map(row.value)) ? "skipped" : "mapped"
  }
})

const kinds = [
  kind({
    name: "a learner",
    record: { ...apprenant(1), inscriptions: [inscription(1), inscription(2)] },
    reader: readers.apprenant,
    map: Ypareo.toStudent({ tags: learner => learner.inscriptions.map(({ annee = "" }) => annee) }).map
  }),
  kind({
    name: "a staff account",
    record: { ...personnel(1), plusUtilise: 0, nePlusUtiliser: 0 },
    reader: readers.personnel,
    map: Ypareo.toProfessor().map
  }),
  kind({ name: "a group", record: groupe(1), reader: readers.groupe, map: Ypareo.toGroup().map })
]

describe.each(kinds)("$name", ({ record, become }) => {
  it("is mapped as it is", () => {
    expect(become(record)).toBe("mapped")
  })

  it.prop(
    "with anything in any one place",
    [steps, anything],
    ([path, other]) => {
      expect(["mapped", "skipped", "damaged"]).toContain(become(spoilt(record, path, other)))
    },
    runs
  )

  it.prop(
    "is damaged in one place only where that place is wrong: null is never wrong but for its code",
    [steps],
    ([path]) => {
      const became = become(spoilt(record, path, null))
      const code = Object.keys(record)[0]
      const codeIsGone =
        path.length === 0 || Object.keys(record)[(path[0] ?? 0) % Object.keys(record).length] === code
      expect(became === "damaged").toBe(codeIsGone)
    },
    runs
  )
})
