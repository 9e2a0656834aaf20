import { describe, expect, it } from "vitest"
import { defineSync, type Sync } from "../../src/pipeline/Sync.ts"
import { scriptedSource } from "../ScriptedSource.ts"
import { students, toStudent } from "./pupils.ts"

/** As a configuration calls it whose types nobody has checked. */
const unchecked = defineSync as unknown as (sync: unknown) => Sync

const sink = students()
const step = { source: scriptedSource([]), mapper: toStudent, sink }
const sync = { name: "campus", target: { name: "school" }, steps: [step] }

describe("a sync that is declared without types being checked", () => {
  it("is taken when all is there", () => {
    expect(unchecked(sync).steps).toHaveLength(1)
  })

  it.each<readonly [string, unknown, RegExp]>([
    ["nothing at all", undefined, /must have a name/],
    ["no name", { ...sync, name: undefined }, /must have a name/],
    ["no target", { ...sync, target: undefined }, /must have a target, such as Edusign\.target gives/],
    [
      "pipelines instead of steps",
      { ...sync, steps: undefined, pipelines: [step] },
      /steps, a list of \{ source/
    ],
    ["one step that is no list", { ...sync, steps: step }, /steps, a list of/],
    ["a step that is none", { ...sync, steps: [undefined] }, /step 1 must have a source, such as/],
    [
      "a path instead of a source",
      { ...sync, steps: [step, { ...step, source: "a.csv" }] },
      /step 2 .* source/
    ],
    [
      "a function instead of a mapper",
      { ...sync, steps: [{ ...step, mapper: () => ({}) }] },
      /a mapper, such as/
    ],
    [
      "a target instead of a sink",
      { ...sync, steps: [{ ...step, sink: { name: "school", students: sink } }] },
      /a sink, one of its target's/
    ]
  ])("is refused with what is missing: %s", (_, given, said) => {
    expect(() => unchecked(given)).toThrow(said)
    expect(() => unchecked(given)).toThrow(/^defineSync: /)
  })
})
