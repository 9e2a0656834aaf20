import { expect, it } from "@effect/vitest"
import { Mapper, Pipeline, Source, Student } from "@rollcall/core"
import { Config, ConfigProvider, Effect, Redacted, Schema } from "effect"
import { Edusign } from "../../src/index.ts"
import { send, student } from "../School.ts"
import { creates, scripted } from "../Scripted.ts"
import { type Options, targetAt } from "../Target.ts"

const environment = (env: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnv({ env }))

it.live.each<readonly [form: string, apiKey: Edusign.Options["apiKey"]]>([
  ["text", "school-key"],
  ["text with its line end", "school-key\n"],
  ["redacted", Redacted.make("school-key")],
  ["the configuration", Config.Redacted("EDUSIGN_API_KEY")],
  [
    "a configuration with a fallback",
    Config.Redacted("OTHER").pipe(Config.orElse(() => Config.Redacted("EDUSIGN_API_KEY")))
  ]
])("the key may be given as %s", ([, apiKey]) =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates)
    yield* send(targetAt(url, { apiKey }).students, [student("1")])
    expect(requests[0]?.headers.authorization).toBe("Bearer school-key")
  }).pipe(Effect.provide(environment({ EDUSIGN_API_KEY: "school-key" })))
)

it.live("so may the base URL", () =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates)
    const { students } = targetAt("", { baseUrl: Config.String("EDUSIGN_URL") })
    yield* Effect.provide(send(students, [student("1")]), environment({ EDUSIGN_URL: url }))
    expect(requests).toHaveLength(1)
  })
)

const canary = "CANARY"
const fromEnvironment = Config.Redacted("EDUSIGN_API_KEY")
const notSet = (variable: string) => `edusign: ${variable} is not set or not valid; set it in the environment`
const badKey = "edusign: the API key is empty or has a character that cannot be sent; copy it again"
const badUrl = "edusign: the base URL must be an absolute http or https address, without a user in it"

interface Wrong {
  readonly name: string
  readonly options: Options
  readonly env?: Record<string, string>
  readonly message: string
}

it.live.each<Wrong>([
  { name: "a key that is not set", options: { apiKey: fromEnvironment }, message: notSet("EDUSIGN_API_KEY") },
  {
    name: "a key that is set to nothing",
    options: { apiKey: fromEnvironment },
    env: { EDUSIGN_API_KEY: "" },
    message: notSet("EDUSIGN_API_KEY")
  },
  {
    name: "a key of a nested setting",
    options: { apiKey: Config.nested(Config.Redacted("KEY"), "EDUSIGN") },
    message: notSet("EDUSIGN_KEY")
  },
  {
    name: "an address that is not set",
    options: { baseUrl: Config.String("EDUSIGN_URL") },
    message: notSet("EDUSIGN_URL")
  },
  {
    name: "an address that is refused by its own configuration",
    options: { baseUrl: Config.schema(Schema.Literals(["https://example.org"]), "EDUSIGN_URL") },
    env: { EDUSIGN_URL: `["${canary}"]` },
    message: notSet("EDUSIGN_URL")
  },
  { name: "an empty key", options: { apiKey: "" }, message: badKey },
  { name: "a key of spaces", options: { apiKey: " \n" }, message: badKey },
  { name: "a key on two lines", options: { apiKey: `${canary}\n${canary}` }, message: badKey },
  { name: "a key with a typographic quote", options: { apiKey: `${canary}’` }, message: badKey },
  { name: "an empty address", options: { baseUrl: "" }, message: badUrl },
  { name: "an address without http", options: { baseUrl: "localhost:4100" }, message: badUrl },
  { name: "a path", options: { baseUrl: `/${canary}` }, message: badUrl },
  { name: "a user in the address", options: { baseUrl: `https://${canary}@example.org` }, message: badUrl }
])("$name ends in one message, before anything is read or sent (Law 12)", ({ options, env = {}, message }) =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates)
    let opened = 0
    const source = Source.fromArray({ name: "school", records: [student("1")] })
    const error = yield* Pipeline.run({
      source: {
        ...source,
        open: Effect.suspend(() => Effect.sync(() => (opened += 1)).pipe(Effect.andThen(source.open)))
      },
      mapper: Mapper.make(Student, (record: ReturnType<typeof student>) => record),
      sink: targetAt(url, options).students
    }).pipe(Effect.provide(environment(env)), Effect.flip)
    expect([error._tag, error.message]).toEqual(["Misconfigured", message])
    expect(JSON.stringify(error)).not.toContain(canary)
    expect([opened, requests.length]).toEqual([0, 0])
  })
)

it("a target reads nothing of the configuration until it is asked", () => {
  expect(Edusign.target({ apiKey: fromEnvironment }).students.name).toBe("edusign/students")
  expect(Edusign.target({ apiKey: fromEnvironment, name: "lyon" }).groups.name).toBe("lyon/groups")
})
