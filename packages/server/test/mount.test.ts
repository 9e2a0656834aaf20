import { createServer } from "node:http"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import { it as effectIt } from "@effect/vitest"
import { Directory, Student } from "@rollcall/core"
import { Server } from "@rollcall/server"
import { Effect, Layer, Redacted, Schema, Stream } from "effect"
import { HttpRouter, HttpServer, HttpServerResponse } from "effect/http"
import { expect, it } from "vitest"
import { apiKey, bearer, path, refusal, student } from "./Visitor.ts"

const post = (url: string, path: string, body: unknown, headers: Record<string, string> = bearer) =>
  Effect.promise(() => fetch(url + path, { method: "POST", headers, body: JSON.stringify(body) }))

const host = HttpRouter.add("GET", "/health", HttpServerResponse.text("well"))
const api = Server.layer({ apiKey: Redacted.make(apiKey), openapiPath: "/roster/openapi.json" })

const service = HttpRouter.serve(Layer.merge(host, api), {
  disableLogger: true,
  disableListenLog: true
}).pipe(
  Layer.provideMerge(Directory.Directory.layerMemory),
  Layer.provideMerge(NodeHttpServer.layer(createServer, { host: "127.0.0.1", port: 0 }))
)

effectIt.live("mounts in a service of one's own, beside its routes, over its directory", () =>
  Effect.gen(function* () {
    const { address } = yield* HttpServer.HttpServer
    const url = HttpServer.formatAddress(address)
    const upserted = yield* post(url, path("students"), { students: [student("1")] })
    expect(upserted.status).toBe(200)
    const { held } = yield* Directory.Directory
    expect(yield* Stream.runCount(held(Student))).toBe(1)
    expect((yield* post(url, path("students"), {}, {})).status).toBe(401)
    const get = (path: string) => Effect.promise(() => fetch(url + path))
    expect(yield* Effect.promise(async () => (await fetch(`${url}/health`)).text())).toBe("well")
    expect((yield* get("/roster/openapi.json")).status).toBe(200)
    expect((yield* get(path("students"))).status).toBe(405)
    const unknown = yield* get("/nothing")
    expect([unknown.status, yield* Effect.promise(() => unknown.text())]).toEqual([404, ""])
  }).pipe(Effect.provide(service))
)

const webServer = () => Server.toWebHandler({ apiKey, directory: Directory.Directory.layerMemory })

const request = (path: string, body: unknown, headers: Record<string, string> = bearer) =>
  new Request(`http://localhost${path}`, { method: "POST", headers, body: JSON.stringify(body) })

it("is one function for those who do not use Effect", async () => {
  const server = webServer()
  const upserted = await server.handler(request(path("students"), { students: [student("1")] }))
  expect(await upserted.json()).toMatchObject({ summary: { total: 1, succeeded: 1, failed: 0 } })
  const again = await server.handler(request(path("students"), { students: [student("1")] }))
  expect(await again.json()).toMatchObject({ results: [{ status: "unchanged" }] })
  expect((await server.handler(request(path("students"), {}, {}))).status).toBe(401)
  expect((await server.handler(new Request("http://localhost/openapi.json"))).status).toBe(200)
  const unknown = await server.handler(request("/sandbox/students", {}))
  expect([unknown.status, await refusal(unknown)]).toEqual([404, "NOT_FOUND"])
  const large = await server.handler(request(path("students"), "x".repeat(17 * 1024 * 1024)))
  expect([large.status, await refusal(large)]).toEqual([413, "BODY_TOO_LARGE"])
  await server.dispose()
})

it("an empty key opens nothing", async () => {
  const server = Server.toWebHandler({ apiKey: "", directory: Directory.Directory.layerMemory })
  for (const headers of [{}, { authorization: "Bearer " }, { authorization: "Bearer" }]) {
    expect(
      (await server.handler(request(path("students"), { students: [student("1")] }, headers))).status
    ).toBe(401)
  }
  await server.dispose()
})

interface Answer {
  readonly results: ReadonlyArray<{
    readonly inputIndex: number
    readonly status: string
    readonly error?: object
  }>
  readonly summary: { readonly total: number; readonly succeeded: number; readonly failed: number }
}

const anyRecord = Schema.Union([
  Schema.Json,
  Schema.Struct({
    externalReferenceId: Schema.Literals(["a", "b", "c"]),
    firstName: Schema.Literals(["Ada", ""]),
    lastName: Schema.Literals(["Martin", "Durand"])
  })
])

const server = webServer()

effectIt.effect.prop(
  "every record has its own item, in its place, whatever it is",
  [Schema.Array(anyRecord).check(Schema.isBetweenLength(1, 20))],
  ([records]) =>
    Effect.promise(async () => {
      const response = await server.handler(request(path("students"), { students: records }))
      const { results, summary } = (await response.json()) as Answer
      const failed = results.filter(({ status }) => status === "failed")
      expect(results.map(({ inputIndex }) => inputIndex)).toEqual(records.map((_, index) => index))
      expect(results.every(({ status, error }) => (status === "failed") === (error !== undefined))).toBe(true)
      expect(summary).toEqual({
        total: records.length,
        succeeded: results.length - failed.length,
        failed: failed.length
      })
      expect(response.status).toBe(failed.length === 0 ? 200 : 207)
    })
)
