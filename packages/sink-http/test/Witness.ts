/** Everything that leaves a program beside its results: what is logged, traced and printed. */
import { Cause, Effect, Exit, Logger, References, Tracer } from "effect"
import { vi } from "vitest"

/** Runs an effect and gives, beside its result, all that a log or a trace would show of it, as one text. */
export const witnessed = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const told: Array<unknown> = []
    const spans: Array<Tracer.NativeSpan> = []
    const tracer = Tracer.make({
      span: options => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    const logger = Logger.make(({ message, cause, fiber }) => {
      told.push(message, Cause.pretty(cause), fiber.getRef(References.CurrentLogAnnotations))
    })
    const printed = methods.map(method =>
      vi.spyOn(console, method).mockImplementation((...args) => told.push(args))
    )
    const result = yield* effect.pipe(
      Effect.provide(Logger.layer([logger])),
      Effect.provideService(References.MinimumLogLevel, "All"),
      Effect.provideService(Tracer.Tracer, tracer),
      Effect.ensuring(Effect.sync(() => printed.forEach(spy => void spy.mockRestore())))
    )
    return {
      result,
      spans: spans.map(({ name }) => name),
      told: [...told, ...spans.map(exported)].map(text).join("\n")
    }
  })

const methods = ["log", "info", "warn", "error", "debug", "trace"] as const

/** A span as an exporter sends it. */
const exported = ({ name, attributes, events, status }: Tracer.NativeSpan) => [
  name,
  [...attributes],
  events,
  status._tag === "Ended" && Exit.isFailure(status.exit) ? Cause.pretty(status.exit.cause) : status._tag
]

const text = (told: unknown): string =>
  JSON.stringify(told, (_, value: unknown) => (typeof value === "bigint" ? String(value) : value))
