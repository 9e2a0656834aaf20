/** The same source with its records read by a schema, compiled, that takes and gives the same. */
import { Download, Exchange, Limiter, Source, Waits } from "@rollcall/core"
import { Duration, Schema, SchemaGetter, Stream } from "effect"
import { HttpClientRequest } from "effect/http"

export const withSchema = (url: string) =>
  Source.make({
    name: "ypareo/apprenants",
    schema: Apprenant,
    read: Stream.provide(
      Download.rows(HttpClientRequest.get(`${url}/r/v1/formation-longue/apprenants`), {
        name: "ypareo/apprenants",
        timeout: Duration.minutes(2),
        admit: Limiter.make({ requests: 30, per: Duration.minutes(1) }),
        waits: Waits.waits
      }),
      Exchange.client
    )
  })

type Blank = string | number | null

const blankable = Schema.Union([Schema.String, Schema.Number, Schema.Null])

const text = Schema.optional(
  blankable.pipe(
    Schema.decodeTo(Schema.UndefinedOr(Schema.String), {
      decode: SchemaGetter.transform((value: Blank) =>
        value === null || String(value).trim() === "" ? undefined : String(value)
      ),
      encode: SchemaGetter.transform((value: string | undefined) => value ?? null)
    })
  )
)

const flag = Schema.optional(
  blankable.pipe(
    Schema.decodeTo(Schema.UndefinedOr(Schema.Boolean), {
      decode: SchemaGetter.transform((value: Blank) => (value === null ? undefined : String(value) === "1")),
      encode: SchemaGetter.transform((value: boolean | undefined) => (value === true ? 1 : 0))
    })
  )
)

const code = Schema.Union([Schema.String, Schema.Number]).pipe(
  Schema.decodeTo(Schema.String, {
    decode: SchemaGetter.transform((value: string | number) => String(value).trim()),
    encode: SchemaGetter.transform((value: string) => value)
  })
)

const Apprenant = Schema.Struct({
  codeApprenant: code,
  nomApprenant: text,
  prenomApprenant: text,
  nomJeuneFille: text,
  dateNaissance: text,
  adresse: Schema.Struct({
    adr1: text,
    adr2: text,
    cp: text,
    ville: text,
    tel1: text,
    tel2: text,
    email: text
  }),
  informationsCourantes: Schema.Struct({ codeInscription: text, codeGroupe: text }),
  inscriptions: Schema.Array(
    Schema.Struct({
      codeInscription: text,
      isInscriptionEnCours: flag,
      dateDepart: text,
      codePeriode: text,
      annee: text,
      site: Schema.Struct({ nomSite: text }),
      formation: Schema.Struct({ nomFormation: text }),
      situation: Schema.Struct({ nomStatut: text, nomAnnee: text }),
      statut: Schema.Struct({ nomStatut: text })
    })
  )
})
