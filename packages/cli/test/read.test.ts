import { describe, expect, it } from "vitest"
import { makeFolder, rollcall, start } from "./rollcall.ts"
import { apprenants, csv } from "./school.ts"

describe("rollcall read", () => {
  it("tells what was found out, and the rows; without --json nothing on stdout", async () => {
    using folder = makeFolder({ "apprenants.csv": Buffer.from(csv(apprenants), "latin1") })
    const { code, err, out } = await rollcall(folder.path, ["read", "apprenants.csv"])
    expect(err).toMatch(/^encoding: windows-1252/m)
    expect(err).toMatch(/^delimiter: semicolon$/m)
    expect(err).toMatch(/^header: line 1$/m)
    expect(err).toMatch(/^columns: 4 \(CODE_APPRENANT, PRENOM, NOM, ENTREPRISE\)$/m)
    expect(err).toMatch(/^rows: 3, of which damaged: 0$/m)
    expect(out).toBe("")
    expect(code).toBe(0)
  })

  it("--json gives a line about the file, every row as a line with its place, and a summary", async () => {
    using folder = makeFolder({ "apprenants.csv": csv([...apprenants, "A4;trop;de;cases;ici", "A5;\0;X;"]) })
    const { code, err, events } = await rollcall(folder.path, ["read", "apprenants.csv", "--json"])
    expect(code).toBe(4)
    expect(err).toContain("rows: 5")
    const columns = ["CODE_APPRENANT", "PRENOM", "NOM", "ENTREPRISE"]
    expect(events()).toEqual([
      { type: "file", file: "apprenants.csv", columns, findings: expect.any(Array) },
      {
        type: "row",
        at: { origin: "apprenants.csv", line: 2 },
        value: { CODE_APPRENANT: "A1", PRENOM: "Zoé", NOM: "Lefèvre", ENTREPRISE: "Boulangerie" }
      },
      expect.objectContaining({ type: "row", at: { origin: "apprenants.csv", line: 3 } }),
      expect.objectContaining({ type: "row", at: { origin: "apprenants.csv", line: 4 } }),
      {
        type: "row",
        at: { origin: "apprenants.csv", line: 5 },
        raw: "A4;trop;de;cases;ici",
        damage: { code: "RAGGED_ROW", message: "has 5 cells, the header has 4" }
      },
      {
        type: "row",
        at: { origin: "apprenants.csv", line: 6 },
        raw: { CODE_APPRENANT: "A5", PRENOM: "\0", NOM: "X", ENTREPRISE: "" },
        damage: { code: "NUL_CHARACTER", column: "PRENOM", message: expect.any(String) }
      },
      {
        type: "summary",
        rows: 5,
        damaged: 2,
        damage: { RAGGED_ROW: 1, NUL_CHARACTER: 1 },
        complete: true,
        findings: [],
        hints: []
      }
    ])
    expect(events()[0]).toMatchObject({
      findings: expect.arrayContaining([{ name: "header", value: "line 1" }])
    })
  })

  it("names damage by line and kind, says what to do, and ends with 4", async () => {
    using folder = makeFolder({
      "apprenants.csv": csv([...apprenants, "A4;trop;de;cases;ici", 'A5;"Roux;X;'])
    })
    const { code, err, out } = await rollcall(folder.path, ["read", "apprenants.csv"])
    expect(err).toContain("apprenants.csv:5: has 5 cells, the header has 4 (RAGGED_ROW)")
    expect(err).toContain(
      "apprenants.csv:6: the file ends in the middle of this row, within a quoted cell (FILE_CUT)"
    )
    expect(err).toContain("rows: 5, of which damaged: 2")
    expect(err).toMatch(/^ {2}RAGGED_ROW 1 \(line 5\): Look for a missing or an extra delimiter/m)
    expect(out).toBe("")
    expect(code).toBe(4)
  })

  it("shows the first 20 damaged rows, and counts all by kind", async () => {
    const many = Array.from({ length: 30 }, () => "A4;de moins")
    using folder = makeFolder({ "apprenants.csv": csv([...apprenants, ...many, 'A5;"Roux;X;']) })
    const { err } = await rollcall(folder.path, ["read", "apprenants.csv"])
    expect(err.match(/^apprenants\.csv:\d+: /gm)).toHaveLength(20)
    expect(err).toContain("rows: 34, of which damaged: 31, the first 20 shown")
    expect(err).toContain("RAGGED_ROW 30 (lines 5, 6, 7, 8, 9 and 25 more): ")
    expect(err).toContain("FILE_CUT 1 (line 35): ")
  })

  const spoilt = [
    "Export;;;",
    "CODE;NOM;TEL;VILLE",
    ";;;",
    "2.02404E+11;Martin;null;Lyon",
    "'0123;Petit;-;Metz",
    "CODE;NOM;TEL;VILLE",
    "0124;Roux;06;Nice"
  ].join("\n")

  it("hints at what a spreadsheet or an export may have spoilt, and shows no value of the file", async () => {
    using folder = makeFolder({ "eleves.csv": spoilt })
    const { code, err, out } = await rollcall(folder.path, ["read", "eleves.csv"])
    expect(err.split("\n")).toEqual(
      expect.arrayContaining([
        "header: line 2",
        "rows before the header: 1 (line 1)",
        "blank rows passed over: 1",
        "repeated headers passed over: 1 (line 6)",
        "last line: has no line end; if the export was cut, its last cell may be cut too",
        "column CODE: 1 cell like 2.02404E+11, whose digits a spreadsheet has lost; refuse with --id CODE",
        `column CODE: 1 cell like '0123 or ="0123"; take that off with --id CODE --strip-apostrophes`,
        "column TEL: 2 cells that are NULL or -; read as empty with --blank=NULL --blank=-"
      ])
    )
    expect(`${err}${out}`).not.toMatch(/Martin|Petit|Lyon/)
    expect(code).toBe(0)
  })

  it("acts on what is declared, with the flags that the hints name", async () => {
    using folder = makeFolder({ "eleves.csv": spoilt })
    const args = ["--id", "CODE", "--strip-apostrophes", "--blank=NULL", "--blank=-"]
    const { code, err, events } = await rollcall(folder.path, ["read", "eleves.csv", "--json", ...args])
    expect(err).not.toMatch(/^column /m)
    expect(err).toContain("eleves.csv:4, column CODE: ")
    expect(err).toContain("placeholders read as empty: TEL 1")
    expect(err).toContain("apostrophes taken off: CODE 1")
    expect(events().slice(1, 4)).toMatchObject([
      { damage: { code: "DIGITS_LOST" } },
      { value: { CODE: "0123", TEL: "" } },
      { value: { CODE: "0124", TEL: "06" } }
    ])
    expect(code).toBe(4)
  })

  it("hints at ids of mixed widths, and names columns as a shell takes them", async () => {
    const ids = Array.from({ length: 98 }, (_, n) => `${20_001 + n};Nom\n`).join("")
    using folder = makeFolder({ "eleves.csv": `N° d'élève;NOM\n${ids}2300;Nom\n2.1E+11;Nom\n` })
    const { err } = await rollcall(folder.path, ["read", "eleves.csv"])
    expect(err).toContain("column N° d'élève: 98 ids have 5 digits, 1 fewer: ")
    expect(err).toContain(`refuse with --id 'N° d'\\''élève'`)
  })

  it.each([
    ["a delimiter by its name", "nom\nMartin, Zoé\n", ["--delimiter", "semicolon"], "rows: 1,"],
    ["a delimiter as it is", "nom\nMartin, Zoé\n", ["--delimiter", ";"], "delimiter: semicolon, as declared"],
    ["the line of the header", "a;b\nid;nom\n1;Zoé\n", ["--header-line", "2"], "header: line 2, as declared"],
    ["an encoding", "id;nom\n1;Zoe\n", ["--encoding", "iso-8859-15"], "encoding: iso-8859-15, as declared"],
    [
      "the longest line",
      "id;nom\n1;Zoé, Léa et Max\n2;A\n",
      ["--longest-line", "10"],
      "LINE_TOO_LONG 1 (line 2)"
    ]
  ])("takes %s from its flag", async (_, file, flags, told) => {
    using folder = makeFolder({ "eleves.csv": file })
    const { err } = await rollcall(folder.path, ["read", "eleves.csv", ...flags])
    expect(err).toContain(told)
  })

  it.each([
    ["--header-line", "0"],
    ["--longest-line", "-1"],
    ["--delimiter", "x"],
    ["--encoding", "ebcdic"]
  ])("%s %s is refused as usage", async (flag, value) => {
    using folder = makeFolder({ "eleves.csv": "id;nom\n1;Zoé\n" })
    const { code, err } = await rollcall(folder.path, ["read", "eleves.csv", flag, value])
    expect(err).toContain(flag)
    expect(code).toBe(2)
  })

  it.each([
    ["a column of ids that is not there", ["--id", "COD"], '"COD", did you mean "CODE"?'],
    ["a header beyond the file", ["--header-line", "99"], "has no line 99"]
  ])("%s is one message and exit code 3", async (_, flags, why) => {
    using folder = makeFolder({ "eleves.csv": spoilt })
    const { code, err, out } = await rollcall(folder.path, ["read", "eleves.csv", "--json", ...flags])
    expect(err).toContain(why)
    expect(err.trim().split("\n")).toHaveLength(1)
    expect(out).toBe("")
    expect(code).toBe(3)
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
