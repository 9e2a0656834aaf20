/** What holds of every normaliser, whatever text it is given. */
import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, pipe, Schema } from "effect"
import * as Entity from "../../src/entities/Entity.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { User } from "../../src/entities/User.ts"
import type * as Mapper from "../../src/mapper/Mapper.ts"
import * as Normalise from "../../src/mapper/Normalise.ts"
import { prepare } from "../../src/mapper/Prepared.ts"
import { read } from "../../src/source/Row.ts"
import { list, number, pick } from "../generate.ts"

/** A normaliser, the fields that it is meant for, and the pieces of which texts become likely that it takes. */
interface Subject {
  readonly normaliser: Normalise.Normaliser
  readonly fields: ReadonlyArray<readonly [entity: Entity.Entity, field: string]>
  readonly pieces: string
}

const names = "À|Œ|Š|ÉÀ|DE|LA|VAN|DER|MC|O|'|’|-| |ÉLO|E\u0301|İ|I\u0307|J\u030c|ΣΑΣ|ẞ|Ǆ|D'|L'|.|A|Ã‡|a"
const numbers = "0|6|12|34|56|78|+33|0033|(0)| |.|/| / |-|;|\n|x12| poste 1|E+08|'|\u202a|+49|040|ou"
const days = "05|06|13|31|/|-|.|2007|07|0007|T00:00|Z| |'"
const addresses = "https://|http:|//|a.b|/|é|e\u0301|?|Expires=|%| |\\|@|:80|#|\u200b|josÃ©|javascript:"

const subjects: { readonly [name: string]: Subject } = {
  properName: {
    normaliser: Normalise.properName,
    fields: [
      [Student, "lastName"],
      [Professor, "firstName"],
      [User, "fullName"]
    ],
    pieces: names
  },
  sound: {
    normaliser: Normalise.sound,
    fields: [
      [Student, "curriculumName"],
      [Student, "company"]
    ],
    pieces: names
  },
  "phone of FR": {
    normaliser: Normalise.phone({ country: "FR" }),
    fields: [
      [Student, "phone"],
      [Professor, "phone"],
      [User, "mobile"]
    ],
    pieces: numbers
  },
  "phone of DE": {
    normaliser: Normalise.phone({ country: "DE" }),
    fields: [[Student, "phone"]],
    pieces: numbers
  },
  date: { normaliser: Normalise.date("dd/MM/yyyy"), fields: [[User, "dateOfBirth"]], pieces: days },
  postcode: {
    normaliser: Normalise.postcode("FR"),
    fields: [[User, "company"]],
    pieces: "0|2|3|75|001|97| |.0|'|E+0"
  },
  webAddress: { normaliser: Normalise.webAddress, fields: [[Student, "photoUrl"]], pieces: addresses }
}

const texts = (pieces: string) =>
  Arbitrary.flatMap(pick("likely", "long", "any"), kind => {
    if (kind === "any") return Arbitrary.schema(Schema.String)
    const likely = Arbitrary.map(list(pick(...pieces.split("|")), 9), found => found.join(""))
    if (kind === "likely") return likely
    return Arbitrary.map(Arbitrary.all([likely, number(1, 200)]), ([text, times]) => text.repeat(times))
  })

/** What is sent of a value, and of what is warned. */
const sent = (entity: Entity.Entity, field: string, value: unknown) => {
  const draft = { ...needed, [field]: value }
  const mapper: Mapper.Mapper<unknown, Entity.Fields> = { entity, map: () => draft }
  const prepared = prepare(mapper, read({ origin: "school.csv" }, {}))
  if (prepared._tag === "Settled") return { verdict: prepared.verdict }
  const upsert: { readonly [field: string]: unknown } = prepared.upsert
  return { value: upsert[field], dropped: prepared.warnings.some(({ code }) => code === "FIELD_DROPPED") }
}

const needed = { externalReferenceId: "k1" }

describe.each(Object.entries(subjects))("%s, of every text", (_, { normaliser, fields, pieces }) => {
  const runs = { arbitrary: { runs: 400, size: 30 } }

  it.prop(
    "gives its own result back as it is",
    [texts(pieces)],
    ([text]) => {
      const once = normaliser(text)
      expect(normaliser(once)).toEqual(once)
    },
    runs
  )

  it.prop(
    "gives what the engine leaves as it is, and what its field takes, but for the length",
    [texts(pieces)],
    ([text]) => {
      const value = normaliser(text)
      if (typeof value !== "string") return
      for (const [entity, field] of fields) {
        expect(Normalise.normalise(entity, { [field]: value })).toEqual({ [field]: value })
        const judged = Entity.problems(entity, { [field]: value }).filter(problem => problem.field === field)
        expect(judged.filter(({ message }) => !/must have 1 to \d+ characters/u.test(message))).toEqual([])
      }
    },
    runs
  )

  it.prop(
    "is sent whole, or it is said that it was not",
    [texts(pieces)],
    ([text]) => {
      const value = normaliser(text)
      for (const [entity, field] of fields) {
        const found = sent(entity, field, value)
        if ("verdict" in found) expect(found.verdict).toMatchObject({ _tag: "Rejected" })
        else if (value === undefined) expect(found).toEqual({ value: undefined, dropped: false })
        else
          expect([
            { value, dropped: false },
            { value: undefined, dropped: true }
          ]).toContainEqual(found)
      }
    },
    runs
  )

  it.prop(
    "says why not without a word of it (Law 9)",
    [texts(pieces)],
    ([text]) => {
      const value = normaliser(`${text}Xq7canary`)
      if (Normalise.isDropped(value)) expect(value.why).not.toContain("canary")
    },
    runs
  )

  it("takes nothing for nothing, and passes on what another has dropped", () => {
    const before = Normalise.dropped("is no badge of ours")
    expect([undefined, null, "", " \u200b"].map(normaliser)).toEqual(Array.from({ length: 4 }))
    expect(normaliser(before)).toBe(before)
    expect(pipe("x", () => before, normaliser, Normalise.properName)).toBe(before)
  })

  it.each<unknown>([7, true, {}, ["a"], Symbol("a")])(
    "drops what is no text, as JavaScript may give it",
    value => {
      // What no type allows.
      expect(normaliser(value as string)).toEqual(Normalise.dropped("must be text"))
    }
  )
})
