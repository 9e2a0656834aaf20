/** A client of the endpoint for users, with a sandbox of its own and a token. */
import * as Sandbox from "@rollcall/server/sandbox"
import { apiKey } from "../Visitor.ts"

export interface Row {
  readonly action: string
  readonly key: unknown
  readonly success: boolean
  readonly id?: string
  readonly error?: string
}

export interface Told {
  readonly status: number
  readonly data: ReadonlyArray<Row>
  readonly total: number
  readonly error?: {
    readonly messages: ReadonlyArray<string>
    readonly type: string
    readonly status: number
  }
}

type Json = Record<string, unknown>

/** A user with what every request needs. */
export const user = (sourceId: unknown, more: Json = {}): Json => ({
  source: "Ypareo",
  sourceId,
  firstName: "Ada",
  ...more
})

export const client = async (
  users: NonNullable<Sandbox.Options["users"]> = {},
  options: Pick<Sandbox.Options, "kill"> = {}
) => {
  const sandbox = await Sandbox.startPromise({ apiKey, users, ...options })
  const ask = (form: Record<string, string> | string, headers: Record<string, string> = {}) =>
    fetch(`${sandbox.url}/oauth2/token`, { method: "POST", body: new URLSearchParams(form), headers })
  const credentials = { grant_type: "client_credentials", client_id: apiKey, client_secret: apiKey }
  const fresh = async (): Promise<string> => {
    const { access_token } = (await (await ask(credentials)).json()) as { access_token: string }
    return access_token
  }
  let token = await fresh()
  const post = (body: unknown, bearer = token) =>
    fetch(`${sandbox.url}/v2/users/bulk/sourceId`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}` },
      redirect: "manual",
      body: typeof body === "string" ? body : JSON.stringify(body)
    })
  const own = (method: string, path: string, body?: unknown) =>
    fetch(`${sandbox.url}/sandbox/${path}`, {
      method,
      headers: { authorization: `Bearer ${apiKey}` },
      ...(body !== undefined && { body: JSON.stringify(body) })
    })
  return {
    url: sandbox.url,
    [Symbol.asyncDispose]: sandbox.close,
    ask,
    credentials,
    post,
    renew: async () => {
      token = await fresh()
    },
    /** The answer to a request with these users. */
    send: async (users: ReadonlyArray<unknown>): Promise<Told> => {
      const answer = await post({ users })
      return { status: answer.status, ...((await answer.json()) as Omit<Told, "status">) }
    },
    faults: (faults: ReadonlyArray<unknown>) => own("PUT", "faults", faults),
    requests: async () => (await own("GET", "requests")).json() as Promise<Record<string, number>>,
    /** The fields of the users that are held. */
    held: async (): Promise<ReadonlyArray<Json>> =>
      (await (await own("GET", "users")).text())
        .split("\n")
        .filter(Boolean)
        .map(line => (JSON.parse(line) as { fields: Json }).fields)
  }
}
