/** `--ypareo` and its own flags: the school that the sandbox gives as YPAREO does. */
import { DateTime, Effect } from "effect"
import { misused } from "../Failure.ts"

interface Asked {
  readonly asked: boolean
  readonly seed: number | undefined
  readonly lists: "array" | "keyed" | undefined
  readonly deny: ReadonlyArray<string>
}

/** The look-alike's options, and its sizes in words; nothing unless it was asked for. */
export const schoolOf = Effect.fnUntraced(function* ({ asked, seed = 1, lists, deny }: Asked) {
  if (!asked) {
    const given = seed !== 1 || lists !== undefined || deny.length > 0
    return given ? yield* misused("--ypareo-seed, --ypareo-lists and --ypareo-deny need --ypareo") : undefined
  }
  const { makeYpareo, schoolYearOf } = yield* Effect.promise(() => import("@rollcall/school"))
  const { YpareoLookalike } = yield* Effect.promise(() => import("@rollcall/server"))
  const unknown = deny.find(path => !YpareoLookalike.isEndpoint(path))
  if (unknown !== undefined) {
    const paths = YpareoLookalike.paths.join(", ")
    return yield* misused(`--ypareo-deny: there is no ${JSON.stringify(unknown)}; the paths are ${paths}`)
  }
  const year = schoolYearOf(DateTime.toDateUtc(yield* DateTime.now))
  const { records, sizes } = makeYpareo({ seed, year })
  return {
    options: {
      records,
      ...(lists && { lists }),
      denied: Object.fromEntries(deny.map(path => [path, 403 as const]))
    },
    sizes: `${sizes.learners} learners, ${sizes.trainers} trainers, ${sizes.groups} groups`
  }
})
