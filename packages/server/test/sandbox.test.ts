import { execFile } from "node:child_process"
import { connect } from "node:net"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { layer } from "@effect/vitest"
import { Directory, Student } from "@rollcall/core"
import * as Sandbox from "@rollcall/server/sandbox"
import { Effect, Redacted, Stream } from "effect"
import { expect, it } from "vitest"
import { apiKey, bearer, group, lists, path, student, visit } from "./Visitor.ts"

it.each(lists)("gives back what was seeded, archived records included, in its order: %s", async list => {
  await using visitor = await visit()
  const records = [
    { id: "b", archived: true, fields: { externalReferenceId: "2" } },
    { id: "a", archived: false, fields: { externalReferenceId: "1", anything: [1, null] } }
  ]
  const answer = await visitor.seed(list, records)
  expect([answer.status, await answer.json()]).toEqual([200, { put: 2 }])
  expect(await visitor.held(list)).toEqual(records)
  for (const other of lists) if (other !== list) expect(await visitor.held(other)).toEqual([])
})

it("takes seeds as NDJSON too, and replaces a record with the same id", async () => {
  await using visitor = await visit()
  const text =
    '{"id":"a","fields":{"name":"A"}}\r\n\n{"id":"b","fields":{"name":"B"}}\n{"id":"a","fields":{"name":"C"}}'
  expect((await visitor.call("POST", "/sandbox/groups", text)).status).toBe(200)
  expect((await visitor.held("groups")).map(({ id, fields }) => [id, fields])).toEqual([
    ["a", { name: "C" }],
    ["b", { name: "B" }]
  ])
})

it("gives every seed without an id one of its own", async () => {
  await using visitor = await visit()
  await visitor.seed("students", [{ fields: student("1") }])
  await visitor.seed("students", [{ fields: student("2") }])
  await visitor.upsert("students", [student("3")])
  expect(new Set((await visitor.held("students")).map(({ id }) => id)).size).toBe(3)
})

it.each([
  ['{"fields":{}}\nnonsense', "line 2: must be one JSON object"],
  ['\n\n{"fields":{}} {"fields":{}}', "line 3: must be one JSON object"],
  ['{"fields":{}}\n{"fields":3}', "line 2: fields: must be an object"],
  ['{"archived":true}', "line 1: fields: is missing"],
  ['{"fields":{},"archived":"yes"}', "line 1: archived: "],
  ['{"fields":{},"id":""}', "line 1: id: "],
  ['{"fields":{},"key":"1"}', "line 1: unknown name; known: id, archived, fields"],
  ['[{"fields":{}},3]', "record 2: must be an object"],
  ["[", "the body must be JSON"]
])("refuses a bad seed whole, and says where it is: %j", async (body, message) => {
  await using visitor = await visit()
  const answer = await visitor.call("POST", "/sandbox/students", body)
  expect(answer.status).toBe(400)
  expect(((await answer.json()) as { error: { message: string } }).error.message).toContain(message)
  expect(await visitor.held("students")).toEqual([])
})

it("counts the requests to each list, whatever became of them", async () => {
  await using visitor = await visit()
  const counts = async () => (await visitor.call("GET", "/sandbox/requests")).json()
  expect(await counts()).toEqual({ students: 0, professors: 0, groups: 0, users: 0 })
  await visitor.faults([{ kind: "503", path: "students" }])
  await visitor.call("POST", path("students"), { students: [student("1")] })
  await visitor.call("POST", path("students"), "nonsense")
  await visitor.call("POST", path("students"), {}, {})
  await visitor.call("GET", path("students"))
  await visitor.upsert("groups", [group("1")])
  expect(await counts()).toEqual({ students: 3, professors: 0, groups: 1, users: 0 })
})

it("reads as one record a line", async () => {
  await using visitor = await visit()
  await visitor.upsert(
    "groups",
    Array.from({ length: 1000 }, (_, index) => group(`g\n${index}`))
  )
  const answer = await visitor.call("GET", "/sandbox/groups")
  expect(answer.headers.get("content-type")).toBe("application/x-ndjson")
  const text = await answer.text()
  expect(text.endsWith("\n")).toBe(true)
  expect(text.trimEnd().split("\n")).toHaveLength(1000)
})

