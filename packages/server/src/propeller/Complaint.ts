/** Every refusal of a whole request for users, in the vendor's shape (docs/contract.md 2). */
import { Schema } from "effect"
import { HttpServerResponse } from "effect/http"
import { HttpApiSchema } from "effect/http-api"

/** The number and the address of the first are the vendor's; the others are this server's own. */
const kinds = {
  SchemaValidationException: {
    code: 10007,
    status: 400,
    moreInfo: "https://www.propel.us/docs/errors/10007"
  },
  BadRequestException: { code: 10001, status: 400 },
  AuthenticationException: { code: 10002, status: 401 },
  MethodNotAllowedException: { code: 10003, status: 405 },
  PayloadTooLargeException: { code: 10004, status: 413 },
  UnprocessableException: { code: 10006, status: 422 },
  TooManyRequestsException: { code: 10008, status: 429 },
  InternalErrorException: { code: 10005, status: 500 },
  UnavailableException: { code: 10009, status: 503 }
} as const

/** What a client can tell refusals apart by. */
export type Kind = keyof typeof kinds

/** A refusal of a request for users; the messages name rows and fields, never a value. */
export const complain = (
  type: Kind,
  messages: ReadonlyArray<string>,
  headers: Record<string, string> = {}
): HttpServerResponse.HttpServerResponse => {
  const { status, ...told } = kinds[type]
  return HttpServerResponse.jsonUnsafe({ error: { ...told, messages, status, type } }, { status, headers })
}

/** A refusal as the API documents it. */
export const schema = (type: Kind, description: string) =>
  Schema.Struct({
    error: Schema.Struct({
      code: Schema.Literal(kinds[type].code),
      messages: Schema.Array(Schema.String),
      moreInfo: Schema.optionalKey(Schema.String),
      status: Schema.Literal(kinds[type].status),
      type: Schema.Literal(type)
    })
  })
    .annotate({ identifier: type, description })
    .pipe(HttpApiSchema.status(kinds[type].status))
