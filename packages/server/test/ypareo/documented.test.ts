import { readFile } from "node:fs/promises"
import { YpareoLookalike as Lookalike } from "@rollcall/server"
import { expect, it } from "vitest"

it("docs/ypareo-lookalike.md lists every kind of fault, and no other", async () => {
  const kinds = Lookalike.Fault.members.map(({ fields }) => fields.kind.literal)
  const text = await readFile(new URL("../../../../docs/ypareo-lookalike.md", import.meta.url), "utf8")
  const rows = text.slice(text.indexOf("| kind |"), text.indexOf("## 4.")).matchAll(/^\| `(.*?)` \|/gmu)
  expect([...rows].map(([, name]) => name)).toEqual(kinds)
})
