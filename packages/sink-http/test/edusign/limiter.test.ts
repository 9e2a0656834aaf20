import { expect, it } from "@effect/vitest"
import { defineSync, Group, Mapper, Professor, Source, Student, Sync } from "@rollcall/core"
import { Clock, Duration, Effect, Fiber } from "effect"
import { FetchHttpClient } from "effect/http"
import { TestClock } from "effect/testing"
import { group, many, professor, student } from "../School.ts"
import { type Options, targetAt } from "../Target.ts"

const source = <A>(records: ReadonlyArray<A>) => Source.fromArray({ name: "school", records })

/** One request of groups, one of professors, and two of students. */
const sync = (options: Options) => {
  const target = targetAt("http://school.example", options)
  return defineSync({
    name: "school",
    target,
    steps: [
      {
        source: source([group("1")]),
        mapper: Mapper.make(Group, (record: ReturnType<typeof group>) => record),
        sink: target.groups
      },
      {
        source: source([professor("1")]),
        mapper: Mapper.make(Professor, (record: ReturnType<typeof professor>) => record),
        sink: target.professors
      },
      {
        source: source(many(11, student)),
        mapper: Mapper.make(Student, (record: ReturnType<typeof student>) => record),
        sink: target.students
      }
    ]
  })
}

/** A target within this process, so that nothing takes time but what the clock of the test says. */
const answering = (requests: Array<{ readonly list: string; readonly at: number }>, clock: Clock.Clock) =>
  (async (url: string, init: RequestInit) => {
    const list = new URL(url).pathname.split("/")[2] ?? ""
    requests.push({ list, at: clock.currentTimeMillisUnsafe() })
    const { [list]: records } = JSON.parse(await new Response(init.body).text()) as Record<
      string,
      Array<object>
    >
    return Response.json({ results: records?.map((_, inputIndex) => ({ inputIndex, status: "created" })) })
  }) as typeof fetch

/** Lets the clock run by seconds, with time between them for answers to arrive. */
const inSeconds = <A, E>(effect: Effect.Effect<A, E>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    for (let second = 0; second < 300 && fiber.pollUnsafe() === undefined; second += 1) {
      yield* Effect.promise(() => new Promise(setImmediate))
      yield* TestClock.adjust("1 second")
    }
    return yield* Fiber.join(fiber)
  })

const run = (options: Options) =>
  Effect.gen(function* () {
    const requests: Array<{ readonly list: string; readonly at: number }> = []
    const clock = yield* Clock.Clock
    const { ledger } = yield* inSeconds(Sync.run(sync(options))).pipe(
      Effect.provideService(FetchHttpClient.Fetch, answering(requests, clock))
    )
    expect(ledger.created).toBe(13)
    return requests
  })

it.effect("one limit for all that is sent to a target, whatever the entity (F45)", () =>
  Effect.gen(function* () {
    const requests = yield* run({ rate: { requests: 3, per: Duration.minutes(1) } })
    expect(requests.map(({ list }) => list)).toEqual(["groups", "professors", "students", "students"])
    const [first = 0, , third = 0, fourth = 0] = requests.map(({ at }) => at)
    expect(third - first).toBeLessThan(60_000)
    expect(fourth - first).toBe(60_000)
  })
)

it.effect("within the limit nothing waits", () =>
  Effect.gen(function* () {
    const requests = yield* run({ rate: { requests: 4, per: Duration.minutes(1) } })
    const [first = 0, , , fourth = 0] = requests.map(({ at }) => at)
    expect(fourth - first).toBeLessThan(60_000)
  })
)

it.effect("a request that is made again takes a place in the limit, too", () =>
  Effect.gen(function* () {
    const clock = yield* Clock.Clock
    const requests: Array<{ readonly list: string; readonly at: number }> = []
    const answer = answering(requests, clock)
    let refused = false
    const busyOnce = (async (url: string, init: RequestInit) => {
      const response = await answer(url, init)
      if (refused) return response
      refused = true
      return new Response("{}", { status: 429, headers: { "retry-after": "0" } })
    }) as typeof fetch
    yield* inSeconds(Sync.run(sync({ rate: { requests: 1, per: Duration.minutes(1) } }))).pipe(
      Effect.provideService(FetchHttpClient.Fetch, busyOnce)
    )
    expect(requests.map(({ list }) => list)).toEqual([
      "groups",
      "groups",
      "professors",
      "students",
      "students"
    ])
    expect(requests.slice(1).map(({ at }, index) => at - (requests[index]?.at ?? 0))).toEqual([
      60_000, 60_000, 60_000, 60_000
    ])
  })
)
