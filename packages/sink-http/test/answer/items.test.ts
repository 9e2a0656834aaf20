import { expect, it } from "@effect/vitest"
import { Group, Professor } from "@rollcall/core"
import { Effect } from "effect"
import { judged, told } from "./judged.ts"

/** The verdict on the one record of a batch of which one item says this. */
const verdictOn = (item: object, given: Parameters<typeof judged>[1] = {}) =>
  Effect.map(
    judged({ results: [{ inputIndex: 0, ...item }] }, { keys: ["a"], ...given }),
    ({ verdicts }) => verdicts[0]
  )

const short = (item: object, given: Parameters<typeof judged>[1] = {}) =>
  Effect.map(judged({ results: [{ inputIndex: 0, ...item }] }, { keys: ["a"], ...given }), told)

it.effect.each<readonly [item: object, verdict: string]>([
  [{ status: "created" }, "Created"],
  [{ status: "CREATED" }, "Created"],
  [{ status: "updated" }, "Updated"],
  [{ status: "upserted" }, "Updated"],
  [{ status: "unchanged" }, "Unchanged"],
  [{ status: "unarchived" }, "Unarchived"],
  [{ status: "ok" }, "Updated"],
  [{ status: "success" }, "Updated"],
  [{ status: "succeeded" }, "Updated"],
  [{ status: 200 }, "Updated"],
  [{ status: 201 }, "Updated"],
  [{ success: true }, "Updated"],
  [{ success: true, status: "created" }, "Created"],
  [{ success: true, status: 200 }, "Updated"],
  [{ success: true, error: null }, "Updated"],
  [{ success: true, errors: [] }, "Updated"],
  [{ success: true, error: "" }, "Updated"],
  [{ success: true, error: {} }, "Updated"],
  [{ success: true, error: false }, "Updated"],
  [{ status: "created", id: 3, code: "OK", warnings: ["phone"], record: { status: "failed" } }, "Created"]
])("%j is a success", ([item, verdict]) =>
  Effect.gen(function* () {
    expect(yield* short(item)).toEqual([verdict])
  })
)

it.effect.each<readonly [item: object]>([
  [{ status: "failed" }],
  [{ status: "Failure" }],
  [{ status: "error" }],
  [{ status: "rejected" }],
  [{ status: 400 }],
  [{ status: 500 }],
  [{ success: false }],
  [{ success: false, status: "failed", error: "no" }],
  [{ error: "no" }],
  [{ error: { message: "no" } }],
  [{ error: true }],
  [{ errors: ["no"] }],
  [{ errors: [{ message: "no" }] }],
  [{ status: "invalid", error: "no" }],
  [{ status: "skipped", success: false }]
])("%j is a failure", ([item]) =>
  Effect.gen(function* () {
    expect(yield* short(item)).toEqual(["REMOTE_REJECTED"])
  })
)

it.effect.each<readonly [item: object]>([
  [{}],
  [{ id: "3" }],
  [{ status: "pending" }],
  [{ status: "" }],
  [{ status: " created" }],
  [{ status: 100 }],
  [{ status: 302 }],
  [{ status: ["created"] }],
  [{ status: { code: "created" } }],
  [{ status: "constructor" }],
  [{ success: "true" }],
  [{ success: 1 }],
  [{ status: "pending", success: true }],
  [{ status: "created", success: false }],
  [{ status: "failed", success: true }],
  [{ status: "created", error: "no" }],
  [{ status: "created", errors: [{ code: "VALIDATION_ERROR" }] }],
  [{ status: "created", code: "VALIDATION_ERROR" }],
  [{ status: 200, error: { code: "VALIDATION_ERROR" } }],
  [{ success: true, error: true }],
  [{ created: true }]
])("%j says neither, or both: unknown", ([item]) =>
  Effect.gen(function* () {
    const partition = yield* judged({ results: [{ inputIndex: 0, ...item }] }, { keys: ["a"] })
    expect(told(partition)).toEqual(["Unknown"])
    expect(partition.sound).toBe(false)
  })
)

it.effect.each<readonly [list: string, item: object]>([
  ["failed", { status: "created" }],
  ["failed", { success: true }],
  ["errors", { status: 200 }],
  ["created", { status: "failed" }],
  ["created", { error: "no" }],
  ["succeeded", { success: false }],
  ["succeeded", { status: "pending" }],
  ["created", { status: "unchanged" }]
])("standing in %s does not agree with %j: unknown", ([list, item]) =>
  Effect.gen(function* () {
    expect(told(yield* judged({ [list]: [{ inputIndex: 0, ...item }] }, { keys: ["a"] }))).toEqual([
      "Unknown"
    ])
  })
)

