/** Ours: from the CSV file to the table, with everything that stands between. */
import { join } from "node:path"
import { Csv } from "@rollcall/connector-csv"
import { Pipeline, Student } from "@rollcall/core"
import { MySql } from "@rollcall/sink-mysql"
import type { Way } from "./Way.ts"

const toStudent = Csv.mapper(Student, {
  externalReferenceId: "CODE_APPRENANT",
  externalReferenceType: Csv.constant("YPAREO"),
  firstName: "PRENOM_APPRENANT",
  lastName: "NOM_APPRENANT",
  email: "EMAIL",
  phone: Csv.optional("TEL_PORTABLE"),
  fileNumber: Csv.optional("NUMERO_DOSSIER"),
  curriculumName: Csv.optional("FORMATION"),
  company: Csv.optional("ENTREPRISE"),
  badgeId: Csv.optional("BADGE"),
  tags: Csv.split("ETIQUETTES", "|")
})

export const pipeline: Way = async ({ url, folder, learners }, clock) => {
  const mysql = MySql.target({ url })
  const source = Csv.source({ path: join(folder, "apprenants.csv") })
  clock.start()
  const { ledger } = await Pipeline.runPromise({ source, mapper: toStudent, sink: mysql.students })
  clock.stop()
  await mysql.close()
  if (ledger.created + ledger.unchanged !== learners) throw new Error(JSON.stringify(ledger))
  return ledger.created
}
