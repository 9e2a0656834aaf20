/** Users: three fields that name one together, lists that merge, trees that move, circles, and what is no user. */
import { User } from "@rollcall/core"
import { Arbitrary } from "effect"
import { list, mostly, number, pick, some } from "../generate.ts"
import { archived, held, record } from "./record.ts"

/** Field by field, so that a record with many of them is right more often than not. */
const rarely = 40

const text = (...usual: ReadonlyArray<string>) =>
  mostly([undefined, undefined, ...usual], ["", null, 7, "x".repeat(256), "\ud800"], rarely)

const attribute = (name: string, value: string, more = {}) => ({
  class: "user",
  name,
  type: "text",
  value,
  ...more
})

const address = (code: string, street: string, more = {}) => ({
  type: "invoice",
  code,
  street,
  city: "Lyon",
  country: "FR",
  ...more
})

const numbered = (from: number, count: number) =>
  Array.from({ length: count }, (_, n) => attribute(`n${from + n}`, "1"))

const attributes = mostly(
  [
    undefined,
    undefined,
    [],
    [attribute("a", "1")],
    [attribute("a", "2"), attribute("b", "1")],
    [attribute("b", "1"), attribute("a", "1")],
    [attribute(" a", "1", { type: "other" })],
    [attribute("\u00e9", "'\\\"\0")],
    [attribute("e\u0301 ", "1")],
    [attribute("a", "1", { class: "user/a" }), attribute("a/a", "1")],
    numbered(60, 30)
  ],
  [
    [attribute("a", "1"), attribute("a", "2")],
    [{ class: "user", name: "a" }],
    [attribute("a", "")],
    [attribute("a", "1", { unit: "cm" })],
    numbered(0, 101),
    ["a"],
    attribute("a", "1"),
    null
  ],
  rarely / 4
)

const addresses = mostly(
  [
    undefined,
    undefined,
    undefined,
    [],
    [address("home", "Rue A")],
    [address("home", "Rue B", { isDefault: "Y", email: "X@y" })],
    [address(" home", "Rue A"), address("work", "Rue C", { type: "delivery" })]
  ],
  [[address("home", "Rue A", { type: "other" })], [address("home", "Rue A", { isDefault: true })], "home"],
  rarely / 2
)

const named = (sourceId: string, source: string, language?: string) => ({
  sourceId,
  source,
  ...(language !== undefined && { language })
})

const parent = mostly(
  [
    undefined,
    undefined,
    undefined,
    undefined,
    named("1", "x"),
    named(" 1", "x", "fr"),
    named("2", "x"),
    named("2", "y"),
    named("a/b", "x"),
    named("a", "b/x"),
    named("9", "x")
  ],
  [null, "1", {}, { source: "x" }, { sourceId: "1" }, { ...named("1", "x"), name: "Ann" }],
  rarely / 2
)

const user = record({
  sourceId: mostly(
    ["1", "1", "2", "2", " 2", "01", "a", "a/b", "\u00e9", "e\u0301 "],
    [undefined, "", " ", 7, null, "k".repeat(191), "\ud800"],
    rarely
  ),
  source: mostly(["x", "x", "x", " x", "y", "b/x"], [undefined, "", 7, null, "s".repeat(191)], rarely),
  language: mostly(
    [undefined, undefined, undefined, undefined, "fr", "fr ", "en"],
    ["", null, "l".repeat(36)],
    rarely
  ),
  firstName: mostly(["Ann", "Bo", "Bo "], [undefined, undefined, "", null], rarely / 2),
  lastName: text("Lee", "Roux"),
  gender: mostly([undefined, undefined, "m", "f"], ["x", "M", ""], rarely),
  dateOfBirth: mostly([undefined, undefined, "2001-02-03"], ["2001-02-30", "3.2.2001"], rarely),
  email: mostly([undefined, undefined, "x@y", "X@y"], ["x", null], rarely),
  company: text("Acme", "acme"),
  primaryLanguage: mostly([undefined, undefined, "fr", "en"], ["FR", "fra"], rarely),
  attributes,
  addresses,
  parent
})

/** The first two of a request may be a parent and its child, in either order, so that circles come about. */
const moves = Arbitrary.flatMap(number(1, 3), turn =>
  turn > 1
    ? pick<ReadonlyArray<unknown>>([])
    : Arbitrary.map(
        Arbitrary.all([pick("1", "2"), pick("x", "y"), pick("1", "2"), pick("x", "y")]),
        ([id, source, otherId, other]): ReadonlyArray<unknown> => [
          { ...named(id, source), firstName: "Ann", parent: named(otherId, other) },
          { ...named(otherId, other), firstName: "Ann", parent: named(id, source) }
        ]
      )
)

export const users = {
  entity: User,
  held: some(
    held("u1", { ...named("1", "x"), firstName: "Ann", attributes: [attribute("a", "1")] }),
    held("u2", { ...named("1", "x", "fr"), firstName: "Ann", addresses: [address("home", "Rue A")] }),
    held("u3", { ...named("2", "x"), firstName: "Bo", parent: named("1", "x") }),
    held("u4", { ...named("2", "y"), firstName: "Bo", parent: named(" 2", "x"), gender: "m" }),
    held("u5", { ...named("e\u0301", "x"), firstName: "Cy", attributes: numbered(0, 75) }),
    archived("u6", { ...named("a/b", "x"), firstName: "Di" }),
    // A circle that was there before, as another program may have left it.
    held("u7", { ...named("a", "x"), firstName: "Ed", parent: named("a", "b/x") }),
    held("u8", { ...named("a", "b/x"), firstName: "Ed", parent: named("a", "x") })
  ),
  records: Arbitrary.map(Arbitrary.all([moves, list(user, 8, 1)]), ([moves, records]) => [
    ...moves,
    ...records
  ])
}
