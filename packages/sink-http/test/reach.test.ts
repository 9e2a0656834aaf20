/** Whether a target lets us in is found out without a record: nothing is stored, whatever it says. */
import { expect, it } from "@effect/vitest"
import { type Directory, Student, User } from "@rollcall/core"
import * as Sandbox from "@rollcall/server/sandbox"
import { Effect, Redacted, Result, Stream } from "effect"
import { Propeller } from "../src/index.ts"
import { creates, says, scripted } from "./Scripted.ts"
import { apiKey, patience, targetAt } from "./Target.ts"

const held = ({ held }: Directory.Storage) =>
  Effect.all([Student, User].map(entity => Stream.runCount(held(entity))))

const sandbox = Sandbox.start({ apiKey: Redacted.make(apiKey) })

const usersAt = (url: string, clientSecret = apiKey) =>
  Propeller.target({
    clientId: apiKey,
    clientSecret,
    baseUrl: `${url}/v2`,
    tokenUrl: `${url}/oauth2/token`,
    patience
  }).users

/** What is said of a way in: nothing where it is open. */
const said = (reach: Effect.Effect<void, { readonly _tag: string; readonly message: string }> | undefined) =>
  Effect.map(Effect.result(reach ?? Effect.die("there is no way to ask")), answer =>
    Result.isFailure(answer) ? `${answer.failure._tag} ${answer.failure.message}` : "let in"
  )

it.live("a good key is let in, and one that is not is told by what it is denied", () =>
  Effect.gen(function* () {
    const { url, directory } = yield* sandbox
    const { students, groups } = targetAt(url, {})
    expect([yield* said(students.reach), yield* said(groups.reach)]).toEqual(["let in", "let in"])
    expect(yield* said(targetAt(url, { apiKey: "another" }).professors.reach)).toBe(
      "Denied edusign/professors: answered 401; check the credentials"
    )
    expect(yield* said(usersAt(url).reach)).toBe("let in")
    expect(yield* said(usersAt(url, "another").reach)).toMatch(/^Denied propeller/u)
    expect(yield* held(directory)).toEqual([0, 0])
  })
)

it.live("one request is made, and it carries no record", () =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(says(422, { message: "one student at least" }))
    expect(yield* said(targetAt(url, {}).students.reach)).toBe("let in")
    expect(requests.map(({ body }) => body)).toEqual(['{"students":[]}'])
  })
)

it.live.each<readonly [name: string, status: number, says: RegExp]>([
  ["a wrong address", 404, /^Denied .*check the base URL/u],
  ["a server that is down", 503, /^Unavailable/u],
  ["one that takes an empty list for a success", 200, /^let in$/u]
])("%s", ([, status, expected]) =>
  Effect.gen(function* () {
    const { url } = yield* scripted(status === 200 ? creates : says(status, {}))
    expect(yield* said(targetAt(url, {}).groups.reach)).toMatch(expected)
  })
)

it.live("nobody who listens is Unavailable, after one attempt", () =>
  Effect.map(said(targetAt("http://127.0.0.1:9", {}).students.reach), text =>
    expect(text).toMatch(/^Unavailable/u)
  )
)