it.effect.each<readonly [list: string, item: object, verdict: string]>([
  ["succeeded", { status: "created" }, "Created"],
  ["success", { status: "unchanged", success: true }, "Unchanged"],
  ["created", { status: "updated" }, "Created"],
  ["created", { status: 200 }, "Created"],
  ["failed", { success: false, error: "no" }, "REMOTE_REJECTED"]
])("standing in %s agrees with %j, and the more particular counts", ([list, item, verdict]) =>
  Effect.gen(function* () {
    expect(told(yield* judged({ [list]: [{ inputIndex: 0, ...item }] }, { keys: ["a"] }))).toEqual([verdict])
  })
)

/** Every code that docs/contract.md 1.4 and 1.9 to 1.12 give to one record. */
const codes = [
  "VALIDATION_ERROR",
  "REQUIRED_FIELD_MISSING",
  "DUPLICATE_IN_REQUEST",
  "CREATE_FAILED",
  "UPDATE_FAILED",
  "PROFESSOR_NOT_FOUND",
  "AMBIGUOUS_PROFESSOR_IDENTIFIER",
  "ARCHIVED_STUDENT_EXISTS",
  "ARCHIVED_PROFESSOR_EXISTS",
  "ARCHIVED_GROUP_EXISTS",
  "EMAIL_ALREADY_EXISTS",
  "PARENT_GROUP_NOT_FOUND",
  "GROUP_CYCLE"
]

it.effect.each(codes)("the code %s is believed wherever an error may carry it", code =>
  Effect.gen(function* () {
    const failures = [
      { error: { code } },
      { error: code },
      { error: { error: code } },
      { errors: [{ code }] },
      { errors: [code] },
      { status: "failed", code },
      { status: "failed", message: code },
      { code }
    ]
    for (const failure of failures) expect(yield* short(failure)).toEqual([code])
  })
)

it.effect.each([
  "UNKNOWN",
  "HELD",
  "BLOCKED",
  "DUPLICATE",
  "BATCH_REFUSED",
  "KEY_MISSING",
  "TEAPOT",
  "toString"
])("the code %s is not the target's to give: it stays in the note", code =>
  Effect.gen(function* () {
    expect(yield* verdictOn({ error: { code, message: "no" } })).toEqual({
      _tag: "Rejected",
      code: "REMOTE_REJECTED",
      message: "the target refused the record for a reason that Rollcall does not know",
      note: `${code}: no`
    })
  })
)

it.effect.each<readonly [item: object, note: string | undefined]>([
  [{ status: "failed" }, undefined],
  [{ error: "this e-mail is taken" }, "this e-mail is taken"],
  [{ error: { message: "this e-mail is taken" } }, "this e-mail is taken"],
  [{ error: { code: "EMAIL_ALREADY_EXISTS", message: "taken" } }, "taken"],
  [{ error: "EMAIL_ALREADY_EXISTS", message: "taken" }, "taken"],
  [{ error: "EMAIL_ALREADY_EXISTS" }, undefined],
  [{ error: { code: 1062, message: "taken" } }, "taken"],
  [{ error: "Conflict", message: "taken" }, "Conflict: taken"],
  [{ errors: ["taken"] }, "taken"],
  [{ errors: [{ message: "taken" }, { message: "too long" }] }, "taken"],
  [{ error: "é".repeat(3000) }, "é".repeat(2000)]
])("the target's own words, once, for the report: %j", ([item, note]) =>
  Effect.gen(function* () {
    const verdict = yield* verdictOn(item, { entity: Professor })
    expect(verdict).toMatchObject({ _tag: "Rejected" })
    expect(verdict?._tag === "Rejected" ? verdict.note : verdict).toBe(note)
  })
)

it.effect("the message is ours, never the target's", () =>
  Effect.gen(function* () {
    const verdict = yield* verdictOn({
      error: { code: "VALIDATION_ERROR", message: "bad Ada", field: "email" }
    })
    expect(verdict).toEqual({
      _tag: "Rejected",
      code: "VALIDATION_ERROR",
      message: "a field has a value that the target refuses",
      field: "email",
      note: "bad Ada"
    })
  })
)

it.effect.each<readonly [item: object, told: string]>([
  [{ error: { code: "VALIDATION_ERROR", field: "logoUrl" } }, "VALIDATION_ERROR logoUrl"],
  [{ error: "VALIDATION_ERROR", field: "logoUrl" }, "VALIDATION_ERROR logoUrl"],
  [{ errors: [{ code: "VALIDATION_ERROR", field: "logoUrl" }] }, "VALIDATION_ERROR logoUrl"],
  [{ error: { code: "VALIDATION_ERROR", field: "nickname" } }, "VALIDATION_ERROR"],
  [{ error: { code: "VALIDATION_ERROR", field: "toString" } }, "VALIDATION_ERROR"],
  [{ error: { code: "VALIDATION_ERROR", field: 3 } }, "VALIDATION_ERROR"]
])("a field is named only if the entity has it: %j", ([item, expected]) =>
  Effect.gen(function* () {
    expect(yield* short(item, { entity: Group })).toEqual([expected])
  })
)
