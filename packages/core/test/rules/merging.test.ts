import { describe, expect, it } from "@effect/vitest"
import { Arbitrary } from "effect"
import { User } from "../../src/entities/User.ts"
import { joined } from "../../src/rules/items.ts"
import { list, pick } from "../generate.ts"
import { holding, judge, stored, words } from "./holding.ts"

const named = { sourceId: "7", source: "acme", firstName: "Ann" }
const attribute = (name: string, value: string, type = "text") => ({ class: "user", name, type, value })
const home = { type: "delivery", code: "home", street: "Rue", city: "Paris", country: "FR" }

/** What is decided about a user who is held with these fields and given with those. */
const changes = (held: object, given: object) =>
  judge(User, holding(stored("u-1", { ...named, ...held })), [{ ...named, ...given }])[0]

const unchanged = { _tag: "Unchanged", id: "u-1" }
const updated = (changes: object) => ({ _tag: "Update", id: "u-1", changes })

describe("lists of objects merge (docs/contract.md 2.3)", () => {
  const [a, b] = [attribute("a", "1"), attribute("b", "2")]

  it.each<readonly [string, object, object, object]>([
    ["a list that is given for the first time", {}, { attributes: [a] }, updated({ attributes: [a] })],
    ["an item more", { attributes: [a] }, { attributes: [b] }, updated({ attributes: [a, b] })],
    [
      "another value",
      { attributes: [a, b] },
      { attributes: [attribute("a", "9")] },
      updated({ attributes: [attribute("a", "9"), b] })
    ],
    [
      "one name in another class",
      { attributes: [a] },
      { attributes: [{ ...a, class: "other" }] },
      updated({ attributes: [a, { ...a, class: "other" }] })
    ],
    ["the same once more", { attributes: [a, b] }, { attributes: [a, b] }, unchanged],
    ["the same in another order", { attributes: [a, b] }, { attributes: [b, a] }, unchanged],
    ["a part of it", { attributes: [a, b] }, { attributes: [b] }, unchanged],
    ["nothing", { attributes: [a] }, { attributes: [] }, unchanged],
    ["nothing where nothing is", {}, { attributes: [] }, unchanged],
    [
      "what tells it apart, spelt differently",
      { attributes: [a] },
      { attributes: [{ ...a, name: " a" }] },
      unchanged
    ],
    [
      "a part more of an address, without those that it had",
      { addresses: [{ ...home, phone: "1" }] },
      { addresses: [{ ...home, number: "7" }] },
      updated({ addresses: [{ ...home, phone: "1", number: "7" }] })
    ],
    [
      "an address under another code",
      { addresses: [home] },
      { addresses: [{ ...home, code: "work" }] },
      updated({ addresses: [home, { ...home, code: "work" }] })
    ],
    [
      "a list that is held as something else",
      { attributes: "a" },
      { attributes: [a] },
      updated({ attributes: [a] })
    ]
  ])("%s", (_, held, given, decision) => {
    expect(changes(held, given)).toEqual(decision)
  })

  it("a new user has the list as it was given, and none that is empty", () => {
    const [decision] = judge(User, holding(), [{ ...named, attributes: [a], addresses: [] }])
    expect(decision).toEqual({ _tag: "Create", id: "new-1", fields: { ...named, attributes: [a] } })
  })

  it("more than a list may have, with those that are held, are refused (2.8)", () => {
    const many = Array.from({ length: 99 }, (_, n) => attribute(`n${n}`, "1"))
    expect(changes({ attributes: many }, { attributes: [a] })).toMatchObject({ _tag: "Update" })
    expect(changes({ attributes: many }, { attributes: [a, b] })).toEqual({
      _tag: "Refuse",
      code: "VALIDATION_ERROR",
      field: "attributes",
      message: "must have at most 100 items, with those that are held"
    })
  })
})

