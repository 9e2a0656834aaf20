/** Catches all that a program lets out where others read it: log lines and spans. */
import { Cause, Effect, Exit, Logger, References, Tracer } from "effect"

export interface Watch {
  /** Runs an effect under watch, with every log level on. */
  readonly over: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  /** Everything that was let out so far, as one text. */
  readonly text: () => string
  /** How many spans there were. */
  readonly spans: () => number
}

export const watch = (): Watch => {
  const logged: Array<string> = []
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: options => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  const logger = Logger.make(({ message, cause, date }) => {
    logged.push(`${date.toISOString()} ${shown(message)} ${Cause.pretty(cause)}`)
  })
  return {
    over: effect =>
      effect.pipe(
        Effect.provideService(Tracer.Tracer, tracer),
        Effect.provideService(References.MinimumLogLevel, "All"),
        Effect.provide(Logger.layer([logger]))
      ),
    text: () => [...logged, ...spans.map(spanText)].join("\n"),
    spans: () => spans.length
  }
}

/** As an exporter would write a span: its name, attributes, events, and how it failed. */
const spanText = ({ name, attributes, events, status, links }: Tracer.NativeSpan): string => {
  const failure = status._tag === "Ended" && Exit.isFailure(status.exit) ? status.exit.cause : undefined
  return shown([name, [...attributes], events, links.length, failure && Cause.pretty(failure)])
}

const shown = (value: unknown): string =>
  JSON.stringify(value, (_, inner) => (typeof inner === "bigint" ? `${inner}` : inner)) ?? String(value)
