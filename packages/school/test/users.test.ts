/** What the accounts say of themselves equals what can be read from their bytes. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"
import { expectedUsersFile, type UsersOptions, usersFile, writeUsers } from "../src/index.ts"
import { clean, type ScannedRow, scan } from "./reading.ts"

const folder = mkdtempSync(join(tmpdir(), "school-users-"))
afterAll(() => rmSync(folder, { recursive: true }))

const bytes = () => readFileSync(join(folder, usersFile))
const scanned = () => scan(new TextDecoder("windows-1252").decode(bytes())).slice(1)
const written = (options: UsersOptions) => {
  const { files, ...outcome } = writeUsers(folder, options)
  return { files, outcome, expected: JSON.parse(readFileSync(join(folder, expectedUsersFile), "utf8")) }
}

/** What a careful tool and target would make of the rows. */
const judge = (rows: ReadonlyArray<ScannedRow>) => {
  const file = usersFile
  const held: Record<string, object> = {}
  const verdicts = { read: rows.length, created: 0, rejected: 0, duplicate: 0 }
  const rejected: Array<object> = []
  const warnings: Array<object> = []
  const duplicates: Array<object> = []
  const firsts = new Map<string, ScannedRow>()
  const given = (parts: Record<string, string>) =>
    Object.fromEntries(Object.entries(parts).filter(([, part]) => part !== ""))
  const named = (code = "", source = "", language = "") =>
    [code, source, language].filter(part => part !== "").join("/")
  const cleaned = rows.map(row => ({ row, cells: row.cells.map(clean) }))
  const everybody = new Set(cleaned.map(({ cells }) => named(cells[1], cells[0], cells[2])))

  const judgeRow = (row: ScannedRow, cells: ReadonlyArray<string>): "created" | "rejected" | "duplicate" => {
    const reject = (code: string, field?: string) => {
      rejected.push({ file, line: row.line, code, ...(field !== undefined && { field }) })
      return "rejected" as const
    }
    if (cells.length !== 15) return reject("RAGGED_ROW")
    const [source = "", sourceId = "", language = "", firstName = "", lastName = "", email = ""] = cells
    const [phone = "", company = "", value = "", street = "", postalCode = "", city = ""] = cells.slice(6)
    const [itsSource = "", itsId = "", itsLanguage = ""] = cells.slice(12)
    if (sourceId.length > 190) return reject("VALIDATION_ERROR", "sourceId")
    if (sourceId === "") return reject("KEY_MISSING", "sourceId")
    if (source === "") return reject("KEY_MISSING", "source")
    if (firstName === "") return reject("REQUIRED_FIELD_MISSING", "firstName")
    const key = named(sourceId, source, language)
    const first = firsts.get(key)
    if (first !== undefined) {
      const identical = JSON.stringify(first.cells) === JSON.stringify(row.cells)
      duplicates.push({ file, line: row.line, first: first.line, identical })
      return "duplicate"
    }
    firsts.set(key, row)
    if (itsId !== "" && !everybody.has(named(itsId, itsSource, itsLanguage))) return reject("REMOTE_REJECTED")
    if (lastName.length > 255) warnings.push({ file, line: row.line, field: "lastName" })
    held[key] = {
      ...given({ source, sourceId, language, firstName, email: email.toLowerCase(), phone, company }),
      ...(lastName.length <= 255 && { lastName }),
      attributes: [{ class: "user", name: "fonction", type: "text", value }],
      ...(street !== "" && {
        addresses: [{ type: "delivery", code: "principale", street, postalCode, city, country: "FR" }]
      }),
      ...(itsId !== "" && { parent: given({ source: itsSource, sourceId: itsId, language: itsLanguage }) })
    }
    return "created"
  }

  for (const { row, cells } of cleaned) verdicts[judgeRow(row, cells)]++
  return { held: { users: held }, verdicts: { users: verdicts }, rejected, warnings, duplicates }
}

