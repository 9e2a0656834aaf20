import * as Sandbox from "@rollcall/server/sandbox"
import { describe, expect, it } from "vitest"
import { makeFolder, rollcall, start } from "./rollcall.ts"
import { apprenants, config, csv, sound } from "./school.ts"

const withSandbox = async () => {
  const sandbox = await Sandbox.startPromise({ apiKey: "key" })
  const headers = { authorization: "Bearer key" }
  const ask = async (path: string) => (await fetch(`${sandbox.url}/sandbox/${path}`, { headers })).text()
  return {
    env: { EDUSIGN_API_KEY: "key", EDUSIGN_BASE_URL: sandbox.url },
    held: async () => (await ask("professors")) + (await ask("students")),
    [Symbol.asyncDispose]: sandbox.close
  }
}

describe("rollcall check", () => {
  it("0: says step by step that a run could go, what its first rows would come to, and sends nothing", async () => {
    await using sandbox = await withSandbox()
    using folder = makeFolder({ ...sound, "apprenants.csv": csv([...apprenants, ";Sans;Code;"]) })
    const { code, out, err } = await rollcall(folder.path, ["check"], sandbox.env)
    expect(err.split("\n")).toEqual([
      "campus → edusign",
      "formateurs.csv → edusign/professors (utf-8, semicolon)",
      "  ✓ configured",
      "  ✓ formateurs.csv can be read",
      "  ✓ formateurs.csv has the columns that the mapping needs",
      "  ✓ edusign/professors lets us in",
      "  Of the first 2 rows, 2 could be sent",
      "apprenants.csv → edusign/students (utf-8, semicolon)",
      "  ✓ configured",
      "  ✓ apprenants.csv can be read",
      "  ✓ apprenants.csv has the columns that the mapping needs",
      "  ✓ edusign/students lets us in",
      "  Of the first 4 rows, 3 could be sent",
      "    1 rejected, KEY_MISSING, externalReferenceId, column CODE_APPRENANT",
      "Nothing stands in the way of a run. Nothing was sent.",
      ""
    ])
    expect([code, out]).toEqual([0, ""])
    expect(await sandbox.held()).toBe("")
  })

  it("0: what may be wrong with a file is told, though a run could go", async () => {
    await using sandbox = await withSandbox()
    const asFunction = config.replace(
      /const toStudent = .*?\}\)/su,
      "const toStudent = Mapper.make(Student, row => ({ externalReferenceId: row.CODE_APPRENANT, phone: row.TELEPHONE }))"
    )
    const withMapper = asFunction.replace("import { defineSync", "import { Mapper, defineSync")
    using folder = makeFolder({
      ...sound,
      "rollcall.config.ts": withMapper,
      "apprenants.csv": csv(["CODE_APPRENANT;TÉLÉPHONE", "A1;+33 1 02 03 04 05"])
    })
    const { code, err } = await rollcall(folder.path, ["check"], sandbox.env)
    expect(err).toContain(
      '  ? columns that are not there: the mapper reads "TELEPHONE", did you mean "TÉLÉPHONE"?\n'
    )
    expect(err).toContain("Nothing stands in the way of a run.")
    expect(code).toBe(0)
  })

  it("0: does not call it well where not one of the first rows could be sent", async () => {
    await using sandbox = await withSandbox()
    using folder = makeFolder({
      ...sound,
      "apprenants.csv": csv([apprenants[0] ?? "", ";Zoé;L;", ";Max;M;"])
    })
    const { err } = await rollcall(folder.path, ["check"], sandbox.env)
    expect(err).toContain("  Of the first 2 rows, 0 could be sent")
    expect(err).toContain(
      "A run could go, but none of the first rows of apprenants.csv could be sent. Nothing was sent."
    )
  })

  it("3: a missing column and a wrong key are told together", async () => {
    await using sandbox = await withSandbox()
    using folder = makeFolder({
      ...sound,
      "apprenants.csv": csv(["CODE;PRENOM;NOM;ENTREPRISE", "A1;Zoé;L;"])
    })
    const { code, err } = await rollcall(folder.path, ["check"], {
      ...sandbox.env,
      EDUSIGN_API_KEY: "another"
    })
    expect(code).toBe(3)
    expect(err).toContain('  ✗ apprenants.csv: missing column "CODE_APPRENANT"')
    expect(err).toContain("  ✗ edusign/professors: answered 401; check the credentials")
    expect(err).toContain("  ✗ edusign/students: answered 401; check the credentials")
    expect(err).toContain("3 things stand in the way of a run. Nothing was sent.")
    expect(err).not.toContain("Zoé")
  })

  it("2: what is not set, and what cannot be loaded", async () => {
    using folder = makeFolder(sound)
    const { code, err } = await rollcall(folder.path, ["check"], { EDUSIGN_BASE_URL: "http://127.0.0.1:9" })
    expect(code).toBe(2)
    expect(err).toMatch(/✗ edusign: EDUSIGN_API_KEY is not set/u)
    expect(err).toContain("  ✓ apprenants.csv can be read")
    using empty = makeFolder()
    expect(await rollcall(empty.path, ["check"])).toMatchObject({ code: 2 })
  })

  it("2: a configuration in a project of CommonJS is told what to do", async () => {
    using folder = makeFolder({ ...sound, "package.json": '{ "type": "commonjs" }' })
    const { code, err } = await rollcall(folder.path, ["check"])
    expect(code).toBe(2)
    expect(err).toContain('name it rollcall.config.mts, or set "type": "module" in package.json')
  })

  it("9: a target that is not there", async () => {
    using folder = makeFolder(sound)
    const env = { EDUSIGN_API_KEY: "key", EDUSIGN_BASE_URL: "http://127.0.0.1:9" }
    const { code, err } = await rollcall(folder.path, ["check"], env)
    expect(code).toBe(9)
    expect(err).toContain("Nothing was sent.")
    expect(err).not.toContain("Nothing stands in the way")
  })

  it("--json gives a line for each step", async () => {
    await using sandbox = await withSandbox()
    using folder = makeFolder(sound)
    const { events } = await rollcall(folder.path, ["check", "--json"], sandbox.env)
    expect(events()).toMatchObject([
      { entity: "professors", looks: [{ at: "configuration" }, {}, {}, { at: "target" }] },
      { entity: "students", sample: { rows: 3, sendable: 3 } }
    ])
  })

  it("130: Ctrl-C ends it where a target does not answer", async () => {
    await using sandbox = await withSandbox()
    const headers = { authorization: "Bearer key" }
    const body = JSON.stringify([{ kind: "delay", ms: 60_000 }])
    await fetch(`${sandbox.env.EDUSIGN_BASE_URL}/sandbox/faults`, { method: "PUT", headers, body })
    using folder = makeFolder(sound)
    const started = start(folder.path, ["check"], sandbox.env)
    await started.said("campus → edusign")
    started.child.kill("SIGINT")
    const { code, err } = await started.ended
    expect(err).toContain("interrupted before everything was looked at")
    expect(code).toBe(130)
  })
})
