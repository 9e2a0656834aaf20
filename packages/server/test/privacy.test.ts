import { Directory, Group, Professor, Student, User } from "@rollcall/core"
import { Server } from "@rollcall/server"
import * as Sandbox from "@rollcall/server/sandbox"
import { Effect, Layer, Logger } from "effect"
import { afterEach, beforeEach, expect, it, vi } from "vitest"
import { client, user } from "./propeller/Client.ts"
import { apiKey, bearer, lists, path, visit } from "./Visitor.ts"

const canary = "CANARY"
const printed: Array<string> = []

beforeEach(() => {
  printed.length = 0
  const methods = ["log", "info", "warn", "error", "debug", "trace"] as const
  for (const method of methods) {
    vi.spyOn(console, method).mockImplementation((...args) => void printed.push(args.map(String).join(" ")))
  }
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, "write").mockImplementation(chunk => printed.push(String(chunk)) > 0)
  }
})

afterEach(() => vi.restoreAllMocks())

const entities = { students: Student, professors: Professor, groups: Group }

/** One record a field, with a value that is wrong there, and one where every field is right but holds a canary. */
const records = (list: keyof typeof entities) => {
  const { fields, identifiers } = entities[list]
  const names = Object.keys(fields)
  const keys = new Set(identifiers.map(({ field }): string => field))
  const wrong = names.flatMap(name => [
    { [name]: `${canary} `.repeat(100) },
    { [name]: { [canary]: canary } },
    { [name]: [[canary]] }
  ])
  const valid = names
    .filter(name => !keys.has(name))
    .map(name => [
      name,
      name === "tags" ? [canary] : name.endsWith("Url") ? `https://${canary}.org/` : `${canary}@x`
    ])
  return [...wrong, Object.fromEntries(valid), canary, [canary], { email: canary, firstName: canary }]
}

const malformed = (list: string) => [
  canary,
  `{"${list}":[{"firstName":"${canary}"`,
  `{"${list}":["${canary}"],"${canary}":1}`,
  `{"${canary}":["${canary}"]}`,
  `{"${list}":"${canary}"}`,
  `{"${list}":["${canary}"],"options":{"${canary}":true}}`,
  `{"${list}":["${canary}"],"options":{"allowUnarchive":"${canary}"}}`,
  `{"${list}":["${canary}"],"options":"${canary}"}`
]

it.each(lists)("what is sent for %s stands in no log line and in no message", async list => {
  await using visitor = await visit()
  for (const kind of ["none", "storage"]) {
    if (kind === "storage") await visitor.faults([{ kind }])
    const { results, status } = await visitor.upsert(list, records(list))
    expect(status).toBe(207)
    expect(JSON.stringify(results.map(item => item.error ?? item.status))).not.toContain(canary)
  }
  for (const body of malformed(list)) {
    const answer = await visitor.call("POST", path(list), body)
    expect(answer.status).toBe(400)
    expect(await answer.text()).not.toContain(canary)
  }
  const lost = await visitor.call("POST", `/${canary}?${canary}`, canary, { authorization: canary })
  expect(await lost.text()).not.toContain(canary)
  expect(printed).toEqual([])
})

it("what is sent for users, and what tokens are asked for with, stand in no log line and in no message", async () => {
  await using visitor = await client()
  const wrong = Object.keys(User.fields).flatMap(name => [
    user(1, { [name]: `${canary} `.repeat(100) }),
    user(2, { [name]: [canary] }),
    user(3, { [name]: { [canary]: canary } }),
    user(canary, { [name]: 7 })
  ])
  for (const sent of [...wrong.map(one => [one]), [canary], [user(4, { attributes: [{ class: canary }] })]]) {
    const answer = await visitor.send(sent)
    const told = answer.error?.messages ?? answer.data.map(({ error }) => error)
    expect(JSON.stringify(told)).not.toContain(canary)
  }
  for (const body of [canary, `{"users":"${canary}"}`, `{"users":[{"firstName":"${canary}"`])
    expect(await (await visitor.post(body)).text()).not.toContain(canary)
  for (const form of [canary, `grant_type=${canary}&client_id=${canary}&client_secret=${canary}`])
    expect(await (await visitor.ask(form)).text()).not.toContain(canary)
  expect((await visitor.post({}, canary)).status).toBe(401)
  expect(printed).toEqual([])
})

