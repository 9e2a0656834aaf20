/** A test run in small: has a database, says where it is, and lives until it is killed. */
import { databaseFor } from "@rollcall/test-databases"

setInterval(() => {}, 60_000)
const { url } = await databaseFor()
process.stdout.write(`${url}\n`)
