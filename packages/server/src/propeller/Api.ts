/** The endpoint for users and the one that gives tokens for it, as an HttpApi (docs/contract.md 2). */
import { User } from "@rollcall/core"
import { Schema } from "effect"
import { HttpApi, HttpApiEndpoint, HttpApiGroup, OpenApi } from "effect/http-api"
import * as Answer from "./Answer.ts"
import { TokenAuthorization } from "./Authorization.ts"
import * as Complaint from "./Complaint.ts"
import * as Grant from "./Grant.ts"
import { maxRows } from "./rows.ts"

export const usersPath = "/v2/users/bulk/sourceId"
export const tokenPath = "/oauth2/token"

const { sourceId: id, source, language } = User.fields

const wireId = Schema.Union([id.schema, Schema.Int])

/** As they are on the wire, where a source id may be a number. */
const schemas: { readonly [field: string]: Schema.Codec<unknown> } = {
  ...Object.fromEntries(Object.entries(User.fields).map(([name, { schema }]) => [name, schema])),
  sourceId: wireId.annotate({
    description: "Compared as text; the answer repeats it as it was sent."
  }),
  parent: Schema.Struct({
    sourceId: wireId,
    source: source.schema,
    language: Schema.optionalKey(language.schema)
  }).annotate({ description: "A user that was there before this request." })
}

const row = Schema.Struct(
  Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [
      name,
      User.required.includes(name) ? schema : Schema.optionalKey(schema)
    ])
  )
).annotate({
  identifier: "User",
  description:
    "Found by sourceId, source and language together. Only the fields that are given are changed, and none is cleared; attributes and addresses join those that are held."
})

const users = HttpApiEndpoint.post("users", usersPath, {
  payload: Schema.Struct({ users: Schema.Array(row).check(Schema.isBetweenLength(1, maxRows)) }),
  success: Answer.Taken,
  error: [
    Complaint.schema(
      "SchemaValidationException",
      "A message for every offence of every row; nothing is stored."
    ),
    Complaint.schema("BadRequestException", "The body is not JSON."),
    Complaint.schema("PayloadTooLargeException", "The body is larger than 16 MiB."),
    Complaint.schema("InternalErrorException", "The request failed; the same may succeed later.")
  ]
})
  .middleware(TokenAuthorization)
  .annotateMerge(
    OpenApi.annotations({
      summary: "Create or update users by source id",
      description:
        "One row that breaks the schema refuses the whole request. What the rules refuse beyond that fails a row alone, and blocks no other."
    })
  )

const token = HttpApiEndpoint.post("token", tokenPath, {
  payload: Grant.Form,
  success: Grant.Granted,
  error: Grant.refusals
}).annotateMerge(
  OpenApi.annotations({
    summary: "Get a token for users",
    description: "Client credentials, in the form or as HTTP Basic (RFC 6749 4.4)."
  })
)

/** What clients and documents are made from; mounted where `Server.layer` is given `users`. */
export class PropellerApi extends HttpApi.make("rollcall").add(
  HttpApiGroup.make("propeller").add(users, token)
) {}
