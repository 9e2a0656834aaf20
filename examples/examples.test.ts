/** Every example runs, against a sandbox or a server of its own. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:http"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Pipeline } from "@rollcall/core"
import { makeYpareo, schoolYearOf, usersFile, writeSchool, writeUsers } from "@rollcall/school"
import * as Sandbox from "@rollcall/server/sandbox"
import { Edusign } from "@rollcall/sink-http"
import { afterAll, describe, expect, it } from "vitest"
import { pupils, toStudent } from "./02-your-own-connector.ts"

const folder = mkdtempSync(join(tmpdir(), "rollcall-examples-"))
afterAll(() => rmSync(folder, { recursive: true }))

const heldStudents = async ({ url }: { readonly url: string }, apiKey: string) => {
  const answer = await fetch(`${url}/sandbox/students`, { headers: { authorization: `Bearer ${apiKey}` } })
  const lines = (await answer.text()).split("\n").filter(line => line !== "")
  return lines.map(line => JSON.parse(line).fields)
}

/** Runs an example over a file of the folder, to its end. */
const program = async (name: string, file: string, env: Record<string, string>) => {
  const child = spawn(process.execPath, [join(import.meta.dirname, name), join(folder, file)], {
    env: { ...process.env, ...env }
  })
  const said = { out: "", err: "" }
  child.stdout.on("data", text => (said.out += text))
  child.stderr.on("data", text => (said.err += text))
  const [exitCode] = await once(child, "close")
  return { exitCode, ...said }
}

describe("examples/01-csv-to-edusign.ts", () => {
  it("sends a school's learners, and the same again changes nothing", async () => {
    await using sandbox = await Sandbox.startPromise({ apiKey: "key" })
    const { verdicts } = writeSchool(folder, { seed: 1, learners: 120, trainers: 5, groups: 6 })
    const env = { EDUSIGN_API_KEY: "key", EDUSIGN_BASE_URL: sandbox.url }
    const run = () => program("01-csv-to-edusign.ts", "apprenants.csv", env)
    const first = await run()
    expect(first).toMatchObject({ exitCode: 4 })
    expect(first.out).toContain(`created: ${verdicts.students.created}`)
    expect(first.err).toMatch(/apprenants\.csv:\d+.*\(KEY_MISSING\)/)
    const held = await heldStudents(sandbox, "key")
    expect(held).toHaveLength(verdicts.students.created)
    expect((await run()).out).toContain(`unchanged: ${verdicts.students.created}`)
    expect(await heldStudents(sandbox, "key")).toEqual(held)
  })
})

describe("examples/05-users-to-propeller.ts", () => {
  it("sends a school's accounts, and the same again creates nobody", async () => {
    await using sandbox = await Sandbox.startPromise({ apiKey: "key" })
    const { verdicts, rejected } = writeUsers(folder, { seed: 4, apprentices: 60 })
    const run = () =>
      program("05-users-to-propeller.ts", usersFile, {
        PROPELLER_CLIENT_ID: "key",
        PROPELLER_CLIENT_SECRET: "key",
        PROPELLER_BASE_URL: `${sandbox.url}/v2`
      })
    const first = await run()
    expect(first).toMatchObject({ exitCode: 4 })
    expect(first.out).toContain(`created: ${verdicts.users.created},`)
    for (const { line, code } of rejected)
      expect(first.err).toMatch(new RegExp(`${usersFile}:${line}\\b.*\\(${code}\\)`, "u"))
    const again = await run()
    expect(again.out).toContain("created: 0,")
    expect(again.out).toContain(`updated: ${verdicts.users.created},`)
  })
})

describe("examples/06-ypareo-to-edusign.config.ts", () => {
  it("is checked, and told which endpoints its token may not call", async () => {
    const { records } = makeYpareo({
      seed: 1,
      learners: 60,
      trainers: 12,
      groups: 8,
      year: schoolYearOf(new Date())
    })
    const denied = { "/contrats": 403, "/utilisateur/personnels": 401 } as const
    await using open = await Sandbox.startPromise({ apiKey: "key", ypareo: { records } })
    await using closed = await Sandbox.startPromise({ apiKey: "key", ypareo: { records, denied } })
    const check = async ({ url }: { readonly url: string }) => {
      const config = join(import.meta.dirname, "06-ypareo-to-edusign.config.ts")
      const child = spawn(
        join(import.meta.dirname, "node_modules/.bin/rollcall"),
        ["check", "--config", config],
        {
          env: {
            ...process.env,
            YPAREO_URL: `${url}/index.php`,
            YPAREO_TOKEN: "key",
            EDUSIGN_API_KEY: "key",
            EDUSIGN_BASE_URL: url
          }
        }
      )
      let err = ""
      child.stderr.on("data", text => (err += text))
      const [code] = await once(child, "close")
      return { code, failed: err.split("\n").filter(line => line.includes("✗")) }
    }
    expect(await check(open)).toEqual({ code: 0, failed: [] })
    expect(await check(closed)).toEqual({
      code: 3,
      failed: [
        "  ✗ ypareo/personnels: answered 401; tick /utilisateur/personnels for this token in YPAREO, or check the token",
        "  ✗ ypareo/contrats: answered 403; tick /contrats for this token in YPAREO, or check the token"
      ]
    })
  })
})

describe("examples/02-your-own-connector.ts", () => {
  it("pages through an API, and loses a bad record but not the run", async () => {
    await using sandbox = await Sandbox.startPromise({ apiKey: "key" })
    const pages = [
      [
        { uid: "1", given: "Zoé", family: "Lefèvre" },
        { uid: 2, given: "Paul", family: "Petit" }
      ],
      [{ uid: "3", given: "Inès", family: "Roux" }]
    ]
    const acme = createServer((request, response) => {
      const page = Number(new URL(request.url ?? "", "http://acme").searchParams.get("page"))
      response.end(JSON.stringify(pages[page - 1] ?? []))
    }).listen(0, "127.0.0.1")
    await once(acme, "listening")
    const address = acme.address()
    const port = typeof address === "object" ? address?.port : undefined
    const report = await Pipeline.runPromise({
      source: pupils(`http://127.0.0.1:${port}`),
      mapper: toStudent,
      sink: Edusign.target({ apiKey: "key", baseUrl: sandbox.url }).students
    })
    acme.close()
    expect(report.ended._tag).toBe("Completed")
    expect(report.ledger).toMatchObject({ read: 3, created: 2, rejected: 1 })
    expect(report.troubles).toMatchObject([
      { at: { origin: "acme/pupils", record: 2 }, verdict: { code: "WRONG_SHAPE", column: "uid" } }
    ])
    expect(await heldStudents(sandbox, "key")).toMatchObject([
      { externalReferenceId: "acme-1", firstName: "Zoé" },
      { externalReferenceId: "acme-3" }
    ])
  })
})
