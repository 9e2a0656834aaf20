import { expect, it } from "@effect/vitest"
import { Duration, Redacted, Result } from "effect"
import { readGrant } from "../../src/propeller/grant.ts"

const halfAnHour = 30 * 60

const granted = { access_token: "abc", token_type: "Bearer", expires_in: 600 }

it.each<readonly [answer: object, seconds: number]>([
  [granted, 600],
  [{ ...granted, expires_in: "600" }, 600],
  [{ ...granted, expires_in: " 600 " }, 600],
  [{ ...granted, expires_in: 599.5 }, 599.5],
  [{ ...granted, expires_in: "599.5" }, 599.5],
  [{ ...granted, expires_in: undefined }, halfAnHour],
  [{ ...granted, expires_in: null }, halfAnHour],
  [{ ...granted, expires_in: "" }, halfAnHour],
  [{ ...granted, expires_in: "soon" }, halfAnHour],
  [{ ...granted, expires_in: 0 }, halfAnHour],
  [{ ...granted, expires_in: -1 }, halfAnHour],
  [{ ...granted, expires_in: [600] }, halfAnHour],
  [{ ...granted, expires_in: "Infinity" }, halfAnHour],
  [{ ...granted, token_type: "BearerToken" }, 600],
  [{ ...granted, token_type: "bearer" }, 600],
  [{ ...granted, token_type: null }, 600],
  [{ ...granted, token_type: undefined, scope: "users" }, 600]
])("%j grants a token for %d seconds", (answer, seconds) => {
  const { token, lasts } = Result.getOrThrow(readGrant(JSON.stringify(answer)))
  expect([Redacted.value(token), Duration.toSeconds(lasts)]).toEqual(["abc", seconds])
})

it.each<readonly [body: string, what: string]>([
  ["", "is no JSON object"],
  ["<html>", "is no JSON object"],
  ["null", "is no JSON object"],
  ['["abc"]', "is no JSON object"],
  ["{}", "has no access_token that can be sent"],
  ['{"access_token":""}', "has no access_token that can be sent"],
  ['{"access_token":7}', "has no access_token that can be sent"],
  ['{"access_token":"a b"}', "has no access_token that can be sent"],
  ['{"access_token":"a\\r\\nx-admin: yes"}', "has no access_token that can be sent"],
  ['{"access_token":"é"}', "has no access_token that can be sent"],
  ['{"access_token":"abc","token_type":"mac"}', "has a token that is no bearer"],
  ['{"access_token":"abc","token_type":7}', "has a token that is no bearer"]
])("%s grants nothing", (body, what) => {
  expect(Result.flip(readGrant(body))).toEqual(Result.succeed(what))
})
