/** A school of 2,000 learners, and its users, reach the sandbox from CSV files, twice. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { expectedUsersFile, type WrittenFile, writeSchool, writeUsers } from "@rollcall/school"
import { expect, foretold, say } from "./claims.ts"
import { startSandbox, sync } from "./commands.ts"
import { compareFile } from "./compare.ts"

/** What a target takes in a minute (docs/contract.md 1): both runs together stay below it, so that nothing waits. */
const requestsAllowed = 24

const tell = ({ files }: { readonly files: ReadonlyArray<WrittenFile> }) => {
  for (const { name, rows, bytes } of files) say(`  ${name}: ${rows} rows, ${bytes} bytes`)
}

export const csv = async (): Promise<void> => {
  const folder = await mkdtemp(join(tmpdir(), "rollcall-demo-"))
  const sandbox = await startSandbox()
  try {
    const school = writeSchool(folder, { seed: 2026 })
    const expected = join(folder, "expected.json")
    say("A school's exports, with the damage they come with:")
    tell(school)
    say(`A sandbox: ${sandbox.url}\n\nThe first run`)

    const first = await sync(folder, sandbox)
    expect(
      "every row has the verdict that the generator foretold, and the counts balance",
      foretold(school.verdicts, first)
    )
    const held = await compareFile(expected, sandbox)
    expect(
      `the sandbox holds the ${held.records} records of expected.json, field by field`,
      held.differences.length === 0
    )

    say("\nThe same files again")
    const { total } = await sync(folder, sandbox)
    const unchanged =
      total.created + total.updated + total.unarchived === 0 && total.unchanged === held.records
    expect(`the same again: nothing created, nothing changed, ${total.unchanged} unchanged`, unchanged)
    expect("the sandbox holds the same", (await compareFile(expected, sandbox)).differences.length === 0)

    const requests = await sandbox.requests()
    expect(
      `${requests} requests in all, of the ${requestsAllowed} that a minute allows`,
      requests <= requestsAllowed
    )

    const users = writeUsers(folder, { seed: 2026 })
    const expectedUsers = join(folder, expectedUsersFile)
    const config = fileURLToPath(new URL("./users.config.ts", import.meta.url))
    say("\nThe accounts of apprentices and their tutors, to the endpoint for users:")
    tell(users)

    const sent = await sync(folder, sandbox, { config })
    expect(
      "every row has the verdict that the generator foretold, and the counts balance",
      foretold(users.verdicts, sent)
    )
    const heldUsers = await compareFile(expectedUsers, sandbox)
    expect(
      `the sandbox holds the ${heldUsers.records} users of ${expectedUsersFile}, field by field`,
      heldUsers.differences.length === 0
    )

    say("\nThe same accounts again")
    const { total: again } = await sync(folder, sandbox, { config })
    expect(
      `the same again: nobody created, ${again.updated} taken (this endpoint does not say whether a user was changed)`,
      again.created === 0 && again.updated === heldUsers.records
    )
    expect("the sandbox holds the same", (await compareFile(expectedUsers, sandbox)).differences.length === 0)
  } finally {
    await sandbox.close()
    await rm(folder, { recursive: true })
  }
}
