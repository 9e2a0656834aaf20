import { Directory } from "@rollcall/core"
import { Server } from "@rollcall/server"
import { describe, expect, it } from "vitest"
import { apiKey, bearer } from "../Visitor.ts"
import { client, user } from "./Client.ts"

describe("POST /v2/users/bulk/sourceId (docs/contract.md 2)", () => {
  it("creates, then updates, and echoes each sourceId as it was sent", async () => {
    await using visitor = await client()
    const users = [user(7), user("007"), user(7, { language: "fr" }), user(7, { source: "Other" })]
    const created = await visitor.send(users)
    expect(created).toMatchObject({ status: 200, messages: ["Completed"], total: 4 })
    expect(created.data).toEqual(
      [7, "007", 7, 7].map(key => ({
        action: "create",
        id: expect.any(String),
        key,
        lookupKey: "sourceId",
        success: true
      }))
    )
    const again = await visitor.send([user("7", { lastName: "Martin" }), ...users.slice(1)])
    expect(again.data.map(({ action, key }) => [action, key])).toEqual([
      ["update", "7"],
      ["update", "007"],
      ["update", 7],
      ["update", 7]
    ])
    expect(again.data.map(({ id }) => id)).toEqual(created.data.map(({ id }) => id))
    expect(await visitor.held()).toEqual([
      { source: "Ypareo", sourceId: "7", firstName: "Ada", lastName: "Martin" },
      { source: "Ypareo", sourceId: "007", firstName: "Ada" },
      { source: "Ypareo", sourceId: "7", firstName: "Ada", language: "fr" },
      { source: "Other", sourceId: "7", firstName: "Ada" }
    ])
  })

  it.each<readonly [string, unknown, ReadonlyArray<string>]>([
    ["no object", [], ["#: must be an object"]],
    ["no users", {}, ["#: required key [users] not found"]],
    ["no list", { users: {} }, ["#/users: must be a list of 1 to 1000 users"]],
    ["nobody", { users: [] }, ["#/users: must be a list of 1 to 1000 users"]],
    ["too many", { users: Array(1001).fill(user(1)) }, ["#/users: must be a list of 1 to 1000 users"]],
    ["another key", { users: [user(1)], options: {} }, ["#: extraneous key [options] is not permitted"]],
    [
      "rows of every kind of fault, each told",
      {
        users: [
          user(1, { firstName: undefined }),
          user(2),
          { firstName: "Ada" },
          user(3, { zorg: 1, company: "Acme" }),
          user(4, { gender: "x", email: null, attributes: [{ class: "user" }] }),
          7
        ]
      },
      [
        "#/users/0: required key [firstName] not found",
        "#/users/2: required key [source] not found",
        "#/users/2: required key [sourceId] not found",
        "#/users/3: extraneous key [zorg] is not permitted",
        "#/users/3: extraneous key [company] is not permitted",
        "#/users/4/gender: must be one of m, f, u",
        expect.stringMatching(/^#\/users\/4\/email: /u) as unknown as string,
        "#/users/4/attributes: item 1, name: is missing",
        "#/users/5: a user must be an object"
      ]
    ]
  ])("refuses %s whole, and stores nothing", async (_, body, messages) => {
    await using visitor = await client({ forbid: ["company"] })
    const answer = await visitor.post(body)
    expect([answer.status, await answer.json()]).toEqual([
      400,
      {
        error: {
          code: 10007,
          messages,
          moreInfo: "https://www.propel.us/docs/errors/10007",
          status: 400,
          type: "SchemaValidationException"
        }
      }
    ])
    expect(await visitor.held()).toEqual([])
  })

  it("lets a user without firstName through where the setting says so", async () => {
    await using visitor = await client({ requireFirstName: false })
    expect((await visitor.send([user(1, { firstName: undefined })])).data).toMatchObject([{ success: true }])
  })

  it("fails rows one by one inside a 200 for what the rules refuse, and stores the others", async () => {
    await using visitor = await client()
    const { status, data } = await visitor.send([
      user(1),
      user("1"),
      user(2, { parent: { source: "Ypareo", sourceId: 99 } }),
      user(3, { lastName: "x".repeat(256) }),
      user(4, { parent: { source: "Ypareo", sourceId: "4" } })
    ])
    expect(status).toBe(200)
    expect(data.map(({ success }) => success)).toEqual([true, false, false, false, false])
    const failed = { action: "update", lookupKey: "sourceId", success: false }
    expect(data.slice(1)).toEqual([
      { ...failed, key: "1", error: expect.stringMatching(/^DUPLICATE_IN_REQUEST: /u) },
      { ...failed, key: 2, error: expect.stringMatching(/^PARENT_USER_NOT_FOUND: /u) },
      { ...failed, key: 3, error: expect.stringMatching(/^VALIDATION_ERROR: lastName: .*255/u) },
      { ...failed, key: 4, error: expect.stringMatching(/^USER_CYCLE: /u) }
    ])
    expect(await visitor.held()).toHaveLength(1)
  })

  it("merges attributes by class and name, addresses by code, and finds a parent of an earlier request", async () => {
    await using visitor = await client()
    const attribute = (name: string, value: string) => ({ class: "user", name, type: "text", value })
    const address = { type: "invoice", code: "home", street: "Rue Haute", city: "Lyon", country: "FR" }
    await visitor.send([user(1, { attributes: [attribute("a", "1")], addresses: [address] })])
    await visitor.send([
      user(1, {
        attributes: [attribute("b", "2"), attribute("a", "3")],
        addresses: [{ ...address, number: "7" }]
      }),
      user(2, { parent: { source: "Ypareo", sourceId: 1 } })
    ])
    expect(await visitor.held()).toEqual([
      user("1", {
        attributes: [attribute("a", "3"), attribute("b", "2")],
        addresses: [{ ...address, number: "7" }]
      }),
      user("2", { parent: { source: "Ypareo", sourceId: "1" } })
    ])
  })

  it("takes tokens and no API key, POST and no other method, and no more than 16 MiB of JSON", async () => {
    await using visitor = await client()
    const told = async (answer: Response) => [
      answer.status,
      ((await answer.json()) as { error: { type: string } }).error.type
    ]
    const url = `${visitor.url}/v2/users/bulk/sourceId`
    expect(await told(await visitor.post({ users: [user(1)] }, apiKey))).toEqual([
      401,
      "AuthenticationException"
    ])
    expect(await told(await fetch(url, { headers: bearer }))).toEqual([405, "MethodNotAllowedException"])
    expect(await told(await visitor.post("nonsense"))).toEqual([400, "BadRequestException"])
    const large = " ".repeat(17 * 1024 * 1024)
    expect(await told(await visitor.post(large))).toEqual([413, "PayloadTooLargeException"])
  })
})

describe("mounted in a service", () => {
  const ask = (form: Record<string, string>) =>
    new Request("http://localhost/oauth2/token", { method: "POST", body: new URLSearchParams(form) })
  const own = { grant_type: "client_credentials", client_id: "a", client_secret: "b" }

  it("is there with clients, and not without", async () => {
    const directory = Directory.Directory.layerMemory
    const without = Server.toWebHandler({ apiKey, directory })
    expect((await without.handler(ask(own))).status).toBe(404)
    const server = Server.toWebHandler({ apiKey, directory, users: { clients: [{ id: "a", secret: "b" }] } })
    const { access_token } = (await (await server.handler(ask(own))).json()) as { access_token: string }
    const answer = await server.handler(
      new Request("http://localhost/v2/users/bulk/sourceId", {
        method: "POST",
        headers: { authorization: `Bearer ${access_token}` },
        body: JSON.stringify({ users: [user(1)] })
      })
    )
    expect(await answer.json()).toMatchObject({ data: [{ action: "create", key: 1 }] })
    expect((await server.handler(ask({ ...own, client_id: apiKey, client_secret: apiKey }))).status).toBe(401)
    await server.dispose()
    await without.dispose()
  })
})
