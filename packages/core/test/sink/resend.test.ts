import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import type { Item } from "../../src/sink/Answer.ts"
import { Denied, Refused, Unavailable, Unexpected } from "../../src/Trouble.ts"
import { accepts, answers, dies, fails, type Reply, refuses } from "../ScriptedSink.ts"
import { consign, deliver, professors } from "./sending.ts"

const without = (...lost: ReadonlyArray<number>): Reply =>
  answers(items => items.filter((_, index) => !lost.includes(index)))
const nothing: Reply = answers(() => [])
const garbled = new Unexpected({ message: "school: the answer breaks off" })

describe("what stays unknown (Law 2)", () => {
  it.effect("is sent once more, alone, after the target's window", () =>
    Effect.gen(function* () {
      const result = yield* deliver(professors([without(1, 3)]), consign("a", "b", "c", "d"))
      expect(result.sent).toEqual([
        ["n0", "n1", "n2", "n3"],
        ["n1", "n3"]
      ])
      expect(result.seconds).toEqual([0, 6])
      expect(result).toMatchObject({ tags: ["Created", "Created", "Created", "Created"], sound: true })
    })
  )

  it.effect("is reported when it stays so", () =>
    Effect.gen(function* () {
      const result = yield* deliver(professors([without(1)], nothing), consign("a", "b"))
      expect(result).toMatchObject({ tags: ["Created", "Unknown"], requests: 2, sound: false })
      expect(result.halt).toBeUndefined()
    })
  )

  it.effect("gets the verdict of its second answer, refusals included", () =>
    Effect.gen(function* () {
      const again = refuses(({ firstName }) => firstName === "n1")
      const result = yield* deliver(professors([nothing, again]), consign("a", "b", "c"))
      expect(result).toMatchObject({ tags: ["Created", "Rejected", "Created"], sound: true })
    })
  )

  it.effect.each<readonly [string, Reply]>([
    ["an answer that cannot be read", fails(garbled)],
    ["a connector that breaks", dies()],
    [
      "an answer that names a record that was not sent",
      answers(items => [...items, { ...items[0], index: 9 } as Item])
    ],
    ["an empty answer", nothing]
  ])("is all of the batch after %s", ([, reply]) =>
    Effect.gen(function* () {
      const once = yield* deliver(professors([reply]), consign("a", "b"))
      expect(once).toMatchObject({ tags: ["Created", "Created"], requests: 2, seconds: [0, 6] })
      const ever = yield* deliver(professors([], reply), consign("a", "b"))
      expect(ever).toMatchObject({ tags: ["Unknown", "Unknown"], requests: 2, sound: false })
      expect(ever.halt).toBeUndefined()
    })
  )

  it.effect("stays unknown when the target denies or refuses the second request", () =>
    Effect.gen(function* () {
      const denied = new Denied({ message: "school: answered 401" })
      const stopped = yield* deliver(professors([without(1), fails(denied)]), consign("a", "b"))
      expect(stopped).toMatchObject({ tags: ["Created", "Unknown"], requests: 2, halt: denied })
      const unread = yield* deliver(professors([fails(garbled), fails(denied)]), consign("a"))
      expect(unread).toMatchObject({ tags: ["Unknown"], requests: 2, halt: denied })
      const refused = fails(new Refused({ message: "school: answered 400" }))
      const result = yield* deliver(professors([without(1), refused]), consign("a", "b"))
      expect(result).toMatchObject({ tags: ["Created", "Unknown"], requests: 2 })
      const again = yield* deliver(professors([fails(garbled), refused]), consign("a"))
      expect(again).toMatchObject({ tags: ["Unknown"], requests: 2 })
    })
  )

  it.effect(
    "makes an answer unsound as long as any record of the batch stays so, keyless ones included",
    () =>
      Effect.gen(function* () {
        const result = yield* deliver(professors([nothing]), consign("a", undefined))
        expect(result.tags).toEqual(["Created", "Unknown"])
        expect(result.sound).toBe(false)
      })
  )

  it.effect(
    "may be none, and the answer unsound all the same: an item that cannot be placed (docs 1.1)",
    () =>
      Effect.gen(function* () {
        const stray: Item = { index: undefined, result: { _tag: "Created" } }
        const result = yield* deliver(professors([answers(items => [...items, stray])]), consign("a", "b"))
        expect(result.tags).toEqual(["Created", "Created"])
        expect(result.sound).toBe(false)
      })
  )
})

