import { databaseFor } from "@rollcall/test-databases"
import { describe, expect, it } from "vitest"
import { query } from "./query.ts"
import { makeFolder, rollcall, start } from "./rollcall.ts"

/** A sandbox over a database, and what a client does with it. */
const startOver = async (folder: string, database: string) => {
  const started = start(folder, ["sandbox", "--mysql", database, "--api-key", "mine"])
  await started.said("Ctrl-C ends it")
  const url = started.out().trim()
  const call = async (method: string, path: string, body?: object) => {
    const headers = { authorization: "Bearer mine", "content-type": "application/json" }
    const request = { method, headers, ...(body && { body: JSON.stringify(body) }) }
    const answer = await fetch(`${url}${path}`, request)
    return { status: answer.status, text: await answer.text() }
  }
  const lines = async (path: string): Promise<ReadonlyArray<Record<string, unknown>>> => {
    const { text } = await call("GET", path)
    return text.split("\n").flatMap(line => (line === "" ? [] : [JSON.parse(line)]))
  }
  return {
    call,
    held: () => lines("/sandbox/students"),
    announced: () => lines("/sandbox/announced"),
    /** Their statuses; those who are created get a credentials mail. */
    upsert: async (students: ReadonlyArray<object>) => {
      const options = { onStudentCreated: { sendCredentials: true } }
      const { text } = await call("POST", "/v3/students/batch-upsert", { students, options })
      const { results } = JSON.parse(text)
      return results.map(({ status }: { readonly status: string }) => status)
    },
    end: async (signal: NodeJS.Signals) => {
      started.child.kill(signal)
      return started.ended
    }
  }
}

const zoe = { externalReferenceId: "A1", firstName: "Zoé", lastName: "Lefèvre", tags: ["b", "a"] }
const paul = { externalReferenceId: "A2", firstName: "Paul", lastName: "Petit", email: "paul@petit.example" }

describe("rollcall sandbox --mysql", () => {
  it("makes its tables, and has after a SIGKILL what it had before", async () => {
    using folder = makeFolder()
    await using database = await databaseFor()
    const first = await startOver(folder.path, database.url)
    expect(await first.upsert([zoe, paul])).toEqual(["created", "created"])
    await first.call("POST", "/sandbox/students", [{ archived: true, fields: { externalReferenceId: "A3" } }])
    const [held, announced] = [await first.held(), await first.announced()]
    expect(held).toHaveLength(3)
    expect(announced).toHaveLength(2)
    expect((await first.end("SIGKILL")).signal).toBe("SIGKILL")

    const second = await startOver(folder.path, database.url)
    expect([await second.held(), await second.announced()]).toEqual([held, announced])
    expect(await second.upsert([zoe, paul])).toEqual(["unchanged", "unchanged"])
    await second.call("POST", "/sandbox/students", [{ fields: { externalReferenceId: "A4" } }])
    const keys = (await second.held()).map(({ fields }) => Object(fields).externalReferenceId)
    expect(keys.sort()).toEqual(["A1", "A2", "A3", "A4"])
    expect(await second.announced()).toEqual(announced)
    expect((await second.end("SIGTERM")).code).toBe(0)
  })

  it("puts nothing of what the tables do not take", async () => {
    using folder = makeFolder()
    await using database = await databaseFor()
    const sandbox = await startOver(folder.path, database.url)
    const seeds = ["Z", "Z".repeat(101)].map(firstName => ({ fields: { firstName } }))
    expect((await sandbox.call("POST", "/sandbox/students", seeds)).status).toBe(500)
    expect(await sandbox.held()).toEqual([])
    await sandbox.end("SIGTERM")
  })

  it("keeps stdout for its address when the database fails under it, and values out of what it says", async () => {
    using folder = makeFolder()
    await using database = await databaseFor()
    const sandbox = await startOver(folder.path, database.url)
    expect(await sandbox.upsert([zoe])).toEqual(["created"])
    await query(database.url, "DROP TABLE rollcall_students")
    const { status, text } = await sandbox.call("POST", "/v3/students/batch-upsert", { students: [paul] })
    expect([status, text]).toEqual([500, expect.stringContaining("INTERNAL_ERROR")])
    const { out, err, code } = await sandbox.end("SIGTERM")
    expect(out.trim().split("\n")).toHaveLength(1)
    expect(err).toContain("ER_NO_SUCH_TABLE")
    expect(`${out}${err}${text}`).not.toMatch(/Petit|petit\.example/)
    expect(code).toBe(0)
  })

  it.each([
    ["no address", "s3cret", 2, "must look like mysql://user:password@host:3306/database"],
    ["a server that is away", "mysql://root:s3cret@127.0.0.1:1/school", 9, "ECONNREFUSED"]
  ])("does not start on %s", async (_, address, exitCode, message) => {
    using folder = makeFolder()
    const { code, out, err } = await rollcall(folder.path, ["sandbox", "--mysql", address])
    expect([code, out]).toEqual([exitCode, ""])
    expect(err).toContain(message)
    expect(err).not.toContain("s3cret")
  })
})
