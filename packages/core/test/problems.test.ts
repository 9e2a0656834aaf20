import { describe, expect, it } from "@effect/vitest"
import { Arbitrary, Schema } from "effect"
import * as Entity from "../src/entities/Entity.ts"
import { Group } from "../src/entities/Group.ts"
import { Professor } from "../src/entities/Professor.ts"
import { Student } from "../src/entities/Student.ts"
import { User } from "../src/entities/User.ts"

const entities: ReadonlyArray<Entity.Entity> = [Student, Professor, Group, User]

const wordy = "Xq7canary"
const numeric = 271828182

/** Values that carry a canary, in shapes that a record from outside may have. */
const shapes: ReadonlyArray<(text: string) => unknown> = [
  text => text,
  text => text.repeat(60),
  text => `javascript:${text}`,
  text => `@${text}`,
  text => [text],
  text => Array.from({ length: 16 }, () => text),
  text => [text, [text]],
  text => ({ [text]: text }),
  text => [{ class: text.repeat(60), name: text }],
  text => [{ class: "user", name: "n", type: "text", value: "v", [text]: text }],
  text => ({ sourceId: text, source: 7, [text]: text }),
  () => numeric,
  () => [numeric],
  () => Symbol(wordy)
]

const canary = Arbitrary.all([
  Arbitrary.schema(Schema.String),
  Arbitrary.schema(Schema.String),
  Arbitrary.schema(Schema.Literals(shapes.map((_, n) => n)))
]).pipe(Arbitrary.map(([before, after, n]) => shapes[n]?.(before + wordy + after)))

const names = [...new Set(entities.flatMap(entity => Object.keys(entity.fields)))]
const field = Arbitrary.schema(
  Schema.Literals([...names, "nickname", "firstname", "", "constructor", "__proto__"])
)
const records = Arbitrary.array(Arbitrary.all([field, canary]), { maxLength: 8 }).pipe(
  Arbitrary.map(fields => Object.fromEntries(fields))
)

const messages = (record: unknown) =>
  entities.flatMap(entity => Entity.problems(entity, record)).map(problem => problem.message)

describe("what is said about a bad record (Law 9, Law 12)", () => {
  it.prop(
    "no message has a value in it, and every problem names a field of the record, once",
    [records],
    ([record]) => {
      for (const entity of entities) {
        const problems = Entity.problems(entity, record)
        for (const { message } of problems) expect(message).not.toMatch(/canary|271828/u)
        const lacking = problems.filter(({ code }) => code === "REQUIRED_FIELD_MISSING")
        const absent = entity.required.filter(field => !Object.hasOwn(record, field))
        expect(lacking.map(problem => problem.field)).toEqual(absent)
        const blamed = problems
          .filter(problem => !lacking.includes(problem))
          .map(problem => problem.field ?? "no field")
        expect(Object.keys(record)).toEqual(expect.arrayContaining(blamed))
        expect(new Set(blamed).size).toBe(blamed.length)
        const unknown = Object.keys(record).filter(name => !Object.hasOwn(entity.fields, name))
        expect(blamed).toEqual(expect.arrayContaining(unknown))
      }
    },
    { arbitrary: { runs: 300 } }
  )

  it.prop(
    "what is no object says so and nothing of itself",
    [Arbitrary.filter(canary, value => typeof value !== "object" || Array.isArray(value))],
    ([value]) => {
      expect(messages(value)).toEqual([
        "a student must be an object",
        "a professor must be an object",
        "a group must be an object",
        "a user must be an object"
      ])
    },
    { arbitrary: { runs: 100 } }
  )

  it("blames every bad field, not the first alone", () => {
    const record = { firstName: "", lastName: 7, email: "nobody", tags: [""], nickname: "Zed", phone: "112" }
    const blamed = Entity.problems(Student, record).map(problem => problem.field)
    expect(blamed.sort()).toEqual(["email", "firstName", "lastName", "nickname", "tags"])
  })

  it("says the limit that was passed", () => {
    expect(messages({ externalReferenceType: "x".repeat(31) }).join()).toContain("30")
    expect(Entity.problems(Student, { tags: Array.from({ length: 16 }, () => "a") })).toEqual([
      { code: "VALIDATION_ERROR", field: "tags", message: expect.stringContaining("15") as unknown }
    ])
  })
})
