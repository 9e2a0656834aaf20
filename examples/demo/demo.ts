/** A school of 2,000 learners reaches the sandbox from its CSV files, twice; `npm run demo` starts it. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { isDeepStrictEqual } from "node:util"
import { usersFile, writeSchool, writeUsers } from "@rollcall/school"
import { type Run, startSandbox, sync } from "./commands.ts"
import { compare } from "./compare.ts"

/** What a target takes in a minute (docs/contract.md 1): both runs together stay below it, so that nothing waits. */
const requestsAllowed = 24

const say = (line: string) => process.stdout.write(`${line}\n`)

let failures = 0
const expect = (claim: string, holds: boolean) => {
  if (!holds) failures += 1
  say(`${holds ? "✓" : "✗ NOT TRUE:"} ${claim}`)
}

const folder = await mkdtemp(join(tmpdir(), "rollcall-demo-"))
const sandbox = await startSandbox()
try {
  const { files, verdicts } = writeSchool(folder, { seed: 2026 })
  say("A school's exports, with the damage they come with:")
  for (const { name, rows, bytes } of files) say(`  ${name}: ${rows} rows, ${bytes} bytes`)
  say(`A sandbox: ${sandbox.url}\n\nThe first run`)

  const agrees = ({ ledgers }: Run) =>
    Object.entries(verdicts).every(([entity, counts]) =>
      Object.entries(counts).every(([kind, count]) => Object(ledgers[entity])[kind] === count)
    )
  const first = await sync(folder, sandbox)
  expect("every row has the verdict that the generator foretold", agrees(first))
  const held = await compare(folder, sandbox)
  expect(
    `the sandbox holds the ${held.records} records of expected.json, field by field`,
    held.differences.length === 0
  )

  say("\nThe same files again")
  const { total } = await sync(folder, sandbox)
  const unchanged = total.created + total.updated + total.unarchived === 0 && total.unchanged === held.records
  expect(`the same again: nothing created, nothing changed, ${total.unchanged} unchanged`, unchanged)
  expect("the sandbox holds the same", (await compare(folder, sandbox)).differences.length === 0)

  const requests = await sandbox.requests()
  expect(
    `${requests} requests in all, of the ${requestsAllowed} that a minute allows`,
    requests <= requestsAllowed
  )

  const users = writeUsers(folder, { seed: 2026 })
  say(`\nThe accounts of apprentices and their tutors, ${usersFile}, to the endpoint for users`)
  const config = fileURLToPath(new URL("./users.config.ts", import.meta.url))
  const { total: sent } = await sync(folder, sandbox, { config })
  const foretold = Object.entries(users.verdicts).every(([kind, count]) => Object(sent)[kind] === count)
  expect("every row has the verdict that the generator foretold", foretold)
  const heldUsers = async () => {
    const held = (await sandbox.held("users")).map(({ fields }) => fields)
    return (
      held.length === users.held.length &&
      users.held.every(user => held.some(one => isDeepStrictEqual(one, user)))
    )
  }
  expect(`the sandbox holds the ${users.held.length} users that it should, part by part`, await heldUsers())
  const { total: again } = await sync(folder, sandbox, { config })
  expect(
    `the same again: nobody created, ${again.updated} taken (this endpoint does not say whether a user was changed)`,
    again.created === 0 && again.updated === users.held.length
  )
  expect("the sandbox holds the same", await heldUsers())
} finally {
  await sandbox.close()
  await rm(folder, { recursive: true })
}
process.exitCode = failures === 0 ? 0 : 1