it.each([
  ["PUT", "/sandbox/faults", `[{"kind":"${canary}"}]`],
  ["PUT", "/sandbox/faults", `[{"kind":"delay","ms":"${canary}"}]`],
  ["PUT", "/sandbox/faults", `[{"kind":"delay","ms":1,"${canary}":1}]`],
  ["POST", "/sandbox/students", `{"fields":"${canary}"}`],
  ["POST", "/sandbox/students", `{"fields":{},"${canary}":1}`],
  ["POST", "/sandbox/students", canary]
])("the sandbox repeats nothing of a bad body: %s %s %s", async (method, path, body) => {
  await using visitor = await visit()
  const answer = await visitor.call(method, path, body)
  expect(answer.status).toBe(400)
  expect(await answer.text()).not.toContain(canary)
  expect(printed).toEqual([])
})

const broken = (transact: Directory.Storage["transact"]) =>
  Layer.effect(
    Directory.Directory,
    Effect.map(Directory.Directory, memory => ({ ...memory, transact }))
  ).pipe(Layer.provide(Directory.Directory.layerMemory))

it.each([
  ["a defect", broken(() => Effect.die(new TypeError(`insert into students values ('${canary}')`)))],
  ["a defect that is no error", broken(() => Effect.die(canary))],
  ["a fault", broken(() => Effect.fail(new Directory.StorageFault({ message: "the database is away" })))]
])(
  "%s in the storage is a 500 that does not quote it, and the log names its kind at most",
  async (name, storage) => {
    const lines: Array<unknown> = []
    const logger = Logger.layer([Logger.make(({ message, cause }) => lines.push([message, String(cause)]))])
    const directory = Layer.merge(storage, logger)
    const server = Server.toWebHandler({ apiKey, directory })
    const request = new Request(`http://localhost${path("students")}`, {
      method: "POST",
      headers: bearer,
      body: JSON.stringify({ students: [{ firstName: canary }] })
    })
    const answer = await server.handler(request)
    await server.dispose()
    expect(answer.status).toBe(500)
    expect(await answer.json()).toMatchObject({ error: { code: "INTERNAL_ERROR" } })
    expect(JSON.stringify([lines, printed])).not.toContain(canary)
    expect(JSON.stringify(lines).includes("TypeError")).toBe(name === "a defect")
  }
)

it.each([
  ["a defect", broken(() => Effect.die(new TypeError(`insert into users values ('${canary}')`)))],
  ["a fault", broken(() => Effect.fail(new Directory.StorageFault({ message: "the database is away" })))]
])("%s in the storage is a 500 for users in the vendor's shape, and quotes nothing", async (_, storage) => {
  const lines: Array<unknown> = []
  const logger = Logger.layer([Logger.make(({ message, cause }) => lines.push([message, String(cause)]))])
  const users = { clients: [{ id: "a", secret: canary }] }
  const server = Server.toWebHandler({ apiKey, directory: Layer.merge(storage, logger), users })
  const send = (path: string, body: string | URLSearchParams, headers: Record<string, string> = {}) =>
    server.handler(new Request(`http://localhost${path}`, { method: "POST", body, headers }))
  const form = { grant_type: "client_credentials", client_id: "a", client_secret: canary }
  const granted = await send("/oauth2/token", new URLSearchParams(form))
  const { access_token } = (await granted.json()) as { access_token: string }
  const body = JSON.stringify({ users: [user(canary, { lastName: canary })] })
  const answer = await send("/v2/users/bulk/sourceId", body, { authorization: `Bearer ${access_token}` })
  await server.dispose()
  expect(answer.status).toBe(500)
  const told = (await answer.json()) as { error: object }
  expect(told).toMatchObject({ error: { status: 500, type: "InternalErrorException" } })
  for (const secret of [canary, access_token])
    expect(JSON.stringify([told, lines, printed])).not.toContain(secret)
})

it("starting, serving and stopping print nothing, and the key shows in nothing", async () => {
  const sandbox = await Sandbox.startPromise({ apiKey: canary })
  await (await fetch(sandbox.url, { headers: { authorization: `Bearer ${canary}` } })).text()
  await sandbox.close()
  expect(printed).toEqual([])
  expect(`${JSON.stringify(sandbox.apiKey)} ${String(sandbox.apiKey)}`).not.toContain(canary)
})
