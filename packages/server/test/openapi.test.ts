import { Directory, Group, Professor, Student, User } from "@rollcall/core"
import { Server } from "@rollcall/server"
import { expect, it } from "vitest"
import { apiKey, lists, path, visit } from "./Visitor.ts"

type Json = { readonly [name: string]: Json } & ReadonlyArray<Json>

const document = async () => {
  await using visitor = await visit()
  const answer = await visitor.call("GET", "/openapi.json", undefined, {})
  expect(answer.status).toBe(200)
  return (await answer.json()) as Json
}

/** Everything a schema says about the length of a text, wherever it says it. */
const limits = (schema: unknown): Record<string, unknown> => {
  const found: Record<string, unknown> = {}
  JSON.stringify(schema, (name, value: unknown) => {
    if (["maxLength", "maxItems", "format"].includes(name)) found[name] = value
    return value
  })
  return found
}

it("is served without a key, and lists every endpoint and nothing of the sandbox", async () => {
  const { openapi, paths } = await document()
  expect(openapi).toMatch(/^3\.1\./u)
  expect(Object.keys(paths ?? {})).toEqual([
    "/v3/students/batch-upsert",
    "/v3/professors/batch-upsert",
    "/v3/groups/batch-upsert",
    "/v2/users/bulk/sourceId",
    "/oauth2/token"
  ])
})

it("says nothing of users where there is no such endpoint", async () => {
  const server = Server.toWebHandler({ apiKey, directory: Directory.Directory.layerMemory })
  const answer = await server.handler(new Request("http://localhost/openapi.json"))
  const { paths, components } = (await answer.json()) as Json
  expect(Object.keys(paths ?? {})).toEqual(lists.map(path))
  expect(Object.keys(components?.securitySchemes ?? {})).toEqual(["apiKey"])
  await server.dispose()
})

const edusign = ["200", "207", "400", "401", "413", "500"]

it.each<readonly [path: string, statuses: ReadonlyArray<string>, security: ReadonlyArray<object>]>([
  ["/v3/students/batch-upsert", edusign, [{ apiKey: [] }]],
  ["/v3/professors/batch-upsert", edusign, [{ apiKey: [] }]],
  ["/v3/groups/batch-upsert", edusign, [{ apiKey: [] }]],
  ["/v2/users/bulk/sourceId", ["200", "400", "401", "413", "500"], [{ token: [] }]],
  ["/oauth2/token", ["200", "400", "401"], []]
])("says what %s answers, and what it needs", async (path, statuses, security) => {
  const { paths, components } = await document()
  const post = paths?.[path]?.post
  expect(Object.keys(post?.responses ?? {})).toEqual(statuses)
  expect(post?.security).toEqual(security)
  const bearer = { type: "http", scheme: "Bearer" }
  expect(components?.securitySchemes).toEqual({ apiKey: bearer, token: bearer })
})

it("refers to nothing that is not in it", async () => {
  const spec = await document()
  const references = [...JSON.stringify(spec).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/gu)]
  expect(references.length).toBeGreaterThan(0)
  for (const [, name] of references) expect(Object.keys(spec.components?.schemas ?? {})).toContain(name)
})

it.each([
  { list: "students", name: "Student", entity: Student, more: [] },
  { list: "professors", name: "Professor", entity: Professor, more: [] },
  { list: "groups", name: "Group", entity: Group, more: ["photoUrl"] }
])("$list: names every field, takes no other, and says how many records a request may hold", async row => {
  const { paths, components } = await document()
  const body = paths?.[`/v3/${row.list}/batch-upsert`]?.post?.requestBody?.content?.["application/json"]
  const list = body?.schema?.properties?.[row.list]
  expect(list).toMatchObject({ type: "array", minItems: 1, maxItems: 1000 })
  const record = components?.schemas?.[row.name]
  expect(Object.keys(record?.properties ?? {})).toEqual([...Object.keys(row.entity.fields), ...row.more])
  expect(record?.additionalProperties).toBe(false)
})

it("users: names every field, requires what every request needs, and takes ids as numbers or text", async () => {
  const { paths, components } = await document()
  const body = paths?.["/v2/users/bulk/sourceId"]?.post?.requestBody?.content?.["application/json"]
  expect(body?.schema?.properties?.users).toMatchObject({ type: "array", minItems: 1, maxItems: 1000 })
  const record = components?.schemas?.User
  const properties = record?.properties
  expect(Object.keys(properties ?? {})).toEqual(Object.keys(User.fields))
  expect(new Set(record?.required)).toEqual(new Set(["source", "sourceId", "firstName"]))
  expect(record?.additionalProperties).toBe(false)
  for (const id of [properties?.sourceId, properties?.parent?.properties?.sourceId])
    expect(id?.anyOf?.map((one: Json) => one.type)).toEqual(["string", "integer"])
  expect(properties?.parent?.required).toEqual(["sourceId", "source"])
})

it("the token is asked for with a form", async () => {
  const { paths } = await document()
  const content = paths?.["/oauth2/token"]?.post?.requestBody?.content
  expect(Object.keys(content ?? {})).toEqual(["application/x-www-form-urlencoded"])
})

it.each([
  ["Student", "externalReferenceId", { maxLength: 64 }],
  ["Student", "photoUrl", { maxLength: 255, format: "uri" }],
  ["Student", "badgeId", { maxLength: 20 }],
  ["Student", "tags", { maxItems: 15, maxLength: 35 }],
  ["Professor", "email", { maxLength: 255 }],
  ["Group", "parentExternalReferenceId", { maxLength: 255 }],
  ["Group", "photoUrl", { maxLength: 500, format: "uri" }],
  ["User", "source", { maxLength: 190 }],
  ["User", "dateOfBirth", { format: "date" }],
  ["User", "addresses", { maxItems: 20, maxLength: 255 }]
])("limits %s.%s", async (name, field, expected) => {
  const { components } = await document()
  expect(limits(components?.schemas?.[name]?.properties?.[field])).toEqual(expected)
})
