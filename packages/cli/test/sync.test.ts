import { existsSync, globSync, readFileSync, statSync } from "node:fs"
import { join, relative } from "node:path"
import * as Sandbox from "@rollcall/server/sandbox"
import { describe, expect, it } from "vitest"
import { makeFolder, rollcall, start } from "./rollcall.ts"
import { apprenants, config, csv, formateurs, sound } from "./school.ts"

const withSandbox = async () => {
  const sandbox = await Sandbox.startPromise({ apiKey: "key" })
  const headers = { authorization: "Bearer key" }
  return {
    env: { EDUSIGN_API_KEY: "key", EDUSIGN_BASE_URL: sandbox.url },
    faults: async (faults: ReadonlyArray<object>) => {
      await fetch(`${sandbox.url}/sandbox/faults`, { method: "PUT", headers, body: JSON.stringify(faults) })
    },
    requests: async (): Promise<object> =>
      (await fetch(`${sandbox.url}/sandbox/requests`, { headers })).json() as object,
    held: async (entity: string) => (await fetch(`${sandbox.url}/sandbox/${entity}`, { headers })).text(),
    close: sandbox.close,
    [Symbol.asyncDispose]: sandbox.close
  }
}

/** The file of rejected students that a run in this folder left. */
const rejectsIn = (folder: string): string => {
  const [path = ""] = globSync("rollcall-rejects/campus/*/students-rejected.csv", { cwd: folder })
  return join(folder, path)
}

const nothing = { students: 0, professors: 0, groups: 0, users: 0 }

const withoutSteps = `import { defineSync } from "@rollcall/core"
export default defineSync({ name: "campus", target: { name: "t" }, steps: [] })`
const plainObject = `export default { name: "campus", target: { name: "t" }, steps: [{ source: {} }] }`
const misspelt = config.replace("company:", "entreprise:")
const targetAsSink = config.replace("sink: edusign.students", "sink: edusign")
const crossed = config.replace("sink: edusign.students", "sink: edusign.professors")

