import { expect, it } from "vitest"
import { path, refusal, student, visit } from "./Visitor.ts"

const batch = { students: [student("1"), student("2"), student("3")] }

type Visitor = Awaited<ReturnType<typeof visit>>

const send = (visitor: Visitor) => visitor.call("POST", path("students"), batch)
const stored = async (visitor: Visitor) => (await visitor.held("students")).length
const indexes = async (visitor: Visitor) => {
  const answer = (await (await send(visitor)).json()) as { results: ReadonlyArray<{ inputIndex?: number }> }
  return answer.results.map(item => item.inputIndex)
}

it("delay: the answer comes late, and is complete", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "delay", ms: 150 }])
  const start = performance.now()
  expect((await send(visitor)).status).toBe(200)
  expect(performance.now() - start).toBeGreaterThan(140)
})

it.each([
  ["429", "RATE_LIMITED", 429],
  ["503", "UNAVAILABLE", 503]
])("%s: in seconds, as a date, and without saying when; nothing is stored", async (kind, code, status) => {
  await using visitor = await visit()
  await visitor.faults([{ kind, retryAfter: 7 }, { kind, retryAfter: "date" }, { kind }])
  const seconds = await send(visitor)
  expect([seconds.status, seconds.headers.get("retry-after")]).toEqual([status, "7"])
  expect(await refusal(seconds)).toBe(code)
  const date = (await send(visitor)).headers.get("retry-after") ?? ""
  const ahead = Date.parse(date) - Date.now()
  expect(date).toMatch(/^\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT$/u)
  expect(ahead).toBeGreaterThan(500)
  expect(ahead).toBeLessThanOrEqual(2000)
  expect((await send(visitor)).headers.get("retry-after")).toBe(null)
  expect(await stored(visitor)).toBe(0)
  expect((await send(visitor)).status).toBe(200)
})

it("reset-before: the connection breaks and nothing is stored", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "reset-before" }])
  await expect(send(visitor)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } })
  expect(await stored(visitor)).toBe(0)
})

it("reset-after: the connection breaks and all is stored", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "reset-after" }])
  await expect(send(visitor)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } })
  expect(await stored(visitor)).toBe(3)
})

it("cut-body: a good status, and a body that ends in its middle", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "cut-body" }])
  const answer = await send(visitor)
  expect(answer.status).toBe(200)
  expect(answer.headers.get("content-type")).toBe("application/json")
  let received = ""
  const read = async () => {
    for await (const chunk of answer.body ?? []) received += Buffer.from(chunk).toString()
  }
  await expect(read()).rejects.toThrow()
  expect(received).toMatch(/^\{"results":\[/u)
  expect(received.length).toBe(Math.floor(Number(answer.headers.get("content-length")) / 2))
  expect(await stored(visitor)).toBe(3)
})

it.each([
  ["index-wrong", [0, 1, 3]],
  ["index-missing", [0, 1, undefined]],
  ["index-repeated", [0, 1, 2, 2]],
  ["index-one-based", [1, 2, 3]]
])("%s: all is stored, and the items name other records", async (kind, expected) => {
  await using visitor = await visit()
  await visitor.faults([{ kind }])
  expect(await indexes(visitor)).toEqual(expected)
  expect(await stored(visitor)).toBe(3)
  expect(await indexes(visitor)).toEqual([0, 1, 2])
})

it("a fault takes as many requests as it says, to the list it says, after those it lets pass", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "429", times: 2, after: 1, path: "students" }])
  const statuses: Array<number> = []
  for (let request = 0; request < 4; request += 1) {
    statuses.push((await visitor.call("POST", path("groups"), { groups: [{ name: "A" }] })).status)
    statuses.push((await send(visitor)).status)
  }
  expect(statuses).toEqual([200, 200, 200, 429, 200, 429, 200, 200])
})

it("of two faults that are due the first in the list takes the request", async () => {
  await using visitor = await visit()
  await visitor.faults([
    { kind: "503", after: 1 },
    { kind: "429", times: 2 }
  ])
  const statuses = [await send(visitor), await send(visitor), await send(visitor), await send(visitor)]
  expect(statuses.map(answer => answer.status)).toEqual([429, 503, 429, 200])
})

it("shows what is left of each fault, and forgets them when told to", async () => {
  await using visitor = await visit()
  const left = async () => (await visitor.call("GET", "/sandbox/faults")).json()
  await visitor.faults([{ kind: "503" }, { kind: "delay", ms: 1, times: 3, after: 1, path: "students" }])
  expect(await left()).toEqual([
    { kind: "503", times: 1, after: 0 },
    { kind: "delay", ms: 1, times: 3, after: 1, path: "students" }
  ])
  await send(visitor)
  await send(visitor)
  expect(await left()).toEqual([{ kind: "delay", ms: 1, times: 2, after: 0, path: "students" }])
  expect((await visitor.call("DELETE", "/sandbox/faults")).status).toBe(200)
  expect(await left()).toEqual([])
})

it("a request without the key uses up no fault", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "503" }])
  expect((await visitor.call("POST", path("students"), batch, {})).status).toBe(401)
  expect((await send(visitor)).status).toBe(503)
})

it.each([
  [{}, "the body must be a list of faults"],
  [
    [{ kind: "earthquake" }],
    "fault 1: kind must be one of 429, 503, delay, reset-before, reset-after, cut-body"
  ],
  [["429"], "fault 1: kind must be one of"],
  [[{ kind: "503" }, { kind: "delay" }], "fault 2: ms: is missing"],
  [[{ kind: "delay", ms: -1 }], "fault 1: ms: "],
  [[{ kind: "429", ms: 1 }], "fault 1: unknown name; known: kind, times, path, after, retryAfter"],
  [[{ kind: "429", retryAfter: "soon" }], 'fault 1: retryAfter: must be seconds or "date"'],
  [[{ kind: "429", times: 0 }], "fault 1: times: "],
  [[{ kind: "429", path: "users" }], "fault 1: path: "]
])("refuses faults it does not know, and keeps those it has: %j", async (faults, message) => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "503" }])
  const answer = await visitor.call("PUT", "/sandbox/faults", faults)
  expect(answer.status).toBe(400)
  expect(((await answer.json()) as { error: { message: string } }).error.message).toContain(message)
  expect((await send(visitor)).status).toBe(503)
})
