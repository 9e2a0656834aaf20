/** A client with a sandbox of its own: what the tests see is what a user would see. */
import * as Sandbox from "@rollcall/server/sandbox"

export const apiKey = "key-for-tests"

export const lists = ["students", "professors", "groups"] as const
export type List = (typeof lists)[number]

type Json = Record<string, unknown>

interface Item {
  readonly inputIndex: number
  readonly status: string
  readonly id?: string
  readonly externalReferenceId?: string
  readonly error?: { readonly code: string; readonly message: string; readonly field?: string }
}

export interface Answer {
  readonly status: number
  readonly results: ReadonlyArray<Item>
  readonly summary: { readonly total: number; readonly succeeded: number; readonly failed: number }
}

export const path = (list: List) => `/v3/${list}/batch-upsert`

/** Starts a sandbox for one test; leaving the scope of an `await using` stops it. */
export const visit = async (options: Pick<Sandbox.Options, "kill"> = {}) => {
  const sandbox = await Sandbox.startPromise({ apiKey, ...options })
  const call = (method: string, path: string, body?: unknown, headers: Record<string, string> = bearer) =>
    fetch(sandbox.url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
    })
  const upsert = async (list: List, records: ReadonlyArray<unknown>, options?: unknown): Promise<Answer> => {
    const answer = await call("POST", path(list), {
      [list]: records,
      ...(options === undefined ? {} : { options })
    })
    return { status: answer.status, ...((await answer.json()) as Omit<Answer, "status">) }
  }
  const lines = async (path: string): Promise<ReadonlyArray<Json>> => {
    const text = await (await call("GET", path)).text()
    return text
      .split("\n")
      .filter(Boolean)
      .map(line => JSON.parse(line) as Json)
  }
  return {
    url: sandbox.url,
    close: sandbox.close,
    [Symbol.asyncDispose]: sandbox.close,
    call,
    upsert,
    /** What a request came to: a status, or the code of a failure. */
    outcomes: async (list: List, records: ReadonlyArray<unknown>, options?: unknown) =>
      (await upsert(list, records, options)).results.map(({ status, error }) => error?.code ?? status),
    seed: (list: List, records: ReadonlyArray<unknown>) => call("POST", `/sandbox/${list}`, records),
    held: (list: List) => lines(`/sandbox/${list}`),
    announced: () => lines("/sandbox/announced"),
    faults: (faults: ReadonlyArray<unknown>) => call("PUT", "/sandbox/faults", faults)
  }
}

export const bearer = { authorization: `Bearer ${apiKey}` }

/** The code of a refusal of a whole request, when its body is nothing but that refusal. */
export const refusal = async (answer: Response): Promise<string> => {
  const body = (await answer.json()) as { error: { code: string; message: string } }
  const shape = JSON.stringify([Object.keys(body), Object.keys(body.error)])
  return shape === '[["error"],["code","message"]]' ? body.error.code : `not a refusal: ${shape}`
}

export const student = (key: string, more: Json = {}): Json => ({
  externalReferenceId: key,
  firstName: "Ada",
  lastName: "Martin",
  ...more
})

export const professor = (key: string, more: Json = {}): Json => ({
  externalReferenceId: key,
  firstName: "Paul",
  lastName: "Petit",
  email: `${key}@example.org`,
  ...more
})

export const group = (key: string, more: Json = {}): Json => ({
  externalReferenceId: key,
  name: key,
  ...more
})
