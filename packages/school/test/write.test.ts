/** The files on disk, from the function and from the command. */
import { execFile } from "node:child_process"
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { expectedOf, fileNames, makeSchool, writeSchool } from "../src/index.ts"
import { bytesOf, rowsOf } from "./reading.ts"

const sizes = { seed: 3, learners: 700, trainers: 20, groups: 15 }
const school = makeSchool(sizes)

let folder = ""
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "school-"))
})
afterEach(() => rmSync(folder, { recursive: true }))

describe("writeSchool", () => {
  it("writes what the generators give, makes the folder, and says how much it was", () => {
    const below = join(folder, "a", "b")
    const { files } = writeSchool(below, sizes)
    for (const file of fileNames) {
      const bytes = readFileSync(join(below, file))
      expect(bytes.equals(bytesOf(school, file))).toBe(true)
      expect(files).toContainEqual({ name: file, rows: rowsOf(school, file).length, bytes: bytes.length })
    }
  })

  it("writes the expected outcome, and returns it without what is held", () => {
    const { files: _, ...outcome } = writeSchool(folder, sizes)
    const written = JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"))
    expect(written).toEqual(expectedOf(school))
    expect({ ...outcome, held: written.held }).toEqual(written)
  })

  it("writes an expected outcome for an empty school too", () => {
    const empty = { seed: 1, learners: 0, trainers: 0, groups: 0 }
    writeSchool(folder, empty)
    expect(JSON.parse(readFileSync(join(folder, "expected.json"), "utf8"))).toEqual(
      expectedOf(makeSchool(empty))
    )
  })

  it("leaves expected.json out when asked, with the same outcome", () => {
    const { files, ...outcome } = writeSchool(folder, { ...sizes, expected: false })
    expect(readdirSync(folder).toSorted()).toEqual([...fileNames].toSorted())
    expect(files.map(({ name }) => name)).toEqual(fileNames)
    const { held: _, ...rest } = expectedOf(school)
    expect(outcome).toEqual(rest)
  })
})

describe("the command", () => {
  const main = fileURLToPath(new URL("../src/main.ts", import.meta.url))
  const run = (...args: ReadonlyArray<string>) =>
    new Promise<{ code: unknown; stdout: string; stderr: string }>(resolve => {
      execFile(process.execPath, [main, ...args], (error, stdout, stderr) =>
        resolve({ code: error?.code ?? 0, stdout, stderr })
      )
    })

  it("writes the school of its options and prints a line for each file", async () => {
    const { code, stdout } = await run(folder, "--seed=3", "--learners=700", "--trainers=20", "--groups=15")
    expect(code).toBe(0)
    expect(readFileSync(join(folder, "apprenants.csv")).equals(bytesOf(school, "apprenants.csv"))).toBe(true)
    expect(stdout.trimEnd().split("\n")).toEqual([
      expect.stringMatching(/^groupes\.csv: 16 rows, \d+ bytes$/),
      expect.stringMatching(/^formateurs\.csv: 20 rows, \d+ bytes$/),
      expect.stringMatching(/^apprenants\.csv: 702 rows, \d+ bytes$/),
      expect.stringMatching(/^expected\.json: \d+ rows, \d+ bytes$/)
    ])
  })

  it("writes no damage and no expected.json when told so", async () => {
    const { stdout } = await run(folder, "--learners=700", "--no-damage", "--no-expected")
    expect(stdout).toContain("apprenants.csv: 700 rows")
    expect(readdirSync(folder)).not.toContain("expected.json")
  })

  it("writes users too when told how many apprentices there are", async () => {
    const { stdout } = await run(folder, "--learners=60", "--apprentices=100", "--no-damage")
    expect(stdout).toMatch(
      /^utilisateurs\.csv: 200 rows, \d+ bytes\nexpected-users\.json: 200 rows, \d+ bytes$/m
    )
  })

  it.each([
    [[], "one folder is needed"],
    [["not-made", "other"], "one folder is needed"],
    [["not-made", "--learners", "many"], "learners must be a whole number of 0 or more, not NaN"],
    [["not-made", "--apprentices", "1.5"], "apprentices must be a whole number of 0 or more, not 1.5"],
    [["not-made", "--pupils", "3"], "--pupils"]
  ])("%j ends with one clear line, exit code 2 and nothing written", async (args, message) => {
    const { code, stderr } = await run(...args)
    expect(code).toBe(2)
    expect(stderr).toContain(message)
    expect(stderr.trimEnd().split("\n")).toHaveLength(1)
    expect(existsSync("not-made")).toBe(false)
  })
})
