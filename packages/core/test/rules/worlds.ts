/** Small worlds with few keys, so that generated requests collide in them in every way the rules know. */
import { Arbitrary, Schema } from "effect"
import type { Entity } from "../../src/entities/Entity.ts"
import { Group } from "../../src/entities/Group.ts"
import { Professor } from "../../src/entities/Professor.ts"
import { Student } from "../../src/entities/Student.ts"
import { User } from "../../src/entities/User.ts"
import { noOptions, type Options, type Stored } from "../../src/rules/Decision.ts"
import { archived, stored } from "./holding.ts"

export interface Request {
  readonly records: ReadonlyArray<unknown>
  readonly options: Options
}

export interface World {
  readonly entity: Entity
  /** What is held before the first request. */
  readonly held: ReadonlyArray<Stored>
  readonly histories: Arbitrary.Arbitrary<ReadonlyArray<Request>>
}

/** One of these values, each as likely as it stands there often. */
const oneOf = <const A>(...values: ReadonlyArray<A>): Arbitrary.Arbitrary<A> =>
  Arbitrary.schema(Schema.Literals(values.map((_, index) => index))).pipe(
    Arbitrary.map(index => values[index] as A)
  )

/** A record of these fields, where undefined stands for absent, and once in a while something else altogether. */
const record = (fields: { readonly [name: string]: Arbitrary.Arbitrary<unknown> }) =>
  Arbitrary.all([
    Arbitrary.all(fields),
    oneOf<unknown>(...Array.from({ length: 40 }, () => undefined), "a", null, ["a"], { nickname: "a" })
  ]).pipe(
    Arbitrary.map(([values, broken]) => {
      if (broken !== undefined) return broken
      return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
    })
  )

const histories = (records: Arbitrary.Arbitrary<unknown>): World["histories"] =>
  Arbitrary.array(
    Arbitrary.all({
      records: Arbitrary.array(records, { maxLength: 7 }),
      options: oneOf(false, true).pipe(Arbitrary.map(allowUnarchive => ({ ...noOptions, allowUnarchive })))
    }),
    { minLength: 1, maxLength: 4 }
  )

const spelt = oneOf("a", " a", "b", "c", "d", "\u00e9", "e\u0301 ", "f", "g", undefined)
const firstName = oneOf("Ann", "Bo", "Bo", "Cy", undefined, "")
const lastName = oneOf("Lee", "Lee", "Lee", undefined)
const tags = oneOf<unknown>(undefined, undefined, null, [], ["day"], ["swim", "day"], ["day", "swim"], "day")

const students: World = {
  entity: Student,
  held: [
    stored("s1", { externalReferenceId: "a", firstName: "Ann", lastName: "Lee", tags: ["day", "swim"] }),
    stored("s2", { firstName: "Bo", lastName: "Lee" }),
    archived("s3", { externalReferenceId: "b", firstName: "Cy", lastName: "Lee", email: "x@y" }),
    archived("s4", { externalReferenceId: " \u00e9", firstName: "Di", lastName: "Lee" })
  ],
  histories: histories(
    record({
      externalReferenceId: spelt,
      firstName,
      lastName,
      tags,
      email: oneOf("x@y", "X@y", null, undefined)
    })
  )
}

const email = oneOf(
  "x@y",
  "X@y ",
  "z@y",
  "\u00e9@y",
  "e\u0301@y",
  "v@y",
  "w@y",
  undefined,
  undefined,
  "nobody"
)

const professors: World = {
  entity: Professor,
  held: [
    stored("p1", { externalReferenceId: "a", firstName: "Ann", lastName: "Lee", email: "X@y" }),
    stored("p2", { firstName: "Bo", lastName: "Lee", email: "z@y" }),
    stored("p3", { externalReferenceId: "e\u0301", firstName: "Cy", lastName: "Lee", email: "e\u0301@y" }),
    archived("p4", { externalReferenceId: "b", firstName: "Di", lastName: "Lee", email: "v@y" })
  ],
  histories: histories(
    record({
      externalReferenceId: spelt,
      professorId: oneOf(...Array.from({ length: 10 }, () => undefined), "p1", "p2", "p2", " p3", "p4", "p9"),
      firstName,
      lastName,
      email,
      tags
    })
  )
}

const name = oneOf("Red", "Blue", "Blue", "Green", undefined)
const parent = oneOf("a", "b", "c", "d", " e\u0301", "f", "g", null, undefined, undefined)
const picture = oneOf("http://y/1", "http://y/2", null, ...Array.from({ length: 6 }, () => undefined))

const groups: World = {
  entity: Group,
  held: [
    stored("g1", { externalReferenceId: "a", name: "Red" }),
    stored("g2", { externalReferenceId: "b", name: "Blue", parentExternalReferenceId: "a" }),
    stored("g3", { externalReferenceId: "c", name: "Green", parentExternalReferenceId: " b" }),
    stored("g4", { externalReferenceId: "\u00e9", name: "Grey" }),
    archived("g5", { externalReferenceId: "g", name: "Gold", parentExternalReferenceId: "c" }),
    stored("g6", { externalReferenceId: "f", name: "Teal", parentExternalReferenceId: "g" })
  ],
  histories: histories(
    record({
      externalReferenceId: spelt,
      name,
      parentExternalReferenceId: parent,
      logoUrl: picture,
      photoUrl: picture
    })
  )
}

const user = (sourceId: string, fields: object, language?: string) => ({
  sourceId,
  source: "s",
  ...(language !== undefined && { language }),
  firstName: "Ann",
  ...fields
})
const attribute = (name: string, value: string) => ({ class: "user", name, type: "text", value })
const reference = (sourceId: string, language?: string) => ({
  sourceId,
  source: "s",
  ...(language !== undefined && { language })
})

const users: World = {
  entity: User,
  held: [
    stored("u1", user("a", { attributes: [attribute("x", "1"), attribute("y", "1")] })),
    stored("u2", user("b", { parent: reference("a"), lastName: "Lee" })),
    stored("u3", user("c", { parent: reference(" b") }, "fr")),
    stored("u4", user("e\u0301", {}, "fr")),
    archived("u5", user("g", { parent: reference("c", "fr") })),
    stored("u6", user("f", { parent: reference("g") }))
  ],
  histories: histories(
    record({
      sourceId: spelt,
      source: oneOf("s", "s", "s", "s ", "t", undefined),
      language: oneOf<unknown>(undefined, undefined, "fr", " fr", 7),
      firstName,
      lastName: oneOf("Lee", undefined),
      parent: oneOf<unknown>(
        ...["a", "b", "c", "d", " e\u0301", "f", "g"].map(id => reference(id)),
        ...["a", "c", "\u00e9"].map(id => reference(id, "fr")),
        { sourceId: "a" },
        ...Array.from({ length: 6 }, () => undefined)
      ),
      attributes: oneOf<unknown>(
        undefined,
        [],
        [attribute("x", "1")],
        [attribute("x", "2"), attribute("z", "1")],
        [attribute("z", "1"), attribute("x", "2")],
        [attribute("x", "1"), attribute("x", "2")]
      )
    })
  )
}

export const worlds: ReadonlyArray<World> = [students, professors, groups, users]
