import { readFile } from "node:fs/promises"
import { expect, it } from "vitest"
import { visit } from "../Visitor.ts"

it("docs/sandbox.md lists every kind of fault, and no other", async () => {
  await using visitor = await visit()
  const refused = await visitor.faults([{ kind: "" }])
  const { error } = (await refused.json()) as { error: { message: string } }
  const kinds = error.message.replace("fault 1: kind must be one of ", "").split(", ")
  const text = await readFile(new URL("../../../../docs/sandbox.md", import.meta.url), "utf8")
  const rows = text.slice(text.indexOf("| kind |")).matchAll(/^\| (`.*?) \|/gmu)
  const documented = [...rows].flatMap(([, names = ""]) => [...names.matchAll(/`([^`]+)`/gu)])
  expect(documented.map(([, name]) => name).toSorted()).toEqual(kinds.toSorted())
})
