/** The look-alike as the sandbox gives it: behind the sandbox's key, with faults of its own. */
import * as Sandbox from "@rollcall/server/sandbox"
import { expect, it } from "vitest"
import { records } from "./visit.ts"

const apiKey = "key-of-the-sandbox"
const bearer = { authorization: `Bearer ${apiKey}` }

const visit = async (ypareo: Partial<NonNullable<Sandbox.Options["ypareo"]>> = {}) => {
  const sandbox = await Sandbox.startPromise({ apiKey, ypareo: { records, ...ypareo } })
  return {
    list: (path: string, token = apiKey) =>
      fetch(`${sandbox.url}/index.php/r/v1${path}`, { headers: { "x-auth-token": token } }),
    faults: (method: string, body?: string, headers: Record<string, string> = bearer) =>
      fetch(`${sandbox.url}/sandbox/ypareo/faults`, { method, headers, ...(body !== undefined && { body }) }),
    [Symbol.asyncDispose]: sandbox.close
  }
}

it("its token is the sandbox's key", async () => {
  await using visitor = await visit({ denied: { "/sites": 403 } })
  expect(await (await visitor.list("/formations")).json()).toEqual(records.formations)
  expect((await visitor.list("/formations", "another")).status).toBe(401)
  expect((await visitor.list("/sites")).status).toBe(403)
})

it("faults are set, met once, and taken back", async () => {
  await using visitor = await visit()
  const html = { kind: "html", endpoint: "/sites" }
  const set = await visitor.faults("PUT", JSON.stringify([html, { kind: "empty", times: "always" }]))
  expect(await set.json()).toEqual([
    { ...html, times: 1, after: 0 },
    { kind: "empty", times: "always", after: 0 }
  ])
  expect(await (await visitor.list("/sites")).text()).toContain("<!doctype html>")
  expect(await (await visitor.list("/sites")).text()).toBe("")
  expect(await (await visitor.faults("GET")).json()).toHaveLength(1)
  expect(await (await visitor.faults("DELETE")).json()).toEqual([])
  expect(await (await visitor.list("/sites")).json()).toEqual(records.sites)
})

it.each([
  ["no JSON", "{"],
  ["no list", "{}"],
  ["a kind that is none", '[{"kind":"fire"}]'],
  ["an endpoint that is none", '[{"kind":"html","endpoint":"/site"}]'],
  ["a misspelt field", '[{"kind":"html","endpoin":"/sites"}]']
])("%s is refused, and the faults stay as they were", async (_, body) => {
  await using visitor = await visit()
  await visitor.faults("PUT", '[{"kind":"empty"}]')
  expect((await visitor.faults("PUT", body)).status).toBe(400)
  expect(await (await visitor.faults("GET")).json()).toHaveLength(1)
})

it("they are behind the key", async () => {
  await using visitor = await visit()
  for (const method of ["GET", "PUT", "DELETE"]) {
    const answer = await visitor.faults(method, method === "PUT" ? "[]" : undefined, {})
    expect(answer.status, method).toBe(401)
  }
})

it("without a school there is no YPAREO", async () => {
  const sandbox = await Sandbox.startPromise({ apiKey })
  const headers = { "x-auth-token": apiKey, ...bearer }
  expect((await fetch(`${sandbox.url}/index.php/r/v1/sites`, { headers })).status).toBe(404)
  expect((await fetch(`${sandbox.url}/sandbox/ypareo/faults`, { headers })).status).toBe(404)
  await sandbox.close()
})
