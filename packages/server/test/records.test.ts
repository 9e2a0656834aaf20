import { refusalCodes } from "@rollcall/core"
import { expect, it } from "vitest"
import { group, type List, professor, student, visit } from "./Visitor.ts"

/** One request: what is held before it, what is sent, and what becomes of each record. */
interface Case {
  readonly name: string
  readonly list: List
  readonly seeds?: ReadonlyArray<object>
  readonly send: ReadonlyArray<unknown>
  readonly options?: object
  readonly outcomes: ReadonlyArray<string>
}

const archived = (fields: object) => ({ archived: true, fields })
const present = (fields: object) => ({ fields })
const unarchive = { allowUnarchive: true }

const cases: ReadonlyArray<Case> = [
  {
    name: "creates, changes and leaves as it is",
    list: "students",
    seeds: [present(student("old")), present(student("same"))],
    send: [student("new"), student("old", { lastName: "Durand" }), student("same")],
    outcomes: ["created", "updated", "unchanged"]
  },
  {
    name: "a key is compared trimmed and in NFC, but with its case",
    list: "students",
    seeds: [present(student("é-1"))],
    send: [student(" e\u0301-1 "), student("É-1")],
    outcomes: ["unchanged", "created"]
  },
  {
    name: "a record that is no object, or has a wrong type, costs no other",
    list: "students",
    send: [3, null, "Ada", ["Ada"], student("1", { firstName: 3 }), student("2")],
    outcomes: [...Array<string>(5).fill("VALIDATION_ERROR"), "created"]
  },
  {
    name: "limits count characters, not UTF-16 units",
    list: "students",
    send: [student("1", { lastName: "😀".repeat(100) }), student("2", { lastName: "😀".repeat(101) })],
    outcomes: ["created", "VALIDATION_ERROR"]
  },
  {
    name: "null where it is not accepted, empty text, a bad address, an unknown field",
    list: "students",
    send: [
      student("1", { firstName: null }),
      student("2", { company: "" }),
      student("3", { photoUrl: "photo.png" }),
      student("4", { email: "nobody" }),
      student("5", { nickname: "A" }),
      student("6", { tags: Array.from({ length: 16 }, String) })
    ],
    outcomes: Array<string>(6).fill("VALIDATION_ERROR")
  },
  {
    name: "a create lacks a name, an update may",
    list: "students",
    seeds: [present(student("old"))],
    send: [
      { externalReferenceId: "new", firstName: "Ada" },
      { externalReferenceId: "old", company: "ACME" }
    ],
    outcomes: ["REQUIRED_FIELD_MISSING", "updated"]
  },
  {
    name: "without a key a student is created every time",
    list: "students",
    send: [
      { firstName: "Ada", lastName: "Martin" },
      { firstName: "Ada", lastName: "Martin" }
    ],
    outcomes: ["created", "created"]
  },
  {
    name: "the first record with a key wins, even if it fails",
    list: "students",
    send: [{ externalReferenceId: "1" }, student("1"), student("2"), student(" 2 ")],
    outcomes: ["REQUIRED_FIELD_MISSING", "DUPLICATE_IN_REQUEST", "created", "DUPLICATE_IN_REQUEST"]
  },
  {
    name: "students may share an e-mail",
    list: "students",
    send: [student("1", { email: "home@example.org" }), student("2", { email: "home@example.org" })],
    outcomes: ["created", "created"]
  },
  {
    name: "an archived student stays archived",
    list: "students",
    seeds: [archived(student("1"))],
    send: [student("1")],
    outcomes: ["ARCHIVED_STUDENT_EXISTS"]
  },
  {
    name: "an archived student comes back when that is allowed, also without a change",
    list: "students",
    seeds: [archived(student("1")), archived(student("2")), present(student("3"))],
    send: [student("1"), student("2", { company: "ACME" }), student("3")],
    options: unarchive,
    outcomes: ["unarchived", "unarchived", "unchanged"]
  },
  {
    name: "clearing by null and by an empty list; what is not there is already clear",
    list: "students",
    seeds: [present(student("1", { company: "ACME", tags: ["a"] })), present(student("2"))],
    send: [student("1", { company: null, tags: [] }), student("2", { company: null, tags: [] })],
    outcomes: ["updated", "unchanged"]
  },
  {
    name: "tags are a set",
    list: "students",
    seeds: [present(student("1", { tags: ["a", "b"] })), present(student("2", { tags: ["a", "b"] }))],
    send: [student("1", { tags: ["b", "a", "b"] }), student("2", { tags: ["a"] })],
    outcomes: ["unchanged", "updated"]
  },
  {
    name: "a professor is found by either id, and created by neither alone",
    list: "professors",
    seeds: [
      { id: "p-1", fields: professor("1") },
      { id: "p-2", fields: professor("2") }
    ],
    send: [
      professor("1", { phone: "1" }),
      { professorId: "p-2", phone: "2" },
      { firstName: "New", lastName: "One", email: "new@example.org" },
      { firstName: "New", lastName: "Two" }
    ],
    outcomes: ["updated", "updated", "created", "REQUIRED_FIELD_MISSING"]
  },
  {
    name: "a professor named by both ids is ambiguous, and an unknown professorId creates nobody",
    list: "professors",
    seeds: [{ id: "p-1", fields: professor("1") }],
    send: [
      professor("1", { professorId: "p-1" }),
      professor("x", { externalReferenceId: undefined, professorId: "p-9" })
    ],
    outcomes: ["AMBIGUOUS_PROFESSOR_IDENTIFIER", "PROFESSOR_NOT_FOUND"]
  },
  {
    name: "the same professor named by one id and then by the other",
    list: "professors",
    seeds: [{ id: "p-1", fields: professor("1") }],
    send: [professor("1"), { professorId: "p-1", phone: "2" }],
    outcomes: ["unchanged", "DUPLICATE_IN_REQUEST"]
  },
  {
    name: "an archived professor is refused by either id",
    list: "professors",
    seeds: [
      { id: "p-1", ...archived(professor("1")) },
      { id: "p-2", ...archived(professor("2")) }
    ],
    send: [professor("1"), { professorId: "p-2", phone: "2" }],
    outcomes: ["ARCHIVED_PROFESSOR_EXISTS", "ARCHIVED_PROFESSOR_EXISTS"]
  },
  {
    name: "an e-mail belongs to one professor, whatever its case, and an archived one keeps it",
    list: "professors",
    seeds: [present(professor("1")), archived(professor("2"))],
    send: [
      professor("3", { email: "1@EXAMPLE.org" }),
      professor("4", { email: "2@example.org" }),
      professor("1", { email: "1@example.org" })
    ],
    outcomes: ["EMAIL_ALREADY_EXISTS", "EMAIL_ALREADY_EXISTS", "unchanged"]
  },
  {
    name: "an e-mail is handed over within a request, in order",
    list: "professors",
    seeds: [present(professor("1")), present(professor("2"))],
    send: [
      professor("3", { email: "1@example.org" }),
      professor("1", { email: "one@example.org" }),
      professor("4", { email: "1@example.org" }),
      professor("2", { email: "one@example.org" })
    ],
    outcomes: ["EMAIL_ALREADY_EXISTS", "updated", "created", "EMAIL_ALREADY_EXISTS"]
  },
  {
    name: "a parent must be there before the request, and not be archived",
    list: "groups",
    seeds: [present(group("school")), archived(group("closed"))],
    send: [
      group("a", { parentExternalReferenceId: " school " }),
      group("b", { parentExternalReferenceId: "nowhere" }),
      group("c", { parentExternalReferenceId: "closed" }),
      group("d"),
      group("e", { parentExternalReferenceId: "d" }),
      group("f", { parentExternalReferenceId: "x".repeat(255) })
    ],
    outcomes: [
      "created",
      "PARENT_GROUP_NOT_FOUND",
      "PARENT_GROUP_NOT_FOUND",
      "created",
      "PARENT_GROUP_NOT_FOUND",
      "PARENT_GROUP_NOT_FOUND"
    ]
  },
  {
    name: "parents form no circle: not in itself, not with what is held, not with what came before",
    list: "groups",
    seeds: [
      present(group("top")),
      present(group("middle", { parentExternalReferenceId: "top" })),
      present(group("bottom", { parentExternalReferenceId: "middle" })),
      present(group("x")),
      present(group("y"))
    ],
    send: [
      group("self", { parentExternalReferenceId: "self" }),
      group("top", { parentExternalReferenceId: "bottom" }),
      group("x", { parentExternalReferenceId: "y" }),
      group("y", { parentExternalReferenceId: "x" })
    ],
    outcomes: ["GROUP_CYCLE", "GROUP_CYCLE", "updated", "GROUP_CYCLE"]
  },
  {
    name: "a parent is taken away by null",
    list: "groups",
    seeds: [present(group("top")), present(group("a", { parentExternalReferenceId: "top" }))],
    send: [group("a", { parentExternalReferenceId: null })],
    outcomes: ["updated"]
  },
  {
    name: "an archived group is refused",
    list: "groups",
    seeds: [archived(group("1"))],
    send: [group("1")],
    outcomes: ["ARCHIVED_GROUP_EXISTS"]
  },
  {
    name: "a group's picture has two names, which must not differ",
    list: "groups",
    seeds: [present(group("1", { logoUrl: "https://example.org/1.png" }))],
    send: [
      group("1", { photoUrl: "https://example.org/1.png" }),
      group("2", { photoUrl: "https://example.org/2.png", logoUrl: "https://example.org/2.png" }),
      group("3", { photoUrl: "https://example.org/3.png", logoUrl: "https://example.org/4.png" })
    ],
    outcomes: ["unchanged", "created", "VALIDATION_ERROR"]
  }
]

