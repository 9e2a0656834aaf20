// A whole school: groups first, then professors, then students. Run it with `rollcall sync`.
import { join } from "node:path"
import { Csv } from "@rollcall/connector-csv"
import { defineSync, Group, Professor, Student } from "@rollcall/core"
import { Edusign } from "@rollcall/sink-http"
import { Config } from "effect"

const file = (name: string) => Csv.source({ path: join(process.env.SCHOOL_FOLDER ?? ".", name) })

const edusign = Edusign.target({
  apiKey: Config.Redacted("EDUSIGN_API_KEY"),
  baseUrl: Config.String("EDUSIGN_BASE_URL").pipe(Config.withDefault("https://api.edusign.com"))
})

const ypareo = Csv.constant("YPAREO")

const toGroup = Csv.mapper(Group, {
  externalReferenceId: "CODE_GROUPE",
  externalReferenceType: ypareo,
  name: "NOM_GROUPE",
  description: Csv.optional("DESCRIPTION"),
  parentExternalReferenceId: "CODE_GROUPE_PARENT"
})

const toProfessor = Csv.mapper(Professor, {
  externalReferenceId: "CODE_PERSONNEL",
  externalReferenceType: ypareo,
  firstName: "PRENOM",
  lastName: "NOM",
  email: "EMAIL",
  phone: Csv.optional("TEL"),
  speciality: Csv.optional("SPECIALITE"),
  tags: Csv.split("ETIQUETTES", "|")
})

const toStudent = Csv.mapper(Student, {
  externalReferenceId: "CODE_APPRENANT",
  externalReferenceType: ypareo,
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

export default defineSync({
  name: "school",
  target: edusign,
  steps: [
    { source: file("groupes.csv"), mapper: toGroup, sink: edusign.groups },
    { source: file("formateurs.csv"), mapper: toProfessor, sink: edusign.professors },
    { source: file("apprenants.csv"), mapper: toStudent, sink: edusign.students }
  ]
})
