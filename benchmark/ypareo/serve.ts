/** Serves one file, whatever is asked for, until its parent goes: `node serve.ts FILE`; prints its address. */
import { createReadStream } from "node:fs"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"

const [path = ""] = process.argv.slice(2)
const server = createServer((_, response) => {
  response.setHeader("content-type", "application/json")
  createReadStream(path, { highWaterMark: 1024 * 1024 }).pipe(response)
}).listen(0, "127.0.0.1", () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`)
})
process.on("disconnect", () => process.exit())
