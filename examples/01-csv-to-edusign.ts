// Learners from a CSV export to Edusign.
// EDUSIGN_API_KEY=… npx node examples/01-csv-to-edusign.ts apprenants.csv
import { Csv } from "@rollcall/connector-csv"
import { Pipeline, Place, Student, Verdict } from "@rollcall/core"
import { Edusign } from "@rollcall/sink-http"

const edusign = Edusign.target({
  apiKey: process.env.EDUSIGN_API_KEY ?? "",
  baseUrl: process.env.EDUSIGN_BASE_URL ?? "https://api.edusign.com"
})

const toStudent = Csv.mapper(Student, {
  externalReferenceId: "CODE_APPRENANT",
  externalReferenceType: Csv.constant("YPAREO"),
  firstName: "PRENOM_APPRENANT",
  lastName: "NOM_APPRENANT",
  email: "EMAIL",
  phone: Csv.optional("TEL_PORTABLE"),
  tags: Csv.split("ETIQUETTES", "|")
})

const report = await Pipeline.runPromise({
  source: Csv.source({ path: process.argv[2] ?? "apprenants.csv" }),
  mapper: toStudent,
  sink: edusign.students
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
