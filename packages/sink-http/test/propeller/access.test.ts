import { expect, it } from "@effect/vitest"
import { Config, ConfigProvider, Effect, Redacted } from "effect"
import { Propeller } from "../../src/index.ts"
import { counts, send } from "../School.ts"
import { creates, endpoint, user } from "./Endpoint.ts"

const environment = (env: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnv({ env }))

type Secret = Propeller.Options["clientSecret"]

it.live.each<readonly [form: string, clientId: Secret, clientSecret: Secret]>([
  ["text", "id", "secret"],
  ["text with its line end", "id\n", "secret\r\n"],
  ["redacted", Redacted.make("id"), Redacted.make("secret")],
  ["the configuration", Config.Redacted("PROPELLER_ID"), Config.Redacted("PROPELLER_SECRET")]
])("id and secret may be given as %s", ([, clientId, clientSecret]) =>
  Effect.gen(function* () {
    const { users, asked } = yield* endpoint([creates])
    yield* send(users({ clientId, clientSecret }), [user("1")])
    expect(asked[0]?.body).toBe("grant_type=client_credentials&client_id=id&client_secret=secret")
  }).pipe(Effect.provide(environment({ PROPELLER_ID: "id", PROPELLER_SECRET: "secret" })))
)

it.live("so may the addresses", () =>
  Effect.gen(function* () {
    const { users, url, asked, sent } = yield* endpoint([creates])
    const env = environment({ BASE: `${url}//`, TOKEN: url.replace("/v2", "/oauth2/token") })
    const addresses = { baseUrl: Config.String("BASE"), tokenUrl: Config.String("TOKEN") }
    const { report } = yield* Effect.provide(send(users(addresses), [user("1")]), env)
    expect(counts(report)).toEqual({ created: 1 })
    expect([asked[0]?.path, sent[0]?.path]).toEqual(["/oauth2/token", "/v2/users/bulk/sourceId"])
  })
)

const canary = "CANARY"
const notSet = (variable: string) =>
  `propeller: ${variable} is not set or not valid; set it in the environment`
const bad = (what: string) =>
  `propeller: the ${what} is empty or has a character that cannot be sent; copy it again`
const badUrl = (what: string) =>
  `propeller: the ${what} must be an absolute http or https address, without a user in it`

interface Wrong {
  readonly name: string
  readonly options: Partial<Propeller.Options>
  readonly message: string
}

/** As a service in JavaScript gives it whose environment lacks it. */
const absent = {} as { readonly secret: string }

it.live.each<Wrong>([
  { name: "an id that is not set", options: { clientId: Config.Redacted("ID") }, message: notSet("ID") },
  {
    name: "a secret that is not set",
    options: { clientSecret: Config.nested(Config.Redacted("SECRET"), "PROPELLER") },
    message: notSet("PROPELLER_SECRET")
  },
  { name: "an id of nothing", options: { clientId: " " }, message: bad("client id") },
  { name: "a secret of nothing", options: { clientSecret: "" }, message: bad("client secret") },
  { name: "undefined", options: { clientSecret: absent.secret }, message: bad("client secret") },
  { name: "a secret on two lines", options: { clientSecret: `${canary}\n1` }, message: bad("client secret") },
  { name: "a path", options: { baseUrl: `/${canary}` }, message: badUrl("base URL") },
  { name: "a user", options: { baseUrl: `https://${canary}@x.example` }, message: badUrl("base URL") },
  { name: "a path for tokens", options: { tokenUrl: `/${canary}` }, message: badUrl("token URL") }
])("$name ends in one message, before anything is sent (Law 12)", ({ options, message }) =>
  Effect.gen(function* () {
    const { users, asked, sent } = yield* endpoint([creates])
    const sink = users(options)
    const error = yield* Effect.flip(sink.ready ?? Effect.void).pipe(Effect.provide(environment({})))
    expect([error._tag, error.message]).toEqual(["Misconfigured", message])
    expect(JSON.stringify(error)).not.toContain(canary)
    expect([asked.length, sent.length]).toEqual([0, 0])
  })
)

it("a target reads nothing of the configuration until it is asked", () => {
  const target = Propeller.target({
    clientId: Config.Redacted("ID"),
    clientSecret: Config.Redacted("SECRET")
  })
  expect([target.name, target.users.name]).toEqual(["propeller", "propeller/users"])
})

it.each<readonly [options: object, message: string]>([
  [{ batchRecords: 0 }, "batchRecords must be a whole number from 1 to 1000"],
  [{ batchRecords: 1001 }, "batchRecords must be a whole number from 1 to 1000"],
  [{ fields: ["source", "sourceId", "nickname"] }, "fields: users have no field nickname"],
  [{ fields: ["source", "firstName"] }, "fields: without sourceId nobody is named"],
  [{ fields: [] }, "fields: without source nobody is named"],
  [{ rate: { requests: 0, per: 1 } }, "a rate must allow at least one request"]
])("no target can have %j", (options, message) => {
  expect(() => Propeller.target({ clientId: "id", clientSecret: "secret", ...options })).toThrow(
    new RangeError(message)
  )
})