it("stops at once when nothing is in flight, and frees its port", async () => {
  const first = await visit()
  await first.upsert("students", [student("1")])
  const start = performance.now()
  await first.close()
  expect(performance.now() - start).toBeLessThan(400)
  await expect(first.call("GET", "/sandbox/students")).rejects.toThrow()
  const port = Number(new URL(first.url).port)
  const second = await Sandbox.startPromise({ apiKey, port })
  expect(second.url).toBe(first.url)
  await second.close()
})

it("drops what does not finish soon", async () => {
  const visitor = await visit()
  await visitor.faults([{ kind: "delay", ms: 60_000 }])
  const waiting = visitor.call("POST", path("students"), { students: [student("1")] }).then(
    answer => answer.status,
    () => "dropped"
  )
  while (((await (await visitor.call("GET", "/sandbox/faults")).json()) as Array<unknown>).length > 0);
  const start = performance.now()
  await visitor.close()
  expect(performance.now() - start).toBeLessThan(2000)
  expect(await waiting).not.toBe(200)
})

const head = `POST ${path("students")} HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${apiKey}\r\n`

it.each([
  ["a connection", ""],
  ["half a head", head],
  ["half a body", `${head}content-length: 9\r\n\r\n{`]
])("drops a client that sends no more than %s", async (_, sent) => {
  const visitor = await visit()
  const socket = connect(Number(new URL(visitor.url).port), "127.0.0.1")
  const dropped = new Promise(resolve => socket.on("error", resolve).on("close", resolve))
  await new Promise(resolve => socket.write(sent, resolve))
  await visitor.held("students")
  const start = performance.now()
  await visitor.close()
  await dropped
  expect(performance.now() - start).toBeLessThan(2000)
})

it("says so when its port is taken", async () => {
  await using visitor = await visit()
  const port = Number(new URL(visitor.url).port)
  await expect(Sandbox.startPromise({ apiKey, port })).rejects.toMatchObject({
    message: `cannot listen on 127.0.0.1:${port}: something else listens there`
  })
})

it("lets the process end once it is closed", async () => {
  const module = fileURLToPath(new URL("../src/sandbox/Sandbox.ts", import.meta.url))
  const program = `
    import * as Sandbox from ${JSON.stringify(module)}
    const sandbox = await Sandbox.startPromise({ apiKey: "k" })
    await (await fetch(sandbox.url + "/openapi.json")).text()
    await sandbox.close()
    process.stdout.write("closed")`
  const args = ["--input-type=module", "-e", program]
  const { stdout } = await promisify(execFile)(process.execPath, args, { timeout: 20_000 })
  expect(stdout).toBe("closed")
})

layer(Directory.Directory.layerMemory, { excludeTestServices: true })("in Effect", it => {
  it.effect("two sandboxes share nothing, not even with the program's own directory", () =>
    Effect.gen(function* () {
      const mine = yield* Directory.Directory
      const key = Redacted.make(apiKey)
      const [one, two] = [yield* Sandbox.start({ apiKey: key }), yield* Sandbox.start({ apiKey: key })]
      yield* post(one.url, path("students"), { students: [student("1")] })
      yield* post(two.url, path("students"), { students: [student("1"), student("2")] })
      const counts = yield* Effect.forEach([one.directory, two.directory, mine], directory =>
        Stream.runCount(directory.held(Student))
      )
      expect(counts).toEqual([1, 2, 0])
      expect(String(one.apiKey)).not.toContain(apiKey)
    })
  )

  it.effect("is a resource of its scope", () =>
    Effect.gen(function* () {
      const start = Effect.map(Sandbox.start({ apiKey: Redacted.make(apiKey) }), sandbox => sandbox.url)
      const url = yield* Effect.scoped(Effect.tap(start, url => post(url, "/", {})))
      yield* Effect.flip(post(url, "/", {}))
    })
  )
})

const post = (url: string, path: string, body: object) =>
  Effect.tryPromise(() =>
    fetch(url + path, { method: "POST", headers: bearer, body: JSON.stringify(body) }).then(answer =>
      answer.text()
    )
  )
