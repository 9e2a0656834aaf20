/** Every refusal of a whole request for users or a token, in the vendor's shapes (docs/contract.md 2, RFC 6749 5.2). */
import { HttpServerResponse } from "effect/http"

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
  InternalErrorException: { code: 10005, status: 500 }
} as const

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

/** The answer to a request without a token that is good now. */
export const unauthorized = complain(
  "AuthenticationException",
  ["the request needs the header Authorization: Bearer <token>, with a token that has not ended"],
  { "www-authenticate": "Bearer" }
)
