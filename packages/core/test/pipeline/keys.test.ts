import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Professor } from "../../src/entities/Professor.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import type { Outcome } from "../../src/pipeline/Report.ts"
import { scriptedSink } from "../ScriptedSink.ts"
import { lines, scriptedSource } from "../ScriptedSource.ts"

interface Trainer {
  readonly key?: string
  readonly id?: string
}

const toProfessor = Mapper.make(Professor, ({ key, id }: Trainer) => ({
  externalReferenceId: key,
  professorId: id,
  firstName: "Ann",
  lastName: "Lee",
  email: "a@b"
}))

/** What becomes of trainers, in the order of their lines. */
const verdicts = (...trainers: ReadonlyArray<Trainer>) =>
  Effect.gen(function* () {
    const heard: Array<Outcome> = []
    const sink = scriptedSink({ entity: Professor })
    yield* Pipeline.run(
      { source: scriptedSource([lines(trainers)]), mapper: toProfessor, sink },
      { onOutcomes: outcomes => Effect.sync(() => void heard.push(...outcomes)) }
    )
    return heard.toSorted((a, b) => (a.at.line ?? 0) - (b.at.line ?? 0)).map(({ verdict }) => verdict._tag)
  })

it.effect("keys of which a few are shorter than all others are a doubtful finding (F17)", () =>
  Effect.gen(function* () {
    const trainers = Array.from({ length: 50 }, (_, index) => ({
      key: `t-${index === 7 ? 2300 : 10_000 + index}`
    }))
    const sink = scriptedSink({ entity: Professor })
    const source = scriptedSource([lines(trainers)])
    const { findings } = yield* Pipeline.run({ source, mapper: toProfessor, sink })
    expect(findings).toEqual([
      {
        name: "widths of keys",
        value: expect.stringContaining("49 ids have 5 digits, 1 fewer"),
        doubtful: true
      }
    ])
  })
)

describe("two rows of a run are one record", () => {
  it.effect("when their keys are, after normalising (F26, F27)", () =>
    Effect.gen(function* () {
      const spelt = ["\u00e9cole", "e\u0301cole", " \u00e9cole\u00a0", "\u00e9co\u200ble"]
      expect(yield* verdicts(...spelt.map(key => ({ key })))).toEqual([
        "Created",
        "Duplicate",
        "Duplicate",
        "Duplicate"
      ])
    })
  )

  it.effect("but not when their keys differ in case, in zeros or in accents (F8, F17, F28)", () =>
    Effect.gen(function* () {
      const keys = ["AB1", "ab1", "0AB1", "cole", "\u00e9cole", "ecole"]
      expect(yield* verdicts(...keys.map(key => ({ key })))).toEqual(keys.map(() => "Created"))
    })
  )

  it.effect("nor when one has as its own key what the other has as the target's", () =>
    Effect.gen(function* () {
      expect(yield* verdicts({ key: "7" }, { id: "7" }, { id: "7" })).toEqual([
        "Created",
        "Created",
        "Duplicate"
      ])
    })
  )

  it.effect("nor when they have no key, however alike they are (F6)", () =>
    Effect.gen(function* () {
      expect(yield* verdicts({}, {}, {})).toEqual(["Created", "Created", "Created"])
    })
  )
})
