import { Group, Professor, Student } from "@rollcall/core"
import { expect, it } from "vitest"
import { visit } from "./Visitor.ts"

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

it("is served without a key, and lists the three endpoints and nothing of the sandbox", async () => {
  const { openapi, paths } = await document()
  expect(openapi).toMatch(/^3\.1\./u)
  expect(Object.keys(paths ?? {})).toEqual([
    "/v3/students/batch-upsert",
    "/v3/professors/batch-upsert",
    "/v3/groups/batch-upsert"
  ])
})

it("says what each endpoint answers, and that it needs the key", async () => {
  const { paths, components } = await document()
  for (const operations of Object.values(paths ?? {})) {
    const { post } = operations
    expect(Object.keys(post?.responses ?? {})).toEqual(["200", "207", "400", "401", "413", "500"])
    expect(post?.security).toEqual([{ apiKey: [] }])
  }
  expect(components?.securitySchemes).toEqual({ apiKey: { type: "http", scheme: "Bearer" } })
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

it.each([
  ["Student", "externalReferenceId", { maxLength: 64 }],
  ["Student", "photoUrl", { maxLength: 255, format: "uri" }],
  ["Student", "badgeId", { maxLength: 20 }],
  ["Student", "tags", { maxItems: 15, maxLength: 35 }],
  ["Professor", "email", { maxLength: 255 }],
  ["Group", "parentExternalReferenceId", { maxLength: 255 }],
  ["Group", "photoUrl", { maxLength: 500, format: "uri" }]
])("limits %s.%s", async (name, field, expected) => {
  const { components } = await document()
  expect(limits(components?.schemas?.[name]?.properties?.[field])).toEqual(expected)
})