describe("a record without a key (Law 3, F6)", () => {
  const lost = new Unavailable({ message: "school: no answer in time", maybeApplied: true })

  it.effect.each<readonly [string, Reply]>([
    ["no answer in time", fails(lost)],
    ["an answer that cannot be read", fails(garbled)],
    ["an answer without it", without(1)],
    ["a connector that breaks", dies()]
  ])("is never sent again after %s", ([, reply]) =>
    Effect.gen(function* () {
      const result = yield* deliver(professors([reply]), consign("a", undefined, "b"))
      expect(result.sent.flat().filter(name => name === "n1")).toHaveLength(1)
      expect(result.tags).toEqual(["Created", "Unknown", "Created"])
    })
  )

  it.effect("ends the delivery when only such records are left", () =>
    Effect.gen(function* () {
      const result = yield* deliver(professors([fails(lost)]), consign(undefined, undefined))
      expect(result).toMatchObject({ tags: ["Unknown", "Unknown"], requests: 1 })
    })
  )

  it.effect.each<readonly [string, Reply]>([
    ["was turned away", fails(new Unavailable({ message: "school: answered 429" }))],
    ["was refused for another record", fails(new Refused({ message: "school: 400", rows: [{ index: 0 }] }))]
  ])("is sent again when the request %s and so stored nothing", ([, reply]) =>
    Effect.gen(function* () {
      const result = yield* deliver(professors([reply]), consign("a", undefined))
      expect(result.sent.flat().filter(name => name === "n1")).toHaveLength(2)
      expect(result.tags[1]).toBe("Created")
    })
  )
})

describe("a connector in JavaScript", () => {
  it.effect.each<readonly [string, () => unknown]>([
    ["gives no Effect", () => undefined],
    ["gives a promise", () => Promise.resolve()],
    ["fails with nothing", () => Effect.fail(undefined)],
    ["fails with what is no reason", () => Effect.fail(new Error("canary"))],
    ["succeeds with nothing", () => Effect.void]
  ])("that %s has broken: its records are unknown, and nothing of it is believed", ([, send]) =>
    Effect.gen(function* () {
      const sink = { ...professors([]), send: send as never }
      const result = yield* deliver(sink, consign("a", "b"))
      expect(result).toMatchObject({ tags: ["Unknown", "Unknown"], sound: false })
      expect(JSON.stringify(result)).not.toContain("canary")
    })
  )

  it.effect.each([{ _tag: "Filtered" }, { _tag: "Held" }, "Created", {}])(
    "is not believed to have %j a record",
    result =>
      Effect.gen(function* () {
        const says = answers(items => items.map(item => ({ ...item, result: result as never })))
        expect(yield* deliver(professors([], says), consign("a"))).toMatchObject({ tags: ["Unknown"] })
      })
  )
})

describe("a request that is refused as a whole", () => {
  const blaming = (...indexes: ReadonlyArray<number>) =>
    new Refused({
      message: "school: answered 400",
      rows: indexes.map(index => ({ index })),
      note: "the vendor's words"
    })
  const rejected = {
    _tag: "Rejected",
    code: "REMOTE_REJECTED",
    message: "school: answered 400",
    note: "the vendor's words"
  }

  it.effect("goes again without the records that the target blames, until it blames none", () =>
    Effect.gen(function* () {
      const script = [fails(blaming(0, 2)), fails(blaming(1)), accepts]
      const result = yield* deliver(professors(script), consign("a", "b", "c", "d"))
      expect(result.sent).toEqual([["n0", "n1", "n2", "n3"], ["n1", "n3"], ["n1"]])
      expect(result.verdicts).toEqual([rejected, { _tag: "Created" }, rejected, rejected])
      expect(result.sound).toBe(true)
    })
  )

  it.effect("rejects each of them for its own reason, and says all that the target says of it", () =>
    Effect.gen(function* () {
      const refused = new Refused({
        message: "school: answered 400",
        rows: [
          { index: 0, code: "REQUIRED_FIELD_MISSING", field: "firstName", note: "no firstName" },
          { index: 2, note: "no lastName" },
          { index: 0, field: "company", note: "no company, please" },
          { index: 3 }
        ],
        note: "all of it"
      })
      const result = yield* deliver(professors([fails(refused), accepts]), consign("a", "b", "c", "d"))
      const { message } = refused
      expect(result.verdicts).toEqual([
        {
          _tag: "Rejected",
          code: "REQUIRED_FIELD_MISSING",
          field: "firstName",
          message,
          note: "no firstName; no company, please"
        },
        { _tag: "Created" },
        { _tag: "Rejected", code: "REMOTE_REJECTED", message, note: "no lastName" },
        { _tag: "Rejected", code: "REMOTE_REJECTED", message, note: "all of it" }
      ])
    })
  )

  it.effect.each([
    ["nobody", undefined],
    ["no list", []],
    ["records that were not sent", [2, -1, 0.5]]
  ] as const)("is divided when the target blames %s", ([, indexes]) =>
    Effect.gen(function* () {
      const rows = indexes?.map(index => ({ index }))
      const refused = new Refused({ message: "school: answered 400", ...(rows && { rows }) })
      const result = yield* deliver(professors([fails(refused)]), consign("a", "b"))
      expect(result.sent).toEqual([["n0", "n1"], ["n0"], ["n1"]])
      expect(result.tags).toEqual(["Created", "Created"])
      expect(result.halt).toBeUndefined()
    })
  )

  it.effect("says nothing of an earlier request with the same record, which is asked for once more", () =>
    Effect.gen(function* () {
      const lost = fails(new Unavailable({ message: "school: no answer in time", maybeApplied: true }))
      const result = yield* deliver(professors([lost, fails(blaming(0))]), consign("a", "b"))
      expect(result.sent).toEqual([["n0", "n1"], ["n0", "n1"], ["n1"], ["n0"]])
      expect(result.tags).toEqual(["Created", "Created"])
    })
  )
})
