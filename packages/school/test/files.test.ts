/** The files as bytes: repeatable, Windows-1252, and full of what real exports hold. */
import { describe, expect, it } from "vitest"
import { fileBytes, fileNames, fileText, makeSchool } from "../src/index.ts"
import { bytesOf, rowsOf, scan, textOf } from "./reading.ts"

const school = makeSchool({ seed: 1 })

describe("repeatable", () => {
  it.each(fileNames)("%s has the same bytes for the same seed", file => {
    expect(bytesOf(makeSchool({ seed: 1 }), file)).toEqual(bytesOf(school, file))
  })

  it.each([2, -1, 1 + 2 ** 32])("seed %d makes another school than seed 1", seed => {
    for (const file of fileNames) expect(textOf(makeSchool({ seed }), file)).not.toBe(textOf(school, file))
  })

  it("makes a learner alone as among the others", () => {
    expect([...school.learners]).toEqual(Array.from({ length: 2000 }, (_, index) => school.learnerAt(index)))
  })

  it("starts a school of a million learners with one chunk of it", () => {
    const large = makeSchool({ seed: 1, learners: 1_000_000 })
    const [chunk = new Uint8Array()] = fileBytes(large, "apprenants.csv").take(1)
    expect(chunk.length).toBeGreaterThan(60_000)
    expect(chunk.length).toBeLessThan(80_000)
  })
})

describe("Windows-1252", () => {
  it.each(fileNames)("%s decodes to the text it was made from", file => {
    expect(textOf(school, file)).toBe([...fileText(school, file)].join(""))
  })

  it.each(fileNames)("%s cannot be taken for UTF-8", file => {
    expect(() => new TextDecoder("utf-8", { fatal: true }).decode(bytesOf(school, file))).toThrow(TypeError)
  })

  it.each([
    ["€", 0x80],
    ["Œ", 0x8c],
    ["œ", 0x9c],
    ["Š", 0x8a],
    ["Ÿ", 0x9f],
    ["’", 0x92],
    ["no-break space", 0xa0]
  ])("%s is a single byte of apprenants.csv", (_, byte) => {
    expect(bytesOf(school, "apprenants.csv").includes(byte)).toBe(true)
  })
})

describe("columns", () => {
  it.each([
    ["groupes.csv", "CODE_GROUPE;NOM_GROUPE;DESCRIPTION;CODE_GROUPE_PARENT"],
    ["formateurs.csv", "CODE_PERSONNEL;NOM;PRENOM;EMAIL;TEL;SPECIALITE;ETIQUETTES"],
    [
      "apprenants.csv",
      "CODE_APPRENANT;NOM_APPRENANT;PRENOM_APPRENANT;EMAIL;TEL_PORTABLE;NUMERO_DOSSIER;FORMATION;ENTREPRISE;BADGE;ETIQUETTES;DATE_NAISSANCE;CODE_POSTAL"
    ]
  ] as const)("%s is headed by its columns, even for an empty school", (file, header) => {
    expect(textOf(makeSchool({ seed: 1, learners: 0, trainers: 0, groups: 0 }), file)).toBe(`${header}\r\n`)
    expect(textOf(school, file).startsWith(`${header}\r\n`)).toBe(true)
  })
})

describe("what people type", () => {
  const column = (at: number) => rowsOf(school, "apprenants.csv").map(({ cells }) => cells[at] ?? "")

  it.each([
    ["a code with leading zeros", 0, /^0\d+$/],
    ["a name in capitals", 1, /^[A-ZÉ]{4,}$/],
    ["a double first name", 2, /-/],
    ["a blank e-mail", 3, /^$/],
    ["capitals in an e-mail", 3, /[A-Z].*@/],
    ["a space behind an e-mail", 3, /@.*\s$/],
    ["two spaces in a name", 1, /\S {2}\S/],
    ["a no-break space in a name", 1, /\u00a0/],
    ["a mobile in pairs", 4, /^06( \d\d){4}$/],
    ["a mobile with dots", 4, /^06(\.\d\d){4}$/],
    ["a mobile in one piece", 4, /^06\d{8}$/],
    ["a mobile with its country", 4, /^\+33 6/],
    ["a company with a quote", 7, /"/],
    ["a company with a semicolon", 7, /;/],
    ["a company on two lines", 7, /\n/],
    ["a blank company", 7, /^$/],
    ["tags with a blank one", 9, /\|\||\|$/],
    ["a postcode without its zero", 11, /^\d{4}$/]
  ])("has %s", (_, at, pattern) => {
    expect(column(at).some(cell => pattern.test(cell))).toBe(true)
  })

  it("keeps every phone number within 20 characters, in the range kept for fiction", () => {
    const phones = [...school.learners, ...school.trainers].flatMap(({ phone }) => phone ?? [])
    for (const phone of phones) {
      expect(phone.length).toBeLessThanOrEqual(20)
      expect(phone.replace(/\D/g, "").slice(-9, -4)).toBe("63998")
    }
  })

  it("gives brothers and sisters one e-mail, trainers each their own, and nobody a real domain", () => {
    const learners = [...school.learners].flatMap(({ email }) => email ?? [])
    const trainers = school.trainers.map(({ email }) => email)
    expect(new Set(learners).size).toBeLessThan(learners.length)
    expect(new Set(trainers).size).toBe(trainers.length)
    for (const email of [...learners, ...trainers]) expect(email).toMatch(/^[a-z0-9.]+@[a-z-]+\.example$/)
  })

  it("gives no two learners codes that differ by leading zeros only", () => {
    const codes = [...school.learners].map(({ code }) => Number(code))
    expect(new Set(codes).size).toBe(2000)
  })
})

describe("the scanner of these tests", () => {
  it("counts the lines inside quotes", () => {
    expect(scan('a;b\r\n"1\n2";"x ""y"""\r\n;\r\n')).toEqual([
      { line: 1, cells: ["a", "b"] },
      { line: 2, cells: ["1\n2", 'x "y"'] },
      { line: 4, cells: ["", ""] }
    ])
  })
})
