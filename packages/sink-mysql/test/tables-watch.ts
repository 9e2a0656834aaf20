/** Catches all that a program lets out where others read it: log lines, spans and the console. */
import { Cause, Effect, Exit, Logger, References, Tracer } from "effect"
import { vi } from "vitest"

export interface Watch extends Disposable {
  readonly over: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** Everything that was let out so far, as one text. */
  readonly text: () => string
}

export const watch = (): Watch => {
  const caught: Array<string> = []
  const spans: Array<Tracer.NativeSpan> = []
  const spies = (["log", "info", "warn", "error", "debug", "trace"] as const).map(name =>
    vi.spyOn(console, name).mockImplementation((...words) => void caught.push(shown(words)))
  )
  const tracer = Tracer.make({
    span: options => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  const logger = Logger.make(({ message, cause }) => {
    caught.push(`${shown(message)} ${Cause.pretty(cause)}`)
  })
  return {
    over: effect =>
      effect.pipe(
        Effect.provideService(Tracer.Tracer, tracer),
        Effect.provideService(References.MinimumLogLevel, "All"),
        Effect.provide(Logger.layer([logger]))
      ),
    text: () => [...caught, ...spans.map(spanText)].join("\n"),
    [Symbol.dispose]: () => {
      for (const spy of spies) spy.mockRestore()
    }
  }
}

const spanText = ({ name, attributes, events, status }: Tracer.NativeSpan): string => {
  const failure = status._tag === "Ended" && Exit.isFailure(status.exit) ? status.exit.cause : undefined
  return shown([name, [...attributes], events, failure && Cause.pretty(failure)])
}

/** All that an object has, also what JSON would leave out of an error. */
export const shown = (value: unknown): string => {
  const seen = new Set<unknown>()
  const open = (value: unknown): unknown => {
    if (typeof value !== "object" || value === null) return typeof value === "bigint" ? `${value}` : value
    if (seen.has(value)) return "…"
    seen.add(value)
    return Object.fromEntries(
      [...Object.getOwnPropertyNames(value), "message", "stack", "cause"].map(name => [
        name,
        open(Object(value)[name])
      ])
    )
  }
  return JSON.stringify(open(value))
}
