/** `pnpm prove`: every proof with its full count, then one table of their figures; 1 unless all of them hold. */
import { resolve } from "node:path"
import { startVitest } from "vitest/node"
import { effort } from "./counts.ts"
import { lacking, table } from "./table.ts"

process.env[effort] = "full"
// One after the other: some of the figures are times.
const vitest = await startVitest([".proof.test.ts"], {
  root: resolve(import.meta.dirname, ".."),
  watch: false,
  testTimeout: 60 * 60 * 1000,
  fileParallelism: false
})
const modules = vitest.state.getTestModules()
const found = modules
  .flatMap(module => [...module.children.allTests()])
  .flatMap(test => test.meta().proof ?? [])
const failed =
  vitest.state.getUnhandledErrors().length > 0 || modules.length === 0 || modules.some(module => !module.ok())
const wrong = lacking(found)
await vitest.close()

process.stdout.write(`\n${table(found)}\n`)
for (const line of wrong) process.stderr.write(`${line}\n`)
process.exitCode = failed || wrong.length > 0 ? 1 : 0