describe("rollcall sync, by its exit code", () => {
  it("0: everything reached the target; the same again changes nothing", async () => {
    await using sandbox = await withSandbox()
    using folder = makeFolder(sound)
    const first = await rollcall(folder.path, ["sync"], sandbox.env)
    expect(first.err).toContain("5 rows read = 5 created")
    expect(first.code).toBe(0)
    const second = await rollcall(folder.path, ["sync"], sandbox.env)
    expect(second.err).toContain("5 rows read = 5 unchanged")
    expect(second.code).toBe(0)
    expect(existsSync(join(folder.path, "rollcall-rejects"))).toBe(false)
  })

  it("4: rejected rows stand in a file in the source's own columns, with line, code, field and reason", async () => {
    await using sandbox = await withSandbox()
    const damaged = [...apprenants, ";Sans;Code;", `A5;${"x".repeat(101)};Long;=1+1`, "A6;Trop;De;Cases;Ici"]
    using folder = makeFolder({ ...sound, "apprenants.csv": csv(damaged) })
    const { code, err } = await rollcall(folder.path, ["sync"], sandbox.env)
    expect(code).toBe(4)
    expect(err).toContain("8 rows read = 5 created + 3 rejected")
    expect(err).toContain("apprenants.csv:5, column CODE_APPRENANT")
    expect(err).not.toContain("Sans")
    const path = rejectsIn(folder.path)
    expect(err).toContain(relative(folder.path, path))
    const [head, ...rows] = readFileSync(path, "utf8").trimEnd().split("\r\n")
    expect(head).toBe(
      "\uFEFFCODE_APPRENANT;PRENOM;NOM;ENTREPRISE;rollcall_line;rollcall_code;rollcall_field;rollcall_reason;rollcall_row"
    )
    expect(rows[0]).toMatch(/^;Sans;Code;;5;KEY_MISSING;CODE_APPRENANT;.+;$/)
    // A spreadsheet would run =1+1 (F48).
    expect(rows[1]).toMatch(/^A5;x{101};Long;'=1\+1;6;VALIDATION_ERROR;PRENOM;/)
    expect(rows[2]).toMatch(/^;;;;7;RAGGED_ROW;/)
    expect(rows[2]).toContain("Trop")
    expect(rows).toHaveLength(3)
    expect(statSync(path).mode & 0o777).toBe(0o600)
    expect(statSync(join(path, "..")).mode & 0o777).toBe(0o700)
  })

  it("4: corrected rows can be sent as they stand in that file", async () => {
    await using sandbox = await withSandbox()
    using folder = makeFolder({
      ...sound,
      "apprenants.csv": csv([...apprenants, ";Sans;Code;+33 1 02 03 04 05"])
    })
    await rollcall(folder.path, ["sync"], sandbox.env)
    const path = rejectsIn(folder.path)
    const corrected = readFileSync(path, "utf8").replace("\n;Sans", "\nA4;Sans")
    using again = makeFolder({ ...sound, "apprenants.csv": corrected })
    const { code, err } = await rollcall(again.path, ["sync"], sandbox.env)
    expect(err).toContain("3 rows read = 1 created + 2 unchanged")
    expect(code).toBe(0)
    expect(await sandbox.held("students")).toContain('"company":"+33 1 02 03 04 05"')
    expect(existsSync(path)).toBe(true)
  })

  it.each([
    ["an empty file", "", /apprenants\.csv: .*empty/i],
    ["only a header", csv(apprenants.slice(0, 1)), /apprenants\.csv: .*no rows/i],
    [
      "a missing column",
      csv(apprenants.map(line => line.replace("CODE_APPRENANT", "CODE_APPRENAN"))),
      /did you mean "CODE_APPRENAN"/
    ]
  ])("3: %s is refused before anything is sent", async (_, content, said) => {
    await using sandbox = await withSandbox()
    using folder = makeFolder({ ...sound, "apprenants.csv": content })
    const { code, err } = await rollcall(folder.path, ["sync"], sandbox.env)
    expect(err).toMatch(said)
    expect(code).toBe(3)
    expect(await sandbox.requests()).toEqual(nothing)
  })

  it("3: a wrong key ends the run with its first request", async () => {
    await using sandbox = await withSandbox()
    using folder = makeFolder(sound)
    const { code, err } = await rollcall(folder.path, ["sync"], { ...sandbox.env, EDUSIGN_API_KEY: "wrong" })
    expect(err).toMatch(/answered 401; check the credentials/)
    expect(err).toContain("2 not attempted")
    expect(err).toContain("apprenants.csv → edusign/students: not run")
    expect(code).toBe(3)
    expect(await sandbox.requests()).toEqual({ ...nothing, professors: 1 })
  })

  it.each([
    ["no configuration", {}, [], /no rollcall\.config\.ts here/],
    ["one that is named and is not there", {}, ["--config", "other.ts"], /other\.ts: there is no such file/],
    [
      "one that does not compile",
      { "rollcall.config.ts": "export default {" },
      [],
      /rollcall\.config\.ts: cannot be loaded/
    ],
    ["one that declares no sync", { "rollcall.config.ts": "export default 7" }, [], /must export defineSync/],
    ["one without steps", { "rollcall.config.ts": withoutSteps }, [], /has no steps/],
    ["a plain object of that shape", { "rollcall.config.ts": plainObject }, [], /must export defineSync/],
    ["a target as a sink", { ...sound, "rollcall.config.ts": targetAsSink }, [], /step 2 must have a sink/],
    [
      "a field that does not exist",
      { ...sound, "rollcall.config.ts": misspelt },
      [],
      /students have no field "entreprise"/
    ],
    ["a secret that is not set", sound, [], /EDUSIGN_API_KEY is not set/],
    ["a flag that does not exist", sound, ["--no-such-flag"], /no-such-flag/]
  ])("2: %s", async (_, files, args, said) => {
    using folder = makeFolder(files)
    const { code, err, out } = await rollcall(folder.path, ["sync", ...args], {
      EDUSIGN_BASE_URL: "http://127.0.0.1:1"
    })
    expect(`${err}${out}`).toMatch(said)
    expect(`${err}${out}`).not.toMatch(/\n\s+at .+:\d+:\d+/)
    expect(code).toBe(2)
  })

  it("2: a mapper of another entity than the sink's", async () => {
    using folder = makeFolder({ ...sound, "rollcall.config.ts": crossed })
    const env = { EDUSIGN_API_KEY: "key", EDUSIGN_BASE_URL: "http://127.0.0.1:1" }
    const { code, err } = await rollcall(folder.path, ["sync"], env)
    expect(err).toContain("the mapper makes students, the sink takes professors")
    expect(code).toBe(2)
  })

  it("9: a target that is not there can be tried again, and nothing is claimed of it", async () => {
    using folder = makeFolder(sound)
    const { env, close } = await withSandbox()
    await close()
    const { code, err } = await rollcall(folder.path, ["sync"], env)
    expect(err).toMatch(/the connection failed \(ECONNREFUSED\)/)
    expect(err).toContain("2 rows read = 2 not attempted")
    expect(code).toBe(9)
  })

  it("130: Ctrl-C ends with the ledger so far; what is in flight is unknown, the rest not attempted", async () => {
    await using sandbox = await withSandbox()
    const more = Array.from({ length: 1200 }, (_, index) => `B${index};Prénom;Nom;`)
    using folder = makeFolder({ ...sound, "apprenants.csv": csv([...apprenants, ...more]) })
    await sandbox.faults([{ kind: "delay", ms: 600_000, path: "students", after: 1 }])
    const started = start(folder.path, ["sync", "--json"], sandbox.env)
    await started.said('"created":10')
    started.child.kill("SIGINT")
    const ended = await started.ended
    expect(ended.code).toBe(130)
    const report = ended.events().findLast(({ event }) => event === "report")
    expect(report).toMatchObject({ ended: "Interrupted", ledger: { created: 10 } })
    const { read = 0, ...verdicts } = Object(report).ledger as Record<string, number>
    expect(Object.values(verdicts).reduce((sum, count) => sum + count, 0)).toBe(read)
  })
})

describe("rollcall sync --json", () => {
  it("gives events on stdout, beside the text on stderr, and no value among them", async () => {
    await using sandbox = await withSandbox()
    using folder = makeFolder({ ...sound, "apprenants.csv": csv([...apprenants, ";Canari;Secret;"]) })
    const { events, out, err } = await rollcall(folder.path, ["sync", "--json"], sandbox.env)
    const names = events().map(({ event }) => event)
    expect(names[0]).toBe("start")
    expect(names.filter(name => name === "step")).toHaveLength(2)
    expect(names.at(-1)).toBe("end")
    expect(events().find(({ event }) => event === "trouble")).toMatchObject({
      verdict: "rejected",
      place: "apprenants.csv:5",
      code: "KEY_MISSING",
      column: "CODE_APPRENANT"
    })
    expect(events().at(-1)).toMatchObject({ exitCode: 4, ledger: { read: 6, created: 5, rejected: 1 } })
    expect(err).toContain("6 rows read")
    for (const value of ["Canari", "Secret", "Lefèvre", "anne@roy.example"])
      expect(out + err).not.toContain(value)
  })
})

describe("what a run may do is said in that run", () => {
  it("unarchives and announces only with the flags", async () => {
    await using sandbox = await Sandbox.startPromise({ apiKey: "key" })
    const headers = { authorization: "Bearer key" }
    const env = { EDUSIGN_API_KEY: "key", EDUSIGN_BASE_URL: sandbox.url }
    const archived = {
      archived: true,
      fields: { externalReferenceId: "A1", firstName: "Zoé", lastName: "Lefèvre" }
    }
    await fetch(`${sandbox.url}/sandbox/students`, {
      method: "POST",
      headers,
      body: JSON.stringify([archived])
    })
    const announced = async () => (await fetch(`${sandbox.url}/sandbox/announced`, { headers })).text()
    using folder = makeFolder(sound)
    const first = await rollcall(folder.path, ["sync"], env)
    expect(first.err).toContain("ARCHIVED_STUDENT_EXISTS")
    expect(first.code).toBe(4)
    expect(await announced()).toBe("")
    using fresh = makeFolder({
      ...sound,
      "formateurs.csv": csv([...formateurs, "F3;Ève;Sol;eve@sol.example"])
    })
    const second = await rollcall(fresh.path, ["sync", "--allow-unarchive", "--send-credentials"], env)
    expect(second.err).toContain("1 created + 1 unarchived + 4 unchanged")
    expect((await announced()).trim().split("\n")).toHaveLength(1)
    expect(JSON.parse(await announced())).toMatchObject({ entity: "professor", sendCredentials: true })
  })
})
