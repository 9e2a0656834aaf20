/** A server whose every request is answered by a script, and which remembers what it was sent. */
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { Effect } from "effect"

/** A request as it came over the wire. */
export interface Request {
  readonly method: string
  readonly path: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** Of the body. */
  readonly bytes: number
}

/** What the server does with a request. */
export type Reply = (response: ServerResponse, request: Request) => void

/** Starts a server that stops with the test; each request takes the next reply, those after the last get the last. */
export const scripted = (...replies: ReadonlyArray<Reply>) =>
  Effect.acquireRelease(
    Effect.promise(async () => {
      const requests: Array<Request> = []
      const server = createServer(async (incoming, response) => {
        const chunks: Array<Buffer> = []
        for await (const chunk of incoming) chunks.push(chunk)
        const body = Buffer.concat(chunks)
        const { method = "", url = "", headers } = incoming
        const request = { method, path: url, headers, body: body.toString(), bytes: body.length }
        requests.push(request)
        const reply = replies[Math.min(requests.length, replies.length) - 1]
        reply?.(response, request)
      })
      await new Promise<void>(listening => server.listen(0, "127.0.0.1", listening))
      const { port } = server.address() as AddressInfo
      const stop = () => {
        server.close()
        server.closeAllConnections()
      }
      return { url: `http://127.0.0.1:${port}`, requests, stop }
    }),
    ({ stop }) => Effect.sync(stop)
  )

/** The records of a request, whatever its list is called. */
export const recordsOf = ({ body }: Request): ReadonlyArray<Record<string, unknown>> =>
  Object.values(JSON.parse(body) as Record<string, unknown>).find(Array.isArray) ?? []

/** Answers with a status, a body and headers; what is no text goes out as JSON. */
export const says =
  (status: number, body: unknown, headers: Record<string, string> = {}): Reply =>
  response => {
    response.writeHead(status, { "content-type": "application/json", ...headers })
    response.end(typeof body === "string" ? body : JSON.stringify(body))
  }

/** Creates all. */
export const creates: Reply = (response, request) => {
  const results = recordsOf(request).map((_, inputIndex) => ({ inputIndex, status: "created" }))
  says(200, { results })(response, request)
}

/** Breaks the connection without an answer. */
export const breaks: Reply = response => void response.socket?.resetAndDestroy()

/** Begins an answer with this text and breaks off. */
export const breaksOff =
  (text: string): Reply =>
  response => {
    response.writeHead(200, { "content-type": "application/json" })
    response.write(text, () => void response.destroy())
  }
