import { expect, it } from "vitest"
import { path, student, visit } from "../Visitor.ts"
import { batch, send, statuses } from "./Batch.ts"

it("a fault takes as many requests as it says, to the list it says, after those it lets pass", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "429", times: 2, after: 1, path: "students" }])
  const met: Array<number> = []
  for (let request = 0; request < 4; request += 1) {
    met.push((await visitor.call("POST", path("groups"), { groups: [{ name: "A" }] })).status)
    met.push((await send(visitor)).status)
  }
  expect(met).toEqual([200, 200, 200, 429, 200, 429, 200, 200])
})

it("a fault without end meets every request until it is taken back", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "429", times: "always", after: 1 }])
  const met = await statuses(20, () => send(visitor))
  expect(met).toEqual([200, ...Array.from({ length: 19 }, () => 429)])
  expect(await (await visitor.call("GET", "/sandbox/faults")).json()).toEqual([
    { kind: "429", times: "always", after: 0 }
  ])
  await visitor.faults([])
  expect((await send(visitor)).status).toBe(200)
})

it("of two faults that are due the first in the list takes the request", async () => {
  await using visitor = await visit()
  await visitor.faults([
    { kind: "503", after: 1 },
    { kind: "429", times: 2 }
  ])
  expect(await statuses(4, () => send(visitor))).toEqual([429, 503, 429, 200])
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

it("poison counts the requests that carry one of its keys, and no others", async () => {
  await using visitor = await visit()
  const carrying = (...keys: ReadonlyArray<string>) =>
    visitor.call("POST", path("students"), { students: keys.map(key => student(key)) })
  await visitor.faults([{ kind: "poison", status: 422, keys: ["3", "5"], after: 1, times: 2 }])
  const answers = [
    await carrying("1", "2"),
    await carrying("3"),
    await carrying("4"),
    await carrying("1", "5"),
    await visitor.call("POST", path("students"), "no JSON, and 3"),
    await carrying("6"),
    await carrying("3", "5"),
    await carrying("3", "5")
  ]
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 422, 400, 200, 422, 200])
})
