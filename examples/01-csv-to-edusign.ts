// Learners from a CSV export to Edusign.
// EDUSIGN_API_KEY=… node examples/01-csv-to-edusign.ts apprenants.csv
import { Csv } from "@rollcall/connector-csv"
import { Ledger, Pipeline, Place, Student, Verdict } from "@rollcall/core"
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
})

for (const { at, verdict } of report.troubles) {
  const { code, message } = Verdict.explain(verdict) ?? { code: "", message: "" }
  console.error(`${Place.format(at)}: ${message} (${code})`)
}
console.log(report.ended._tag, report.ledger)
process.exitCode = report.ended._tag === "Completed" && Ledger.balances(report.ledger) ? 0 : 1