describe.each([1, 2, 3, 42, -7, 2 ** 40])("seed %d", seed => {
  it.each([
    { apprentices: 0 },
    { apprentices: 3, damage: true },
    { apprentices: 40 },
    { apprentices: 100 },
    { apprentices: 100, damage: false },
    { apprentices: 2100 }
  ])("$apprentices apprentices, damage $damage", sizes => {
    const { files, outcome, expected } = written({ seed, ...sizes })
    const rows = scanned()
    expect(expected).toEqual({ seed, sizes: { apprentices: sizes.apprentices }, ...judge(rows) })
    const { held, ...rest } = expected
    expect(outcome).toEqual(rest)
    expect(files).toMatchObject([
      { name: usersFile, rows: rows.length, bytes: bytes().length },
      { name: expectedUsersFile, rows: Object.keys(held.users).length }
    ])
  })
})

describe("utilisateurs.csv", () => {
  it("is the same for the same seed, and another for another", () => {
    const write = (seed: number) => {
      writeUsers(folder, { seed, apprentices: 60 })
      return bytes()
    }
    expect(write(1)).toEqual(write(1))
    expect(write(1)).not.toEqual(write(2))
  })

  it.each([
    { apprentices: 50, each: 1 },
    { apprentices: 2500, each: 2 }
  ])("has every kind of damage $each times with $apprentices apprentices", ({ apprentices, each }) => {
    const { rejected, warnings, duplicates } = writeUsers(folder, { seed: 5, apprentices })
    const kinds = [
      ...rejected.map(({ code, field = "" }) => `${code} ${field}`.trim()),
      ...warnings.map(({ field }) => `without ${field}`),
      ...duplicates.map(({ identical }) => (identical ? "repeated" : "differing"))
    ]
    const tally = [...Map.groupBy(kinds, kind => kind)].map(([kind, all]) => [kind, all.length])
    expect(Object.fromEntries(tally)).toEqual({
      "KEY_MISSING sourceId": each,
      "KEY_MISSING source": each,
      "REQUIRED_FIELD_MISSING firstName": each,
      "VALIDATION_ERROR sourceId": each,
      REMOTE_REJECTED: each,
      RAGGED_ROW: 2 * each,
      "without lastName": each,
      repeated: each,
      differing: each
    })
    const full = scanned().filter(({ cells }) => cells[1]?.length === 190)
    expect(full.map(({ cells }) => cells.slice(3, 5).map(cell => clean(cell).length))).toEqual(
      Array(each).fill([255, 255])
    )
  })

  it("has apprentices before their tutors and after them, and codes that two sources share", () => {
    writeUsers(folder, { seed: 3, apprentices: 200, damage: false })
    const rows = scanned().map(({ cells }) => cells)
    const places = new Map(rows.map(([source, code], at) => [`${source} ${code}`, at]))
    const apart = rows.flatMap((cells, at) => {
      const tutor = places.get(`${cells[12]} ${cells[13]}`)
      return tutor === undefined ? [] : [tutor - at]
    })
    expect(apart).toHaveLength(200)
    expect(apart.filter(distance => distance > 0).length).toBeGreaterThan(50)
    expect(apart.filter(distance => distance < 0).length).toBeGreaterThan(50)
    const codesOf = (name: string) => rows.filter(([source]) => source === name).map(([, code]) => code)
    const tutors = new Set(codesOf("ENTREPRISES"))
    expect(codesOf("YPAREO").filter(code => tutors.has(code)).length).toBeGreaterThan(20)
    expect(rows.filter(([, , language]) => language === "").length).toBeGreaterThan(50)
    expect(rows.filter(([, code]) => code?.startsWith("0")).length).toBeGreaterThan(10)
  })

  it("leaves what should come of it out when asked", () => {
    const below = join(folder, "without")
    const { files } = writeUsers(below, { seed: 1, expected: false })
    expect(files.map(({ name }) => name)).toEqual([usersFile])
    expect(readdirSync(below)).toEqual([usersFile])
  })
})
