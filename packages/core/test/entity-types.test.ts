import { describe, expect, expectTypeOf, it } from "vitest"
import * as Entity from "../src/entities/Entity.ts"
import { Group } from "../src/entities/Group.ts"
import { Professor } from "../src/entities/Professor.ts"
import { Student } from "../src/entities/Student.ts"
import type { User } from "../src/entities/User.ts"

const problems = <E extends Entity.Entity>(entity: E, upsert: Entity.Of<E>) => Entity.problems(entity, upsert)

/** Checked by the compiler: the null columns of docs/contract.md 1, and Law 8. */
describe("an upsert is checked by the compiler", () => {
  it("has the fields of a student, null only where it clears", () => {
    expectTypeOf<Entity.Of<typeof Student>>().toEqualTypeOf<{
      readonly externalReferenceId?: string
      readonly externalReferenceType?: string
      readonly firstName?: string
      readonly lastName?: string
      readonly email?: string | null
      readonly phone?: string | null
      readonly photoUrl?: string | null
      readonly fileNumber?: string | null
      readonly curriculumName?: string | null
      readonly company?: string | null
      readonly badgeId?: string | null
      readonly tags?: ReadonlyArray<string> | null
    }>()
    expectTypeOf<Student>().toEqualTypeOf<Entity.Of<typeof Student>>()
  })

  it("has the fields of a professor, null only where it clears", () => {
    expectTypeOf<Entity.Of<typeof Professor>>().toEqualTypeOf<{
      readonly externalReferenceId?: string
      readonly externalReferenceType?: string
      readonly professorId?: string
      readonly firstName?: string
      readonly lastName?: string
      readonly email?: string
      readonly phone?: string | null
      readonly speciality?: string | null
      readonly tags?: ReadonlyArray<string> | null
    }>()
    expectTypeOf<Professor>().toEqualTypeOf<Entity.Of<typeof Professor>>()
  })

  it("has the fields of a group, null only where it clears", () => {
    expectTypeOf<Entity.Of<typeof Group>>().toEqualTypeOf<{
      readonly externalReferenceId?: string
      readonly externalReferenceType?: string
      readonly name?: string
      readonly description?: string | null
      readonly parentExternalReferenceId?: string | null
      readonly logoUrl?: string | null
    }>()
    expectTypeOf<Group>().toEqualTypeOf<Entity.Of<typeof Group>>()
  })

  it("has the fields of a user, none of which is cleared", () => {
    expectTypeOf<
      Pick<User, "sourceId" | "gender" | "dateOfBirth" | "attributes" | "parent">
    >().toEqualTypeOf<{
      readonly sourceId?: string
      readonly gender?: "m" | "f" | "u"
      readonly dateOfBirth?: string
      readonly attributes?: ReadonlyArray<{
        readonly class: string
        readonly name: string
        readonly type: string
        readonly value: string
      }>
      readonly parent?: {
        readonly sourceId: string
        readonly source: string
        readonly language?: string
      }
    }>()
    expectTypeOf<User>().toEqualTypeOf<Entity.Of<typeof User>>()
    expectTypeOf<NonNullable<User["addresses"]>[number]["type"]>().toEqualTypeOf<"delivery" | "invoice">()
    expectTypeOf<User>().toEqualTypeOf<{ readonly [K in keyof User]: Exclude<User[K], null> }>()
  })

  it("tells absent, null and a value apart, as the schema does", () => {
    expect(problems(Student, {})).toEqual([])
    expect(problems(Student, { email: null, tags: null })).toEqual([])
    expect(problems(Professor, { firstName: "Ann", tags: ["a"] as const })).toEqual([])
  })

  it("refuses what the schema refuses: misspelt, null that does not clear, undefined, a wrong type", () => {
    const refused = [
      // @ts-expect-error firstname is no field
      problems(Student, { firstname: "Ann" }),
      // @ts-expect-error a group has no e-mail
      problems(Group, { name: "1A", email: "a@b" }),
      // @ts-expect-error the alias on the wire is no field of a group
      problems(Group, { name: "1A", photoUrl: "https://example.org" }),
      // @ts-expect-error lastName cannot be cleared
      problems(Student, { lastName: null }),
      // @ts-expect-error a professor's e-mail cannot be cleared, a student's can
      problems(Professor, { email: null }),
      // @ts-expect-error a key cannot be cleared
      problems(Group, { externalReferenceId: null }),
      // @ts-expect-error undefined is not absent
      problems(Student, { email: undefined }),
      // @ts-expect-error nor does it stand for null
      problems(Group, { parentExternalReferenceId: undefined }),
      // @ts-expect-error tags are a list
      problems(Student, { tags: "a,b" }),
      // @ts-expect-error a list has no holes
      problems(Professor, { tags: ["a", null] }),
      // @ts-expect-error a key is text
      problems(Student, { externalReferenceId: 7 })
    ]
    for (const found of refused) expect(found).toHaveLength(1)
  })
})
