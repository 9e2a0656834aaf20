/** `npm run demo`: a school reaches the sandbox from CSV files; `npm run demo -- ypareo`: from YPAREO. */
import { say } from "./claims.ts"

const demos: { readonly [name: string]: () => Promise<void> } = {
  csv: async () => (await import("./csv.ts")).csv(),
  ypareo: async () => (await import("./ypareo.ts")).ypareo()
}

const [name = "csv"] = process.argv.slice(2)
const demo = Object.hasOwn(demos, name) ? demos[name] : undefined
if (demo === undefined) {
  say(`There is no demo ${JSON.stringify(name)}; there are: ${Object.keys(demos).join(", ")}`)
  process.exitCode = 2
} else await demo()
