import { expect, it } from "vitest"
import { apiKey, bearer, lists, path, professor, refusal, student, visit } from "./Visitor.ts"

const students = (count: number) => Array.from({ length: count }, (_, index) => student(`s-${index}`))

it.each([
  ["no JSON", "{", "INVALID_JSON"],
  ["nothing", "", "INVALID_JSON"],
  ["an array", [student("1")], "INVALID_REQUEST"],
  ["a text", '"students"', "INVALID_REQUEST"],
  ["null", "null", "INVALID_REQUEST"],
  ["no list", {}, "INVALID_REQUEST"],
  ["another list", { professors: [professor("1")] }, "INVALID_REQUEST"],
  ["no array", { students: { 0: student("1") } }, "INVALID_REQUEST"],
  ["0 records", { students: [] }, "INVALID_REQUEST"],
  ["1001 records", { students: students(1001) }, "INVALID_REQUEST"],
  ["an unknown name", { students: students(1), dryRun: true }, "INVALID_REQUEST"],
  ["options that are no object", { students: students(1), options: [] }, "INVALID_REQUEST"],
  ["options that are null", { students: students(1), options: null }, "INVALID_REQUEST"],
  ["an unknown option", { students: students(1), options: { unarchive: true } }, "INVALID_REQUEST"],
  [
    "an option of a wrong type",
    { students: students(1), options: { allowUnarchive: "yes" } },
    "INVALID_REQUEST"
  ],
  [
    "an option of a wrong shape",
    { students: students(1), options: { onStudentCreated: true } },
    "INVALID_REQUEST"
  ],
  [
    "an unknown option further in",
    { students: students(1), options: { onStudentCreated: { mail: true } } },
    "INVALID_REQUEST"
  ],
  ["another list's option", { students: students(1), options: { onProfessorCreated: {} } }, "INVALID_REQUEST"]
])("refuses a request for students with %s, and stores nothing", async (_, body, code) => {
  await using visitor = await visit()
  const answer = await visitor.call("POST", path("students"), body)
  expect(answer.status).toBe(400)
  expect(await refusal(answer)).toBe(code)
  expect(await visitor.held("students")).toEqual([])
})

it.each([
  ["professors", { professors: [professor("1")], options: { allowUnarchive: true } }],
  ["professors", { professors: [professor("1")], options: { onStudentCreated: {} } }],
  ["groups", { groups: [{ name: "A" }], options: {} }]
] as const)("%s take only their own options", async (list, body) => {
  await using visitor = await visit()
  const answer = await visitor.call("POST", path(list), body)
  expect(answer.status).toBe(400)
  expect(await refusal(answer)).toBe("INVALID_REQUEST")
})

it("options may be empty, and all of them off", async () => {
  await using visitor = await visit()
  const created = { sendCredentials: false, newPasswordNeeded: false }
  expect(await visitor.outcomes("students", [student("1")], {})).toEqual(["created"])
  expect(
    await visitor.outcomes("students", [student("2")], { allowUnarchive: false, onStudentCreated: created })
  ).toEqual(["created"])
  expect(await visitor.outcomes("professors", [professor("1")], { onProfessorCreated: {} })).toEqual([
    "created"
  ])
})

it.each([1, 1000])("takes %i records in one request", async count => {
  await using visitor = await visit()
  const answer = await visitor.upsert("students", students(count))
  expect(answer.status).toBe(200)
  expect(answer.summary).toEqual({ total: count, succeeded: count, failed: 0 })
  expect(await visitor.held("students")).toHaveLength(count)
})

it("a body of a wrong encoding is refused, not mended", async () => {
  await using visitor = await visit()
  const body = Buffer.from(JSON.stringify({ students: [student("1", { firstName: "Zoé" })] }), "latin1")
  const answer = await fetch(visitor.url + path("students"), { method: "POST", headers: bearer, body })
  expect(answer.status).toBe(400)
  expect(await refusal(answer)).toBe("INVALID_JSON")
})

it("takes 16 MiB and no more", async () => {
  await using visitor = await visit()
  const padded = (size: number) => JSON.stringify({ students: [student("1")] }).padEnd(size)
  const fits = await visitor.call("POST", path("students"), padded(16 * 1024 * 1024))
  expect(fits.status).toBe(200)
  const large = await visitor.call("POST", path("students"), padded(16 * 1024 * 1024 + 1))
  expect(large.status).toBe(413)
  expect(await refusal(large)).toBe("BODY_TOO_LARGE")
})

it.each([
  ["none", {}],
  ["a wrong one", { authorization: "Bearer another" }],
  ["a longer one", { authorization: `Bearer ${apiKey}x` }],
  ["an empty one", { authorization: "Bearer " }],
  ["another scheme", { authorization: `Basic ${apiKey}` }]
])("asks for the key before it looks at anything: %s", async (_, headers) => {
  await using visitor = await visit()
  for (const list of lists) {
    for (const body of ["{", { [list]: [] }, { [list]: students(1) }]) {
      const answer = await visitor.call("POST", path(list), body, headers)
      expect(answer.status).toBe(401)
      expect(answer.headers.get("www-authenticate")).toBe("Bearer")
      expect(await refusal(answer)).toBe("UNAUTHORIZED")
    }
    expect((await visitor.call("GET", `/sandbox/${list}`, undefined, headers)).status).toBe(401)
    expect(await visitor.held(list)).toEqual([])
  }
})

it("the scheme of the key is read in any case", async () => {
  await using visitor = await visit()
  const headers = { authorization: `bearer ${apiKey}` }
  expect((await visitor.call("POST", path("students"), { students: students(1) }, headers)).status).toBe(200)
})

it("answers other methods and other paths with a refusal", async () => {
  await using visitor = await visit()
  for (const method of ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"]) {
    const answer = await visitor.call(method, path("groups"))
    expect(answer.status).toBe(405)
    expect(answer.headers.get("allow")).toBe("POST")
    expect(await refusal(answer)).toBe("METHOD_NOT_ALLOWED")
  }
  for (const unknown of ["/", "/v3/users/batch-upsert", "/sandbox/nobody", "/%E0%A4%A"]) {
    const answer = await visitor.call("POST", unknown, {})
    expect(answer.status).toBe(404)
    expect(await refusal(answer)).toBe("NOT_FOUND")
  }
})
