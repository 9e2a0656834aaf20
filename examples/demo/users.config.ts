// The accounts of apprentices and their tutors, to Propeller. Run it with `rollcall sync --config users.config.ts`.
import { join } from "node:path"
import { Csv } from "@rollcall/connector-csv"
import { defineSync, Mapper, User } from "@rollcall/core"
import { Propeller } from "@rollcall/sink-http"
import { Config } from "effect"

const propeller = Propeller.target({
  clientId: Config.Redacted("PROPELLER_CLIENT_ID"),
  clientSecret: Config.Redacted("PROPELLER_CLIENT_SECRET"),
  baseUrl: Config.String("PROPELLER_BASE_URL").pipe(Config.withDefault("https://api.helice.cloud/v2"))
})

const home = { type: "delivery", code: "principale", country: "FR" } as const

/** Without these columns nothing is sent; what is wrong with one of them is told by its name. */
const columns = [
  { field: "source", column: "SOURCE", required: true },
  { field: "sourceId", column: "CODE", required: true },
  { field: "firstName", column: "PRENOM", required: true },
  { field: "lastName", column: "NOM", required: true }
]

/** A blank part is absent, and a parent without a code is none; an address is given whole or not at all. */
const read = (row: Csv.Record) => ({
  source: row.SOURCE,
  sourceId: row.CODE,
  language: row.LANGUE,
  firstName: row.PRENOM,
  lastName: row.NOM,
  email: row.EMAIL,
  phone: row.TEL,
  company: row.SOCIETE,
  attributes: [{ class: "user", name: "fonction", type: "text", value: row.FONCTION }],
  addresses: row.RUE?.trim()
    ? [{ ...home, street: row.RUE, postalCode: row.CODE_POSTAL, city: row.VILLE }]
    : undefined,
  parent: { source: row.SOURCE_TUTEUR, sourceId: row.CODE_TUTEUR, language: row.LANGUE_TUTEUR }
})

const toUser = Mapper.make(User, read, columns)

export default defineSync({
  name: "users",
  target: propeller,
  steps: [
    {
      source: Csv.source({ path: join(process.env.SCHOOL_FOLDER ?? ".", "utilisateurs.csv") }),
      mapper: toUser,
      sink: propeller.users
    }
  ]
})
