/** A server that answers as YPAREO is known to (docs/ypareo.md), list by list, as a test says. */
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Duration, Effect, type Scope } from "effect"
import { Ypareo } from "../src/index.ts"

export type Answer = (response: ServerResponse) => unknown

/** Answers by their paths under `/r/v1`; a path that is not there is not ticked for the token. */
export type Lists = { readonly [path: string]: Answer | ReadonlyArray<unknown> | object }

export interface Vendor {
  readonly url: string
  /** Every request: its path under the base with its parameters, and its token. */
  readonly asked: Array<{ readonly what: string; readonly token: unknown; readonly accept: unknown }>
}

/** Starts one; paths may have parameters, and are taken without them otherwise. */
export const vendor = (lists: Lists): Effect.Effect<Vendor, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.callback<Vendor & { readonly server: ReturnType<typeof createServer> }>(resume => {
      const asked: Vendor["asked"] = []
      const server = createServer(({ url = "", headers }, response) => {
        const what = decodeURIComponent(url.replace("/index.php/r/v1", ""))
        asked.push({ what, token: headers["x-auth-token"], accept: headers.accept })
        const list = lists[what] ?? lists[what.split("?")[0] ?? ""]
        if (list === undefined) response.writeHead(403).end()
        else if (typeof list === "function") list(response)
        else response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(list))
      }).listen(0, "127.0.0.1", () => {
        const { port } = server.address() as AddressInfo
        resume(Effect.succeed({ url: `http://127.0.0.1:${port}/index.php`, asked, server }))
      })
    }),
    ({ server }) =>
      Effect.sync(() => {
        server.closeAllConnections()
        server.close()
      })
  )

/** The paths that were asked for, in order. */
export const paths = ({ asked }: Vendor): ReadonlyArray<string> => asked.map(({ what }) => what)

/** Two school years, of which the first holds every day from the one on which a test clock starts. */
export const periods = [
  { codePeriode: 12, nomPeriode: "Maintenant", dateDeb: "01/08/1969", dateFin: "31/07/2970" },
  { codePeriode: 11, nomPeriode: "Avant", dateDeb: "01/08/1960", dateFin: "31/07/1969" }
]

/** The school at a vendor; never waits, unless told to. */
export const schoolAt = ({ url }: Vendor, options: Partial<Ypareo.Options> = {}): Ypareo.School =>
  Ypareo.school({
    url,
    token: "the-token",
    patience: { retries: 1, firstWait: Duration.zero, longestWait: Duration.zero },
    ...options
  })

/** The list as an object keyed by one of its codes. */
export const keyed = (records: ReadonlyArray<{ readonly [name: string]: unknown }>, by: string): object =>
  Object.fromEntries(records.map(record => [record[by], record]))
