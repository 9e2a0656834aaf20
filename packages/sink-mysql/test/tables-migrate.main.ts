/** Migrates a database in a process of its own, and says which steps it ran. */
import { Effect } from "effect"
import { MySql } from "../src/index.ts"

const [url = "", direction] = process.argv.slice(2)
const names = await Effect.runPromise(MySql.migrate({ url }, direction === "down" ? "down" : "up"))
process.stdout.write(JSON.stringify(names))
