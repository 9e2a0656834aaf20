/** What a token endpoint answers, read: a token, and for how long it is good (docs/contract.md 2). */
import { Duration, Predicate, Redacted, Result } from "effect"
import type { Granted } from "./Tokens.ts"

/** What is granted, or what is wrong with the answer, as an end to "the answer …". */
export const readGrant = (body: string): Result.Result<Granted, string> => {
  const answer = parsed(body)
  if (!Predicate.isReadonlyObject(answer)) return Result.fail("is no JSON object")
  const { access_token, token_type, expires_in }: { readonly [name: string]: unknown } = answer
  // What cannot stand in a header is quoted by fetch when it refuses the header.
  if (typeof access_token !== "string" || !/^[\x21-\x7e]+$/.test(access_token)) {
    return Result.fail("has no access_token that can be sent")
  }
  if (!isBearer(token_type)) return Result.fail("has a token that is no bearer")
  return Result.succeed({ token: Redacted.make(access_token), lasts: lifeOf(expires_in) })
}

const parsed = (body: string): unknown => {
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}

/** `Bearer` and `BearerToken` have been seen; RFC 6749, 5.1, takes them in any case. */
const isBearer = (type: unknown): boolean =>
  type === undefined || type === null || (typeof type === "string" && /^bearer(token)?$/i.test(type))

/** Seconds as a number or as text: both have been seen, and 1800 in either form. */
const lifeOf = (expiresIn: unknown): Duration.Duration => {
  const seconds = typeof expiresIn === "string" ? Number(expiresIn.trim()) : expiresIn
  const sensible = typeof seconds === "number" && seconds > 0 && Number.isFinite(seconds)
  return sensible ? Duration.seconds(seconds) : usual
}

/** What is believed of a token that does not say; one that ends before is renewed after its 401. */
const usual = Duration.minutes(30)
