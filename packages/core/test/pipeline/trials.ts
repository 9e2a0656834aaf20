/** Pipelines of which every part may fail in every way, and which may be ended at any moment. */
import { Arbitrary, Deferred, Duration, Effect, type Exit, Fiber } from "effect"
import type { Fields } from "../../src/entities/Entity.ts"
import type { Progress } from "../../src/pipeline/Account.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Outcome, Report } from "../../src/pipeline/Report.ts"
import { patience } from "../../src/sink/Sink.ts"
import type { Misconfigured } from "../../src/Trouble.ts"
import { list, number, pick } from "../generate.ts"
import { inTestTime } from "../inTestTime.ts"
import { scriptedSink } from "../ScriptedSink.ts"
import { scriptedSource } from "../ScriptedSource.ts"
import { actsOf, type Given, type History, histories } from "./histories.ts"
import { everyReply, openings } from "./misbehaviour.ts"
import { type World, worlds } from "./play.ts"

/** A pipeline before it is played. */
export interface Trial {
  readonly world: keyof typeof worlds
  readonly history: History
  readonly opening: "opens" | keyof typeof openings
  /** Whether the source says what it covered, or dies when it is asked. */
  readonly covers: boolean
  /** What the target does with each request, and with those after them. */
  readonly script: ReadonlyArray<keyof typeof everyReply>
  readonly otherwise: keyof typeof everyReply
  /** Seconds that the target takes over a request. */
  readonly takes: number
  readonly retries: number
  /** Whether and when something ends it: as something happens for so many times. */
  readonly end:
    | { readonly by: "stop" | "interruption"; readonly at: Moment; readonly count: number }
    | undefined
}

const moments = ["second", "piece", "mapped", "admitted", "request", "answer", "told", "counted"] as const
type Moment = (typeof moments)[number]

const anyReply = pick(...(Object.keys(everyReply) as Array<keyof typeof everyReply>))
const reply = Arbitrary.flatMap(pick(true, false), good => (good ? pick("accepts", "refusesSome") : anyReply))

export const trials: Arbitrary.Arbitrary<Trial> = Arbitrary.all({
  world: pick("students", "professors", "groups", "users"),
  history: histories,
  opening: pick(...Array.from({ length: 27 }, () => "opens" as const), "fails", "dies", "hangs"),
  covers: pick(...Array.from({ length: 9 }, () => true), false),
  script: list(reply, 12),
  otherwise: Arbitrary.flatMap(pick(true, true, true, false), good => (good ? pick("accepts") : anyReply)),
  takes: pick(0, 1, 90),
  retries: pick(0, 1, 5),
  end: Arbitrary.flatMap(pick(true, false), early =>
    early
      ? Arbitrary.all({ by: pick("stop", "interruption"), at: pick(...moments), count: number(1, 9) })
      : pick(undefined)
  )
})

/** What could be seen of a trial. */
export interface Tried {
  readonly exit: Exit.Exit<Report, Misconfigured>
  readonly heard: ReadonlyArray<Outcome>
  /** What was last told of the counts. */
  readonly progress: Progress | undefined
  /** Rows that the source handed out, and whether it was closed as often as it was opened. */
  readonly handed: number
  readonly closed: boolean
}

/** Plays a trial in the test's time; what nothing ends is stopped after a month. */
export const play = (trial: Trial): Effect.Effect<Tried> => playIn<Fields>(worlds[trial.world], trial)

const playIn = <F extends Fields>(world: World<F>, trial: Trial): Effect.Effect<Tried> =>
  Effect.gen(function* () {
    const { history, end, script, takes, otherwise } = trial
    const due = yield* Deferred.make<void>()
    const happened = new Map<Moment, number>()
    const happens = (moment: Moment) => {
      const count = (happened.get(moment) ?? 0) + 1
      happened.set(moment, count)
      if (end?.at === moment && end.count === count) Deferred.doneUnsafe(due, Effect.void)
    }
    const happening = (moment: Moment) => Effect.sync(() => happens(moment))
    function* acts() {
      for (const act of actsOf(history)) {
        yield act
        happens("piece")
      }
    }
    const source = scriptedSource({ [Symbol.iterator]: acts })
    const opened = trial.covers
      ? source.open
      : Effect.map(source.open, reading => ({ ...reading, coverage: Effect.die("a fault of the connector") }))
    const sink = scriptedSink({
      entity: world.entity,
      script: script.map(name => everyReply[name]),
      otherwise: everyReply[otherwise],
      limits: { records: history.records, bytes: history.bytes },
      takes: Duration.seconds(takes),
      apart: world.apart,
      admit: happening("admitted")
    })
    const heard: Array<Outcome> = []
    const last: { progress?: Progress } = {}
    const listening = Duration.seconds(history.listens)
    const pipeline: Pipeline.Pipeline<Given, F> = {
      source: { name: source.name, open: trial.opening === "opens" ? opened : openings[trial.opening] },
      mapper: {
        ...world.mapper,
        map: record => {
          happens("mapped")
          return world.mapper.map(record)
        }
      },
      sink: {
        ...sink,
        send: (batch, permit) => {
          happens("request")
          return Effect.ensuring(sink.send(batch, permit), happening("answer"))
        }
      }
    }
    const seconds = Effect.forever(Effect.andThen(Effect.sleep("1 second"), happening("second")))
    const early = Effect.raceFirst(Deferred.await(due), end?.at === "second" ? seconds : Effect.never)
    const month = Effect.sleep("30 days")
    const run = Pipeline.run(pipeline, {
      stop: end?.by === "stop" ? Effect.raceFirst(early, month) : month,
      patience: { ...patience, retries: trial.retries },
      onOutcomes: outcomes =>
        Effect.andThen(
          happening("told"),
          Effect.delay(
            Effect.sync(() => void heard.push(...outcomes)),
            listening
          )
        ),
      onProgress: progress =>
        Effect.andThen(
          Effect.sync(() => {
            last.progress = progress
          }),
          happening("counted")
        )
    })
    const exit = yield* inTestTime(
      Effect.gen(function* () {
        const running = yield* Effect.forkChild(run)
        if (end?.by !== "interruption") return yield* Fiber.await(running)
        yield* Effect.raceFirst(early, Fiber.await(running))
        yield* Fiber.interrupt(running)
        return yield* Fiber.await(running)
      })
    )
    const { seen } = source
    return { exit, heard, progress: last.progress, handed: seen.rows, closed: seen.opened === seen.closed }
  })
