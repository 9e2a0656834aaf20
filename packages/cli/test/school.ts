/** A small school in CSV, and the configuration that sends it. */

export const config = `
import { Duration } from "effect"
import { Csv } from "@rollcall/connector-csv"
import { defineSync, Professor, Student } from "@rollcall/core"
import { Edusign } from "@rollcall/sink-http"
import { Config } from "effect"

const edusign = Edusign.target({
  apiKey: Config.Redacted("EDUSIGN_API_KEY"),
  baseUrl: Config.String("EDUSIGN_BASE_URL"),
  patience: { retries: 2, firstWait: Duration.millis(5), longestWait: Duration.seconds(5) }
})

const toProfessor = Csv.mapper(Professor, {
  externalReferenceId: "CODE",
  firstName: "PRENOM",
  lastName: "NOM",
  email: "EMAIL"
})

const toStudent = Csv.mapper(Student, {
  externalReferenceId: "CODE_APPRENANT",
  firstName: "PRENOM",
  lastName: "NOM",
  company: Csv.optional("ENTREPRISE")
})

export default defineSync({
  name: "campus",
  target: edusign,
  steps: [
    { source: Csv.source({ path: "formateurs.csv" }), mapper: toProfessor, sink: edusign.professors },
    { source: Csv.source({ path: "apprenants.csv" }), mapper: toStudent, sink: edusign.students }
  ]
})
`

export const formateurs = [
  "CODE;PRENOM;NOM;EMAIL",
  "F1;Anne;Roy;anne@roy.example",
  "F2;Luc;Bon;luc@bon.example"
]

export const apprenants = [
  "CODE_APPRENANT;PRENOM;NOM;ENTREPRISE",
  "A1;Zoé;Lefèvre;Boulangerie",
  "A2;Paul;Petit;",
  "A3;Inès;Roux;Garage"
]

export const csv = (lines: ReadonlyArray<string>): string => `${lines.join("\r\n")}\r\n`

/** The files of a school without fault. */
export const sound = {
  "rollcall.config.ts": config,
  "formateurs.csv": csv(formateurs),
  "apprenants.csv": csv(apprenants)
}
