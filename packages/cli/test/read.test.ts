import { describe, expect, it } from "vitest"
import { makeFolder, rollcall, start } from "./rollcall.ts"
import { apprenants, csv } from "./school.ts"

describe("rollcall read", () => {
  it("--json gives every row as a line with its place, and what was found out on stderr", async () => {
    using folder = makeFolder({ "apprenants.csv": Buffer.from(csv(apprenants), "latin1") })
    const { code, err, events } = await rollcall(folder.path, ["read", "apprenants.csv", "--json"])
    expect(code).toBe(0)
    expect(events()).toHaveLength(3)
    expect(events()[0]).toEqual({
      at: { origin: "apprenants.csv", line: 2 },
      value: { CODE_APPRENANT: "A1", PRENOM: "Zoé", NOM: "Lefèvre", ENTREPRISE: "Boulangerie" }
    })
    expect(err).toMatch(/encoding: windows-1252/)
    expect(err).toMatch(/delimiter: semicolon/)
    expect(err).toContain("rows: 3")
  })

  it("names damage by line and kind, and ends with 4", async () => {
    using folder = makeFolder({ "apprenants.csv": csv([...apprenants, "A4;trop;de;cases;ici"]) })
    const { code, err, out } = await rollcall(folder.path, ["read", "apprenants.csv"])
    expect(err).toMatch(/apprenants\.csv:5: .*\(RAGGED_ROW\)/)
    expect(err).toContain("rows: 4, of which damaged: 1")
    expect(out).toBe("")
    expect(code).toBe(4)
  })

  it.each([
    ["a file that is not there", "nowhere.csv"],
    ["a folder", "."]
  ])("%s is one message and exit code 3", async (_, file) => {
    using folder = makeFolder()
    const { code, err } = await rollcall(folder.path, ["read", file])
    expect(err.trim().split("\n")).toHaveLength(1)
    expect(err).not.toMatch(/\n\s+at /)
    expect(code).toBe(3)
  })

  it("survives a reader that goes away", async () => {
    const many = Array.from({ length: 50_000 }, (_, index) => `B${index};Prénom;Nom;`)
    using folder = makeFolder({ "apprenants.csv": csv([...apprenants, ...many]) })
    const started = start(folder.path, ["read", "apprenants.csv", "--json"])
    started.child.stdout.once("data", () => started.child.stdout.destroy())
    const { code, err } = await started.ended
    expect(err).toContain("rows: 50003")
    expect(code).toBe(0)
  })
})
