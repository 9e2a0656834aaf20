import { mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { usersFile, writeUsers } from "../src/index.ts"

const folder = mkdtempSync(join(tmpdir(), "rollcall-users-"))
afterAll(() => rmSync(folder, { recursive: true }))

/** The cells of every record; none of them has a line end in it. */
const cells = () => {
  const text = new TextDecoder("windows-1252").decode(readFileSync(join(folder, usersFile)))
  return text
    .split("\r\n")
    .slice(1, -1)
    .map(line => line.split(";"))
}

describe("utilisateurs.csv", () => {
  it("is the same for the same seed, and another for another", () => {
    const write = (seed: number) => {
      writeUsers(folder, { seed, apprentices: 30 })
      return readFileSync(join(folder, usersFile))
    }
    expect(write(1)).toEqual(write(1))
    expect(write(1)).not.toEqual(write(2))
  })

  it("foretells each row: the lines of those that lack something, and everybody else once", () => {
    const { verdicts, rejected, held } = writeUsers(folder, { seed: 3, apprentices: 200 })
    const rows = cells()
    expect(verdicts).toEqual({ read: rows.length, created: held.length, rejected: 2, duplicate: 1 })
    expect(verdicts.read).toBe(verdicts.created + verdicts.rejected + verdicts.duplicate)
    for (const { line, field } of rejected)
      expect(rows[line - 2]?.[field === "firstName" ? 3 : 1]?.trim()).toBe("")
    expect(rejected.map(({ code, field }) => [code, field]).toSorted()).toEqual([
      ["KEY_MISSING", "sourceId"],
      ["REQUIRED_FIELD_MISSING", "firstName"]
    ])
  })

  it("has apprentices before their tutors and after them, and codes that two sources share", () => {
    writeUsers(folder, { seed: 3, apprentices: 200 })
    const rows = cells()
    const tutorAt = (source = "", code = "") => rows.findIndex(row => row[0] === source && row[1] === code)
    const apprentices = rows
      .map((row, at) => [at, tutorAt(row[12], row[13])] as const)
      .filter(([, tutor]) => tutor >= 0)
    expect(apprentices.length).toBeGreaterThan(190)
    expect(apprentices.some(([at, tutor]) => tutor > at)).toBe(true)
    expect(apprentices.some(([at, tutor]) => tutor < at)).toBe(true)
    const codesOf = (source: string) => new Set(rows.filter(row => row[0] === source).map(row => row[1]))
    expect([...codesOf("YPAREO")].filter(code => codesOf("ENTREPRISES").has(code)).length).toBeGreaterThan(20)
  })
})
