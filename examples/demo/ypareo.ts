/** The look-alike's school of 2,000 learners reaches the sandbox from YPAREO, twice. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expectedOfYpareo, makeYpareo, schoolYearOf } from "@rollcall/school"
import { expect, foretold, say } from "./claims.ts"
import { startSandbox, sync } from "./commands.ts"
import { compare } from "./compare.ts"

const config = fileURLToPath(new URL("../06-ypareo-to-edusign.config.ts", import.meta.url))

/** What that configuration decides of a school (docs/ypareo-lookalike.md 4). */
const mapping = { below: "formation", companies: true } as const

export const ypareo = async (): Promise<void> => {
  const seed = 2026
  const folder = await mkdtemp(join(tmpdir(), "rollcall-demo-"))
  const sandbox = await startSandbox("--ypareo", "--ypareo-seed", String(seed))
  try {
    const expected = expectedOfYpareo(makeYpareo({ seed, year: schoolYearOf(new Date()) }), mapping)
    say(`A school at YPAREO: ${sandbox.url}/index.php\nA sandbox: ${sandbox.url}\n\nThe first run`)

    const first = await sync(folder, sandbox, { config })
    expect(
      "every row has the verdict that the generator foretold, and the counts balance",
      foretold(expected.verdicts, first)
    )
    const held = await compare(expected, sandbox)
    expect(
      `the sandbox holds the ${held.records} records that the generator expects, field by field`,
      held.differences.length === 0
    )

    say("\nThe same school again")
    const { total } = await sync(folder, sandbox, { config })
    const unchanged =
      total.created + total.updated + total.unarchived === 0 && total.unchanged === held.records
    expect(`the same again: nothing created, nothing changed, ${total.unchanged} unchanged`, unchanged)
    expect("the sandbox holds the same", (await compare(expected, sandbox)).differences.length === 0)
  } finally {
    await sandbox.close()
    await rm(folder, { recursive: true })
  }
}
