// Learners from a CSV export straight into MySQL or MariaDB, whose tables `npx rollcall migrate` has made.
// DATABASE_URL=mysql://… npx node examples/03-csv-to-mysql.ts apprenants.csv
import { Csv } from "@rollcall/connector-csv"
import { Pipeline, Place, Student, Verdict } from "@rollcall/core"
import { MySql } from "@rollcall/sink-mysql"

const mysql = MySql.target({ url: process.env.DATABASE_URL ?? "" })

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
  sink: mysql.students
})
  .finally(mysql.close)
  .catch((error: Error) => {
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
