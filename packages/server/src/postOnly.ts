/** What the methods are answered with that an endpoint does not take: each vendor has words of its own. */
import { type HttpMethod, HttpRouter, type HttpServerResponse } from "effect/http"

/** Routes for every method but POST; the answer names POST in its header `allow`. */
export const postOnly = (
  paths: ReadonlyArray<`/${string}`>,
  answer: (headers: { readonly allow: "POST" }) => HttpServerResponse.HttpServerResponse
) => {
  const refusal = answer({ allow: "POST" })
  return HttpRouter.addAll(
    paths.flatMap(path => others.map(method => HttpRouter.route(method, path, refusal)))
  )
}

const others: ReadonlyArray<HttpMethod.HttpMethod> = ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"]
