import { expect, it } from "vitest"
import { bearer, path, refusal, student, visit } from "../Visitor.ts"
import { batch, send, stored } from "./Batch.ts"

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

it.each([400, 413, 422])("refuse: %i for everything, which names nobody; nothing is stored", async status => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "refuse", status }])
  const answer = await send(visitor)
  expect(answer.status).toBe(status)
  expect(await refusal(answer)).toBe("INVALID_REQUEST")
  expect(await stored(visitor)).toBe(0)
  expect((await send(visitor)).status).toBe(200)
})

it.each([400, 413, 422])("poison: %i for what carries a key, until that key is left out", async status => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "poison", status, keys: ["2"], times: "always" }])
  for (let request = 0; request < 3; request += 1) {
    const answer = await send(visitor)
    expect(answer.status).toBe(status)
    expect(JSON.stringify(await answer.json())).not.toMatch(/inputIndex|externalReferenceId|"2"/u)
  }
  expect(await stored(visitor)).toBe(0)
  expect(await visitor.outcomes("students", [student("1"), student("3")])).toEqual(["created", "created"])
})

it("redirect: to nobody unless said, and to where it says; nothing is stored", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "redirect" }, { kind: "redirect", status: 302, location: "/sandbox/faults" }])
  const notFollowed = async () => {
    const init = { method: "POST", headers: bearer, body: JSON.stringify(batch), redirect: "manual" } as const
    const { status, headers } = await fetch(visitor.url + path("students"), init)
    return [status, headers.get("location")]
  }
  expect(await notFollowed()).toEqual([307, "http://elsewhere.invalid/"])
  expect(await notFollowed()).toEqual([302, "/sandbox/faults"])
  expect(await stored(visitor)).toBe(0)
})
