/** A server with a token endpoint and one for users, each answering by its own script. */
import { Effect } from "effect"
import { Propeller } from "../../src/index.ts"
import { type Reply, type Request, recordsOf, says, scripted } from "../Scripted.ts"
import { patience } from "../Target.ts"

export const clientId = "client-for-tests"
export const clientSecret = "secret-for-tests"

const tokenPath = "/oauth2/token"

/** Starts one that stops with the test; each request takes its endpoint's next reply, those after the last the last. */
export const endpoint = (users: ReadonlyArray<Reply>, tokens: ReadonlyArray<Reply> = [grants()]) =>
  Effect.gen(function* () {
    const asked: Array<Request> = []
    const sent: Array<Request> = []
    const { url, stop } = yield* scripted((response, request) => {
      const [script, requests] = request.path === tokenPath ? [tokens, asked] : [users, sent]
      requests.push(request)
      script[Math.min(requests.length, script.length) - 1]?.(response, request)
    })
    return {
      url: `${url}/v2`,
      /** The requests for a token. */
      asked,
      /** The requests with users. */
      sent,
      stop,
      users: (options: Partial<Propeller.Options> = {}) => usersAt(`${url}/v2`, options)
    }
  })

/** The sink at an address, which waits for nothing that a test would feel. */
export const usersAt = (baseUrl: string, options: Partial<Propeller.Options> = {}) =>
  Propeller.target({ clientId, clientSecret, baseUrl, patience, ...options }).users

/** Grants tokens that are numbered: `token-1`, `token-2`. */
export const grants = (more: object = {}): Reply => {
  let granted = 0
  return (response, request) => {
    granted += 1
    const answer = { access_token: `token-${granted}`, token_type: "Bearer", expires_in: 1800, ...more }
    says(200, answer)(response, request)
  }
}

/** What an answer says of one user. */
export interface Row {
  readonly action?: unknown
  readonly id?: unknown
  readonly key?: unknown
  readonly lookupKey?: unknown
  readonly success?: unknown
  readonly error?: unknown
}

/** Answers 200 with a row for each user, in which the parts of `row` stand in for what is right. */
export const answers =
  (row: (user: Record<string, unknown>, place: number) => Row | undefined = () => ({})): Reply =>
  (response, request) => {
    const data = recordsOf(request).flatMap((user, place) => {
      const said = row(user, place)
      const right = { action: "create", id: place, key: user.sourceId, lookupKey: "sourceId", success: true }
      return said === undefined ? [] : [{ ...right, ...said }]
    })
    says(200, { data, messages: ["Completed"], total: data.length })(response, request)
  }

/** Creates all. */
export const creates: Reply = answers()

/** A 400 of the schema, with these messages. */
export const refuses = (...messages: ReadonlyArray<string>): Reply =>
  says(400, {
    error: {
      code: 10007,
      messages,
      moreInfo: "https://www.propel.us/docs/errors/10007",
      status: 400,
      type: "SchemaValidationException"
    }
  })

/** Refuses each batch in which the rule finds something wrong, with a message for each wrong row; creates the others. */
export const checks =
  (wrong: (user: Record<string, unknown>) => string | undefined): Reply =>
  (response, request) => {
    const messages = recordsOf(request).flatMap((user, place) => {
      const what = wrong(user)
      return what === undefined ? [] : [`#/users/${place}: ${what}`]
    })
    const reply = messages.length === 0 ? creates : refuses(...messages)
    reply(response, request)
  }

export const user = (sourceId: string, more: object = {}) => ({
  source: "school",
  sourceId,
  firstName: "Ada",
  ...more
})
