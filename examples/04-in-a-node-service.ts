// The bulk endpoints over MySQL inside a service on Node's own HTTP server; its other routes stay its own.
// API_KEY=… DATABASE_URL=mysql://… PORT=3000 npx node examples/04-in-a-node-service.ts, after `npx rollcall migrate`.
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { Readable } from "node:stream"
import { Server } from "@rollcall/server"
import { MySql } from "@rollcall/sink-mysql"

const rosters = Server.toWebHandler({
  apiKey: process.env.API_KEY ?? "",
  openapiPath: "/v3/openapi.json",
  directory: MySql.directory({ url: process.env.DATABASE_URL ?? "" })
})

const service = createServer((request, response) => {
  if (request.url?.startsWith("/v3/")) passOn(request, response).catch(() => response.destroy())
  else if (request.url === "/health") response.end("well")
  else response.writeHead(404).end()
})

const passOn = async (request: IncomingMessage, response: ServerResponse) => {
  const { method = "GET", url, headersDistinct } = request
  const headers = new Headers()
  for (const [name, values] of Object.entries(headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value)
  }
  const body = method === "GET" || method === "HEAD" ? null : Readable.toWeb(request)
  const asked = new Request(`http://${headers.get("host")}${url}`, { method, headers, body, duplex: "half" })
  const answer = await rosters.handler(asked)
  response.writeHead(answer.status, Object.fromEntries(answer.headers))
  response.end(Buffer.from(await answer.arrayBuffer()))
}

service.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => console.log("ready", service.address()))
process.once("SIGTERM", () => service.close(rosters.dispose))