describe("what else is decided about a user (docs/contract.md 2)", () => {
  const boss = stored("u-9", { sourceId: "9", source: "acme", language: "fr", firstName: "Bo" })

  it("a parent is another record when any part of its name is", () => {
    const parent = { sourceId: "9", source: "acme" }
    const judged = (held: object, given: object) =>
      judge(
        User,
        holding(boss, stored("u-8", { ...parent, firstName: "Cy" }), stored("u-1", { ...named, ...held })),
        [{ ...named, ...given }]
      )[0]
    expect(judged({ parent }, { parent: { ...parent } })).toEqual(unchanged)
    const french = { ...parent, language: "fr" }
    expect(judged({ parent }, { parent: french })).toEqual(updated({ parent: french }))
    expect(judged({ parent }, {})).toEqual(unchanged)
  })

  it.each<readonly [string, object, string]>([
    ["is there", { sourceId: "9", source: "acme", language: "fr" }, "Create"],
    ["is there under another spelling", { sourceId: " 9", source: "acme ", language: "fr" }, "Create"],
    ["has another language (2.7)", { sourceId: "9", source: "acme" }, "PARENT_USER_NOT_FOUND"],
    ["is in no other request", { sourceId: "1", source: "acme" }, "PARENT_USER_NOT_FOUND"],
    ["is the user", { sourceId: "7", source: "acme" }, "USER_CYCLE"]
  ])("a parent that %s: $2", (_, parent, word) => {
    const other = { sourceId: "1", source: "acme", firstName: "Di" }
    expect(words(User, holding(boss), [other, { ...named, parent }])).toEqual(["Create", word])
  })

  it("a circle is refused, judged against the state so far (1.13)", () => {
    const [one, two] = [
      { sourceId: "1", source: "acme" },
      { sourceId: "2", source: "acme" }
    ]
    const held = holding(stored("u-1", { ...one, firstName: "A" }), stored("u-2", { ...two, firstName: "B" }))
    const request = [
      { ...one, firstName: "A", parent: two },
      { ...two, firstName: "B", parent: one }
    ]
    expect(words(User, held, request)).toEqual(["Update", "USER_CYCLE"])
  })

  it("the same triple twice in a request is refused, two languages are two users", () => {
    const request = [named, { ...named, language: "fr" }, { ...named, sourceId: " 7" }]
    expect(words(User, holding(), request)).toEqual(["Create", "Create", "DUPLICATE_IN_REQUEST"])
  })

  it.each(["source", "sourceId", "firstName"])("without %s nothing is decided, new or held (2.1)", field => {
    const { [field]: _, ...lacking }: Record<string, string> = named
    expect(judge(User, holding(stored("u-1", named)), [lacking])).toMatchObject([
      { _tag: "Refuse", code: "REQUIRED_FIELD_MISSING", field }
    ])
  })
})

interface Item {
  readonly name: string
  readonly value?: string
  readonly type?: string
}

const by = ["name"]
const item: Arbitrary.Arbitrary<Item> = Arbitrary.map(
  Arbitrary.all([pick("a", "b", "c", "d", "a "), pick("1", "2", undefined), pick("x", "y", undefined)]),
  ([name, value, type]) => ({ name, ...(value && { value }), ...(type && { type }) })
)
/** A list as a request may have it: no two items of one name. */
const items = Arbitrary.map(list(item, 5), all => [
  ...new Map(all.map(one => [one.name.trim(), one])).values()
])

/** What is held after a list was given, whatever the order. */
const merged = (held: ReadonlyArray<Item>, given: ReadonlyArray<Item>) =>
  (joined(by, held, given) ?? held) as ReadonlyArray<Item>
const asSet = (held: ReadonlyArray<Item>) =>
  new Set(held.map(one => JSON.stringify(Object.entries(one).toSorted())))

describe("whatever is held and given (Law 8)", () => {
  const runs = { arbitrary: { runs: 500 } }

  it.prop(
    "a list given twice changes nothing the second time",
    [items, items],
    ([held, given]) => {
      expect(joined(by, merged(held, given), given)).toBeUndefined()
    },
    runs
  )

  it.prop(
    "the order of what is given and of what is held means nothing",
    [items, items],
    ([held, given]) => {
      const expected = asSet(merged(held, given))
      expect(asSet(merged(held, given.toReversed()))).toEqual(expected)
      expect(asSet(merged(held.toReversed(), given))).toEqual(expected)
    },
    runs
  )

  it.prop(
    "nothing goes away: every item and every part that was held is held, or was given anew",
    [items, items],
    ([held, given]) => {
      const now = new Map(merged(held, given).map(one => [one.name.trim(), one]))
      const news = new Map(given.map(one => [one.name.trim(), one]))
      for (const one of held) {
        const name = one.name.trim()
        const { name: _, ...parts } = { ...one, ...news.get(name) }
        expect(now.get(name)).toEqual({ name: one.name, ...parts })
      }
      expect(now.size).toBe(new Set([...held, ...given].map(one => one.name.trim())).size)
    },
    runs
  )
})
