// Accounts from a CSV export to Propeller, each with an attribute, found by where its code comes from and the code.
// PROPELLER_CLIENT_ID=… PROPELLER_CLIENT_SECRET=… npx node examples/05-users-to-propeller.ts utilisateurs.csv
import { Csv } from "@rollcall/connector-csv"
import { Mapper, Pipeline, Place, User, Verdict } from "@rollcall/core"
import { Propeller } from "@rollcall/sink-http"

const propeller = Propeller.target({
  clientId: process.env.PROPELLER_CLIENT_ID ?? "",
  clientSecret: process.env.PROPELLER_CLIENT_SECRET ?? "",
  baseUrl: process.env.PROPELLER_BASE_URL ?? "https://api.helice.cloud/v2"
})

const toUser = Mapper.make(User, (row: Csv.Record) => ({
  source: row.SOURCE,
  sourceId: row.CODE,
  language: row.LANGUE,
  firstName: row.PRENOM,
  lastName: row.NOM,
  email: row.EMAIL,
  attributes: [{ class: "user", name: "fonction", type: "text", value: row.FONCTION }],
  parent: { source: row.SOURCE_TUTEUR, sourceId: row.CODE_TUTEUR, language: row.LANGUE_TUTEUR }
}))

const report = await Pipeline.runPromise({
  source: Csv.source({ path: process.argv[2] ?? "utilisateurs.csv" }),
  mapper: toUser,
  sink: propeller.users
}).catch((error: Error) => {
  console.error(error.message)
  process.exit(2)
})

for (const { at, verdict } of report.troubles) {
  const { code, column, message } = Verdict.explain(verdict) ?? { code: "", message: "" }
  console.error(`${Place.format(at, column)}: ${message} (${code})`)
}
if ("error" in report.ended) console.error(report.ended.error.message)
console.log(report.ended._tag, report.ledger)
process.exitCode = report.ended._tag !== "Completed" ? 1 : report.troubles.length > 0 ? 4 : 0
