import { expect, it, vi } from "vitest"
import { client, user } from "./Client.ts"

it.each<readonly [fault: object, status: number, type: string, held: number]>([
  [{ kind: "429", retryAfter: 7 }, 429, "TooManyRequestsException", 0],
  [{ kind: "503", retryAfter: 7 }, 503, "UnavailableException", 0],
  [{ kind: "refuse", status: 400 }, 400, "BadRequestException", 0],
  [{ kind: "refuse", status: 413 }, 413, "PayloadTooLargeException", 0],
  [{ kind: "refuse", status: 422 }, 422, "UnprocessableException", 0],
  [{ kind: "poison", status: 422, keys: ["1"] }, 422, "UnprocessableException", 0],
  [{ kind: "500-after" }, 500, "InternalErrorException", 1]
])("%j turns users away in the vendor's shape, and names no row", async (fault, status, type, held) => {
  await using visitor = await client()
  await visitor.faults([{ path: "users", ...fault }])
  const answer = await visitor.post({ users: [user(1)] })
  expect(answer.status).toBe(status)
  expect(answer.headers.get("retry-after")).toBe("retryAfter" in fault ? "7" : null)
  const { error } = (await answer.json()) as { error: { messages: ReadonlyArray<string> } }
  expect(error).toEqual({ code: expect.any(Number), status, type, messages: [expect.any(String)] })
  expect(error.messages[0]).not.toMatch(/#|\d/u)
  expect(await visitor.held()).toHaveLength(held)
  expect((await visitor.send([user(1)])).status).toBe(200)
})

it.each<readonly [fault: object, status: number, type: string | null, held: number]>([
  [{ kind: "delay", ms: 1 }, 200, "application/json", 1],
  [{ kind: "slow-body", ms: 1 }, 200, "application/json", 1],
  [{ kind: "content-type" }, 200, "text/plain", 1],
  [{ kind: "html" }, 200, "text/html; charset=utf-8", 1],
  [{ kind: "html", stored: false }, 200, "text/html; charset=utf-8", 0],
  [{ kind: "gzip-bomb", bytes: 5000 }, 200, "application/json", 1],
  [{ kind: "redirect" }, 307, null, 0]
])("%j meets users as it meets others", async (fault, status, type, held) => {
  await using visitor = await client()
  await visitor.faults([fault])
  const answer = await visitor.post({ users: [user(1)] })
  expect([answer.status, answer.headers.get("content-type")]).toEqual([status, type])
  const text = await answer.text()
  if (type !== null && !type.startsWith("text/html")) expect(JSON.parse(text)).toMatchObject({ total: 1 })
  expect(await visitor.held()).toHaveLength(held)
})

it.each<readonly [fault: object, held: number]>([
  [{ kind: "reset-before" }, 0],
  [{ kind: "reset-after" }, 1],
  [{ kind: "cut-body" }, 1],
  [{ kind: "garbage" }, 1],
  [{ kind: "kill", when: "before" }, 0],
  [{ kind: "kill", when: "after" }, 1]
])("%j: no whole answer comes", async (fault, held) => {
  const kill = vi.fn()
  await using visitor = await client({}, { kill })
  await visitor.faults([fault])
  await expect(visitor.send([user(1)])).rejects.toThrow(TypeError)
  expect(kill).toHaveBeenCalledTimes("when" in fault ? 1 : 0)
  expect(await visitor.held()).toHaveLength(held)
})

it("unnamed: a 400 does not say which rows it is for", async () => {
  await using visitor = await client()
  await visitor.faults([{ kind: "unnamed", times: "always" }])
  const { status, error } = await visitor.send([
    user(1),
    user(2, { firstName: undefined }),
    user(3, { gender: 1 })
  ])
  expect([status, error?.messages]).toEqual([
    400,
    ["required key [firstName] not found", expect.stringMatching(/^must be one of/u)]
  ])
  expect((await visitor.send([user(1)])).data).toMatchObject([{ success: true }])
})

it("token-ends: the tokens end before the request is looked at, and a new one is good", async () => {
  await using visitor = await client()
  await visitor.faults([{ kind: "token-ends", after: 1 }])
  expect((await visitor.send([user(1)])).status).toBe(200)
  expect((await visitor.send([user(2)])).status).toBe(401)
  await visitor.renew()
  expect((await visitor.send([user(2)])).data).toMatchObject([{ action: "create" }])
})

const nobody: unknown = expect.stringMatching(/^[0-9a-f-]{36}$/u)

it.each<readonly [string, ReadonlyArray<unknown>]>([
  ["index-wrong", [1, "2", nobody]],
  ["index-missing", [1, "2", undefined]],
  ["index-repeated", [1, "2", 3, 3]],
  ["index-one-based", ["2", 3, nobody]]
])("%s: all is stored, and the keys name other users", async (kind, keys) => {
  await using visitor = await client()
  await visitor.faults([{ kind, path: "users" }])
  const { data } = await visitor.send([user(1), user("2"), user(3)])
  expect(data.map(({ key }) => key)).toEqual(keys)
  expect(await visitor.held()).toHaveLength(3)
  await visitor.faults([{ kind, path: "users" }])
  expect(await visitor.send([user(1, { firstName: undefined })])).toMatchObject({
    status: 400,
    error: { type: "SchemaValidationException" }
  })
})

it("poison counts users by their sourceId as text, and storage fails their rows by what would have been done", async () => {
  await using visitor = await client()
  await visitor.send([user(1)])
  await visitor.faults([
    { kind: "poison", status: 422, keys: ["2"] },
    { kind: "storage", path: "users" }
  ])
  expect((await visitor.send([user(2)])).status).toBe(422)
  expect((await visitor.send([user(1, { lastName: "Martin" }), user(2)])).data).toEqual([
    expect.objectContaining({ action: "update", key: 1, error: expect.stringMatching(/^UPDATE_FAILED: /u) }),
    expect.objectContaining({ action: "create", key: 2, error: expect.stringMatching(/^CREATE_FAILED: /u) })
  ])
  expect((await visitor.requests()).users).toBe(3)
  expect(await visitor.held()).toEqual([user("1")])
})