it.each(cases)("$list: $name", async ({ list, seeds = [], send, options, outcomes }) => {
  await using visitor = await visit()
  if (seeds.length > 0) await visitor.seed(list, seeds)
  const answer = await visitor.upsert(list, send, options)
  expect(answer.results.map(item => item.error?.code ?? item.status)).toEqual(outcomes)
  expect(answer.results.map(item => item.inputIndex)).toEqual(send.map((_, index) => index))
  expect(answer.results.every(item => (item.status === "failed") === (item.id === undefined))).toBe(true)
  const failed = answer.results.filter(item => item.status === "failed").length
  expect(answer.summary).toEqual({ total: send.length, succeeded: send.length - failed, failed })
  expect(answer.status).toBe(failed === 0 ? 200 : 207)
})

it.each([
  { list: "students", held: student("1"), changed: student("1", { company: "ACME" }), new: student("2") },
  { list: "professors", held: professor("1"), changed: professor("1", { phone: "1" }), new: professor("2") },
  { list: "groups", held: group("1"), changed: group("1", { name: "One" }), new: group("2") }
] as const)("$list: a storage that fails says so for each record it did not take", async row => {
  await using visitor = await visit()
  await visitor.seed(row.list, [present(row.held)])
  const before = await visitor.held(row.list)
  await visitor.faults([{ kind: "storage" }])
  expect(await visitor.outcomes(row.list, [row.changed, row.new, 3])).toEqual([
    "UPDATE_FAILED",
    "CREATE_FAILED",
    "VALIDATION_ERROR"
  ])
  expect(await visitor.held(row.list)).toEqual(before)
})

