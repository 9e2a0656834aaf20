import { describe, expect, it } from "@effect/vitest"
import { Duration, Effect, Result } from "effect"
import { watch } from "../Watch.ts"
import { listen, post, serve } from "./serving.ts"

const canary = "Xq7canary"
const body = JSON.stringify({ students: [{ firstName: canary }] })

/** Makes an exchange under watch: what came of it, and all that was let out. */
const exchange = (url: string, options: Parameters<typeof post>[1] = {}) =>
  Effect.gen(function* () {
    const watching = watch()
    const result = yield* Effect.result(post(url, { body, ...options })).pipe(watching.over)
    return { result, text: watching.text(), spans: watching.spans() }
  })

/** A failure as a log would have it, without the vendor's words, which go to the report alone. */
const said = (result: Result.Result<unknown, object>): string => {
  if (Result.isSuccess(result)) return ""
  const { note: _, ...error } = { note: "", ...result.failure, stack: String(result.failure) }
  return JSON.stringify(error)
}

describe("neither a request's nor an answer's text leaves an exchange (Law 9)", () => {
  it.live.each([200, 302, 400, 401, 404, 429, 500])("when the answer is %d", status =>
    Effect.gen(function* () {
      const headers = { "x-says": canary, location: `/${canary}`, "retry-after": canary }
      const url = yield* serve((_, response) => response.writeHead(status, canary, headers).end(canary))
      const { result, text, spans } = yield* exchange(url)
      expect(spans).toBeGreaterThan(0)
      expect(text).not.toContain(canary)
      expect(said(result)).not.toContain(canary)
    })
  )

  it.live("when the answer breaks off", () =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) => {
        response.writeHead(200, { "content-length": "1000" })
        response.write(canary, () => response.destroy())
      })
      const { result, text } = yield* exchange(url)
      expect(said(result) + text).not.toContain(canary)
    })
  )

  it.live("when the answer is no HTTP", () =>
    Effect.gen(function* () {
      const url = yield* listen(socket => socket.once("data", () => socket.end(`${canary}\r\n\r\n`)))
      const { result, text } = yield* exchange(url)
      expect(result).toMatchObject({ failure: { _tag: "Unavailable", maybeApplied: true } })
      expect(said(result) + text).not.toContain(canary)
    })
  )

  it.live("when no answer comes, or no connection", () =>
    Effect.gen(function* () {
      const silent = yield* serve(() => {})
      const urls = [silent, "http://127.0.0.1:1", "no address"]
      for (const url of urls) {
        const { result, text } = yield* exchange(url, { timeout: Duration.millis(50) })
        expect(Result.isFailure(result)).toBe(true)
        expect(said(result) + text).not.toContain(canary)
      }
    })
  )

  it.live("but the vendor's words on a refusal are kept apart, for the report", () =>
    Effect.gen(function* () {
      const url = yield* serve((_, response) => response.writeHead(422).end(canary))
      const { result } = yield* exchange(url)
      expect(result).toMatchObject({ failure: { _tag: "Refused", note: canary } })
    })
  )
})
