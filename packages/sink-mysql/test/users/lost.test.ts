/** A connection that is lost over the commit: lists and objects are known again, however the server orders their parts. */
import { expect, it } from "vitest"
import { MySql } from "../../src/index.ts"
import { proxyTo } from "../lost/Proxy.ts"
import { migrated } from "../Migrated.ts"
import { push } from "../tables.ts"
import { address, attribute, user } from "./school.ts"

it.each([
  ["who is new", [user("2", { attributes: [attribute("a", "1")] })], "created"],
  ["who has more in a list", [user("1", { attributes: [attribute("b", "1")] })], "updated"],
  ["who has moved", [user("1", { parent: { sourceId: "0", source: "school" } })], "updated"]
] as const)("%s is stored once, and said to be", async (_, records, word) => {
  await using database = await migrated()
  await using proxy = await proxyTo(database.url)
  await using target = MySql.target({ url: proxy.url })
  const held = { attributes: [attribute("a", "1")], addresses: [address("home", "Rue A")] }
  await push(target.users, [user("0"), user("1", held)])
  const happened = proxy.at("COMMIT", { cut: "answered" })
  expect(await push(target.users, records)).toEqual([word])
  await happened
  expect(await push(target.users, records)).toEqual(["unchanged"])
})
