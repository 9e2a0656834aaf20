/** The examples that need a database, each on one of its own. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { writeSchool } from "@rollcall/school"
import { databaseFor } from "@rollcall/test-databases"
import { createConnection, type RowDataPacket } from "mysql2/promise"
import { afterAll, describe, expect, it } from "vitest"

const folder = mkdtempSync(join(tmpdir(), "rollcall-examples-"))
afterAll(() => rmSync(folder, { recursive: true }))

const start = (command: string, args: ReadonlyArray<string>, env: Record<string, string>) => {
  const child = spawn(command, args, { env: { ...process.env, ...env } })
  const said = { out: "", err: "" }
  child.stdout.on("data", text => (said.out += text))
  child.stderr.on("data", text => (said.err += text))
  const ended = once(child, "close").then(([exitCode]) => ({ exitCode, ...said }))
  return { child, said, ended }
}

const example = (name: string, args: ReadonlyArray<string>, env: Record<string, string>) =>
  start(process.execPath, [join(import.meta.dirname, name), ...args], env)

/** A database whose tables `rollcall migrate` has made. */
const migrated = async () => {
  const database = await databaseFor()
  const rollcall = join(import.meta.dirname, "node_modules/.bin/rollcall")
  await start(rollcall, ["migrate"], { DATABASE_URL: database.url }).ended
  return database
}

/** Every column of every student, so also when it was last written. */
const students = async (url: string): Promise<ReadonlyArray<RowDataPacket>> => {
  const connection = await createConnection(url)
  const [rows] = await connection.query<Array<RowDataPacket>>("SELECT * FROM rollcall_students ORDER BY id")
  await connection.end()
  return rows
}

describe("examples/03-csv-to-mysql.ts", () => {
  it("stores a school's learners, and the same again writes nothing", async () => {
    await using database = await migrated()
    const { verdicts } = writeSchool(folder, { seed: 1, learners: 120, trainers: 5, groups: 6 })
    const run = () => {
      const env = { DATABASE_URL: database.url }
      return example("03-csv-to-mysql.ts", [join(folder, "apprenants.csv")], env).ended
    }
    const first = await run()
    expect(first).toMatchObject({ exitCode: 4 })
    expect(first.out).toContain(`created: ${verdicts.students.created}`)
    expect(first.err).toMatch(/apprenants\.csv:\d+.*\(KEY_MISSING\)/)
    const rows = await students(database.url)
    expect(rows).toHaveLength(verdicts.students.created)
    expect((await run()).out).toContain(`unchanged: ${verdicts.students.created}`)
    expect(await students(database.url)).toEqual(rows)
  })

  it("says in one line that there is no address", async () => {
    const { ended } = example("03-csv-to-mysql.ts", [], { DATABASE_URL: "" })
    const message =
      "mysql: the address of the database must look like mysql://user:password@host:3306/database\n"
    expect(await ended).toEqual({ exitCode: 2, out: "", err: message })
  })
})

describe("the README's section on MySQL", () => {
  it("runs as it is pasted, twice", async () => {
    await using database = await databaseFor()
    const { verdicts } = writeSchool(folder, { seed: 2, learners: 40, trainers: 0, groups: 1 })
    const root = join(import.meta.dirname, "..")
    const readme = readFileSync(join(root, "README.md"), "utf8")
    const pasted = /```sh\n(export DATABASE_URL=[\s\S]*?)npx rollcall sandbox/.exec(readme)?.[1] ?? "exit 1"
    const commands = pasted
      .replace(/^export .*$/m, `export DATABASE_URL='${database.url}'`)
      .replace("apprenants.csv", join(folder, "apprenants.csv"))
    const first = await start("bash", ["-ec", `cd '${root}'\n${commands}`], {}).ended
    expect(first).toMatchObject({ exitCode: 0, err: expect.stringContaining("ran 0001-") })
    expect(first.out).toContain(`created: ${verdicts.students.created}`)
    const second = await start("bash", ["-ec", `cd '${root}'\n${commands}`], {}).ended
    expect(second).toMatchObject({ exitCode: 0, err: expect.stringContaining("nothing to run") })
    expect(second.out).toContain(`unchanged: ${verdicts.students.created}`)
  })
})

describe("examples/04-in-a-node-service.ts", () => {
  it("answers the endpoints over the tables, and leaves the other routes to the service", async () => {
    await using database = await migrated()
    const env = { API_KEY: "key", DATABASE_URL: database.url, PORT: "0" }
    const { child, said, ended } = example("04-in-a-node-service.ts", [], env)
    while (!said.out.includes("port") && child.exitCode === null)
      await Promise.race([once(child.stdout, "data"), ended])
    const url = `http://127.0.0.1:${/port: (\d+)/.exec(said.out)?.[1]}`
    const upsert = (key: string) =>
      fetch(`${url}/v3/students/batch-upsert`, {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        body: JSON.stringify({
          students: [{ externalReferenceId: "A1", firstName: "Zoé", lastName: "Lefèvre" }]
        })
      })
    const created = await upsert("key")
    expect([created.status, await created.json()]).toMatchObject([200, { results: [{ status: "created" }] }])
    expect(await (await upsert("key")).json()).toMatchObject({ results: [{ status: "unchanged" }] })
    expect(await students(database.url)).toMatchObject([{ external_reference_id: "A1", first_name: "Zoé" }])
    expect((await upsert("other")).status).toBe(401)
    expect((await fetch(`${url}/v3/openapi.json`)).status).toBe(200)
    expect((await fetch(`${url}/v3/students/batch-upsert`)).status).toBe(405)
    expect(await (await fetch(`${url}/health`)).text()).toBe("well")
    expect((await fetch(`${url}/elsewhere`)).status).toBe(404)

    // What cannot be passed on ends its own connection, and nothing else.
    const client = connect(Number(new URL(url).port), "127.0.0.1")
    client.write("TRACE /v3/students/batch-upsert HTTP/1.1\r\nhost: x\r\n\r\n")
    await once(client, "close")
    expect((await upsert("key")).status).toBe(200)
    child.kill("SIGTERM")
    expect(await ended).toMatchObject({ exitCode: 0, err: "" })
  })
})
