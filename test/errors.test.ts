/** docs/errors.md and the codes of core are one list. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { codes } from "@rollcall/core"
import { expect, it } from "vitest"

it("docs/errors.md explains every code, and no other", () => {
  const page = readFileSync(join(import.meta.dirname, "../docs/errors.md"), "utf8")
  const rows = [...page.matchAll(/^\| `([A-Z_]+)` \| (.+) \| (.+) \|$/gm)].map(([, code, means, act]) => [
    code,
    means,
    act
  ])
  expect(rows).toEqual(Object.entries(codes).map(([code, { means, act }]) => [code, means, act]))
})
