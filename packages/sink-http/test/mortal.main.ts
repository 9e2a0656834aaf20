/** A process that is a sandbox and nothing else: `node mortal.main.ts PORT KEY` prints its base URL. */
import * as Sandbox from "@rollcall/server/sandbox"

const [, , port, apiKey = ""] = process.argv
const kill = () => void process.kill(process.pid, "SIGKILL")
const { url } = await Sandbox.startPromise({ port: Number(port), apiKey, kill })
process.stdout.write(`${url}\n`)
