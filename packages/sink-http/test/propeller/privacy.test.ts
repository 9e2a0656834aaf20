import { expect, it } from "@effect/vitest"
import { Duration, Effect } from "effect"
import { Propeller } from "../../src/index.ts"
import { send } from "../School.ts"
import { breaks, breaksOff, type Reply, says } from "../Scripted.ts"
import { witnessed } from "../Witness.ts"
import { answers, creates, endpoint, grants, refuses, user } from "./Endpoint.ts"

const secrets = { clientId: "CANARY-id", clientSecret: "CANARY-secret" }
const token = "CANARY-token"
const words = "CANARY-words"
const value = "CANARY-value"

/** Every field but those of the key holds a canary; keys are identifiers and may be named. */
const records = ["1", "2"].map(sourceId =>
  user(sourceId, {
    firstName: value,
    title: value,
    debtorId: value,
    email: `${value}@example.org`,
    attributes: [{ class: "user", name: value, type: value, value }]
  })
)

const granted = grants({ access_token: token })

/** Says all it was sent again, after some words of its own. */
const echoing =
  (status: number): Reply =>
  (response, request) =>
    says(status, `${words} ${request.headers.authorization} ${request.body}`, {
      "x-words": words,
      "set-cookie": words
    })(response, request)

interface Scene {
  readonly name: string
  readonly users?: ReadonlyArray<Reply>
  readonly tokens?: ReadonlyArray<Reply>
  /** Whether the target's words stand in the report's notes. */
  readonly noted?: boolean
}

const scenes: ReadonlyArray<Scene> = [
  { name: "a success" },
  {
    name: "a row fails with words",
    users: [answers(() => ({ success: false, error: `${words} ${value}` }))],
    noted: true
  },
  {
    name: "the schema refuses a row",
    users: [refuses(`#/users/0: ${words} [${value}]`), creates],
    noted: true
  },
  {
    name: "the schema refuses a key",
    users: [refuses(`#/users/0/${words}: ${value}`), creates],
    noted: true
  },
  { name: "the request is refused", users: [echoing(400)], noted: true },
  { name: "the token is refused", users: [echoing(401)] },
  { name: "the client is refused", users: [echoing(403)] },
  { name: "the server fails", users: [echoing(500)] },
  { name: "a page", users: [echoing(200)] },
  { name: "an answer with an error", users: [says(200, { error: words })] },
  { name: "an answer about somebody else", users: [says(200, { data: [{ key: value, success: true }] })] },
  { name: "an answer that breaks off", users: [breaksOff(words)] },
  { name: "a broken connection", users: [breaks] },
  { name: "the token endpoint refuses", tokens: [echoing(400)] },
  { name: "the token endpoint denies", tokens: [echoing(401)] },
  { name: "the token endpoint fails", tokens: [echoing(500)] },
  {
    name: "the token endpoint sends elsewhere",
    tokens: [says(302, words, { location: `https://x.example/${words}` })]
  },
  { name: "the token endpoint answers with a page", tokens: [echoing(200)] },
  { name: "a token that no header can carry", tokens: [says(200, { access_token: `${token}\n${token}` })] },
  { name: "another type of token", tokens: [says(200, { access_token: token, token_type: words })] },
  { name: "silence instead of a token", tokens: [() => {}] }
]

it.live.each(scenes)(
  "$name: no secret, no token, no value and no words of the target leave for a log or a trace (Law 9)",
  ({ users = [creates], tokens = [granted], noted = false }) =>
    Effect.gen(function* () {
      const there = yield* endpoint(users, tokens)
      const sink = there.users({ ...secrets, timeout: Duration.millis(200) })
      const { result, told, spans } = yield* witnessed(send(sink, records))
      expect(there.asked[0]?.body).toContain(secrets.clientSecret)
      expect(spans).toContain("POST")
      expect(told).not.toContain("CANARY")
      const { report, verdicts } = result
      const shown = JSON.stringify([report, verdicts], (name, said: unknown) => (name === "note" ? "" : said))
      expect(shown).not.toContain("CANARY")
      expect(JSON.stringify(verdicts).includes(words)).toBe(noted)
      for (const { path } of [...there.asked, ...there.sent]) expect(path).not.toContain("CANARY")
    })
)

it("a target does not show its secrets", () => {
  const target = Propeller.target(secrets)
  expect(JSON.stringify(target) + String(target)).not.toContain("CANARY")
})
