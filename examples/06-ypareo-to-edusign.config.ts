// A school at YPAREO, to Edusign: groups below their formations, then trainers, then learners with their companies.
// `rollcall check --config FILE` looks at it without sending anything, `rollcall sync --config FILE` runs it.
import { Ypareo } from "@rollcall/connector-ypareo"
import { defineSync } from "@rollcall/core"
import { Edusign } from "@rollcall/sink-http"
import { Config } from "effect"

const school = Ypareo.school({
  url: Config.String("YPAREO_URL"), // https://<school>.ymag.cloud/index.php
  token: Config.Redacted("YPAREO_TOKEN")
})

const edusign = Edusign.target({
  apiKey: Config.Redacted("EDUSIGN_API_KEY"),
  baseUrl: Config.String("EDUSIGN_BASE_URL").pipe(Config.withDefault("https://api.edusign.com"))
})

/** In this school, groups with a price are there for sales alone. */
const forSales = ({ prixDeVente }: { readonly prixDeVente?: string | undefined }) =>
  prixDeVente === undefined ? undefined : "is for sales only"

export default defineSync({
  name: "ypareo",
  target: edusign,
  steps: [
    {
      source: school.groupsBelow("formation"),
      mapper: Ypareo.toGroup({ without: forSales }),
      sink: edusign.groups
    },
    { source: school.staff, mapper: Ypareo.toProfessor(), sink: edusign.professors },
    { source: school.withCompanies(school.learners), mapper: Ypareo.toStudent(), sink: edusign.students }
  ]
})