it("every documented code is one of those seen here", () => {
  const seen = new Set(
    cases.flatMap(({ outcomes }) => outcomes.filter(outcome => outcome === outcome.toUpperCase()))
  )
  expect([...seen, "CREATE_FAILED", "UPDATE_FAILED"].sort()).toEqual([...refusalCodes].sort())
})

it("says which field is to blame, and gives the key back as it was sent", async () => {
  await using visitor = await visit()
  const { results } = await visitor.upsert("students", [student(" 1 ", { badgeId: "x".repeat(21) })])
  expect(results).toEqual([
    {
      inputIndex: 0,
      status: "failed",
      externalReferenceId: " 1 ",
      error: { code: "VALIDATION_ERROR", field: "badgeId", message: "must have 1 to 20 characters" }
    }
  ])
})

it("stores values as given and changes only what was sent", async () => {
  await using visitor = await visit()
  await visitor.upsert("students", [
    student("1", { email: " Ada@Example.org ", tags: ["b", "a"], company: "ACME" })
  ])
  await visitor.upsert("students", [{ externalReferenceId: "1", company: null, lastName: " Durand " }])
  const [held] = await visitor.held("students")
  expect(held?.fields).toEqual(
    student("1", { email: " Ada@Example.org ", tags: ["b", "a"], lastName: " Durand " })
  )
})

it("a refused record leaves what is held as it was", async () => {
  await using visitor = await visit()
  await visitor.seed("students", [{ id: "s", ...archived(student("1")) }])
  await visitor.upsert("students", [student("1", { company: "ACME" }), student("2", { company: "" })])
  expect(await visitor.held("students")).toEqual([{ id: "s", archived: true, fields: student("1") }])
})

it("mails nobody unless asked, and then only those who are created", async () => {
  await using visitor = await visit()
  const sendCredentials = true
  await visitor.upsert("students", [student("1")])
  await visitor.upsert("students", [student("2")], { onStudentCreated: { newPasswordNeeded: true } })
  expect(await visitor.announced()).toEqual([])
  await visitor.upsert(
    "students",
    [student("2", { company: "ACME" }), student("3"), student("4", { tags: 3 })],
    {
      onStudentCreated: { sendCredentials }
    }
  )
  await visitor.upsert("professors", [professor("1")], {
    onProfessorCreated: { sendCredentials, newPasswordNeeded: true }
  })
  const ids = [(await visitor.held("students"))[2]?.id, (await visitor.held("professors"))[0]?.id]
  expect(await visitor.announced()).toEqual([
    { entity: "student", id: ids[0], sendCredentials, newPasswordNeeded: false },
    { entity: "professor", id: ids[1], sendCredentials, newPasswordNeeded: true }
  ])
})
