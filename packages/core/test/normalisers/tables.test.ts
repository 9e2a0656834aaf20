/** Every row of every table of docs/normalisers.md, and that none is forgotten. */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { Student } from "../../src/entities/Student.ts"
import type * as Mapper from "../../src/mapper/Mapper.ts"
import * as Normalise from "../../src/mapper/Normalise.ts"
import { prepare } from "../../src/mapper/Prepared.ts"
import { read } from "../../src/source/Row.ts"

const page = readFileSync(join(import.meta.dirname, "../../../../docs/normalisers.md"), "utf8")

interface Entry {
  readonly heading: string
  readonly given: string
  readonly becomes: string
}

/** The rows under each heading, their cells as they stand in the page. */
const entries: ReadonlyArray<Entry> = page.split(/^### /mu).flatMap(section => {
  const heading = /^.*$/mu.exec(section)?.[0].replaceAll("`", "") ?? ""
  return [...section.matchAll(/^\| `(".*?")` \| (.+?) \| .*\|$/gmu)].map(([, given = "", becomes = ""]) => ({
    heading,
    given: JSON.parse(given) as string,
    becomes
  }))
})

/** What became of a value, in the words of the page. */
const words = (outcome: string | Normalise.Dropped | undefined): string => {
  if (Normalise.isDropped(outcome)) return `left out: ${outcome.why}`
  return outcome === undefined ? "absent" : said(outcome)
}

const said = (value: string): string => JSON.stringify(value)

/** As `words`, of the value of a field that the engine prepares, whatever the mapper. */
const always =
  (field: string) =>
  (value: string): string => {
    const draft = { externalReferenceId: "k1", [field]: value }
    const mapper: Mapper.Mapper<unknown, (typeof Student)["fields"]> = { entity: Student, map: () => draft }
    const prepared = prepare(mapper, read({ origin: "school.csv" }, {}))
    if (prepared._tag === "Settled")
      return prepared.verdict._tag === "Rejected"
        ? `rejected: ${prepared.verdict.code}`
        : prepared.verdict._tag
    const { code, message } = prepared.warnings[0] ?? {}
    if (code === "FIELD_DROPPED") return `left out: ${message}`
    const kept: unknown = Object.entries(prepared.upsert).find(([name]) => name === field)?.[1]
    return [typeof kept === "string" ? said(kept) : "absent", ...(code === undefined ? [] : [code])].join(
      ", "
    )
  }

const by = (normaliser: Normalise.Normaliser) => (value: string) => words(normaliser(value))

const headings: { readonly [heading: string]: (value: string) => string } = {
  Texts: always("lastName"),
  Keys: always("externalReferenceId"),
  "E-mails": always("email"),
  "Addresses on the web": always("photoUrl"),
  "Normalise.sound": by(Normalise.sound),
  "Normalise.properName": by(Normalise.properName),
  'Normalise.phone({ country: "FR" })': by(Normalise.phone({ country: "FR" })),
  'Normalise.phone({ country: "RE" })': by(Normalise.phone({ country: "RE" })),
  'Normalise.phone({ country: "DE" })': by(Normalise.phone({ country: "DE" })),
  'Normalise.date("dd/MM/yyyy")': by(Normalise.date("dd/MM/yyyy")),
  'Normalise.date("yyyyMMdd")': by(Normalise.date("yyyyMMdd")),
  'Normalise.postcode("FR")': by(Normalise.postcode("FR")),
  'Normalise.postcode("IT")': by(Normalise.postcode("IT")),
  'Normalise.postcode("CH")': by(Normalise.postcode("CH")),
  "Normalise.webAddress": by(Normalise.webAddress)
}

/** The value in a cell may be written with other escapes than JSON.stringify chooses. */
const canonical = (becomes: string): string =>
  becomes.replace(/`(".*")`/u, (_, value: string) => said(JSON.parse(value)))

describe.each(Object.entries(headings))("%s", (heading, become) => {
  it.each(entries.filter(entry => entry.heading === heading))(
    "$given becomes $becomes",
    ({ given, becomes }) => {
      expect(become(given)).toBe(canonical(becomes))
    }
  )
})

describe("docs/normalisers.md", () => {
  it("has tables for these and no others, and every row of them is read", () => {
    const read = Map.groupBy(entries, entry => entry.heading)
    expect([...read.keys()].sort()).toEqual(Object.keys(headings).sort())
    const rows = page.split("\n").filter(line => line.startsWith("|") && !/^\| given|^\|-/u.test(line))
    expect(entries).toHaveLength(rows.length)
  })

  it("has every class of F17 to F27 and F38 to F40 that is about a value, and names the others", () => {
    const numbers = [17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 38, 39, 40]
    expect(numbers.filter(number => !page.includes(`F${number}`))).toEqual([])
    const rows = page
      .split("\n")
      .filter(line => line.startsWith("|"))
      .join("\n")
    const inWords = numbers.filter(number => !rows.includes(`F${number}`))
    expect(inWords).toEqual([21, 22, 25])
  })
})

describe("a normaliser that is declared for what it does not know", () => {
  it("is refused at once: a configuration may be JavaScript", () => {
    // @ts-expect-error two letters
    expect(() => Normalise.phone({ country: "FRA" })).toThrow('no country "FRA"')
    // @ts-expect-error France has postcodes, Atlantis has none
    expect(() => Normalise.postcode("AT")).toThrow('"AT"')
    // @ts-expect-error years have four digits
    expect(() => Normalise.date("dd/MM/yy")).toThrow('"dd/MM/yy"')
    // @ts-expect-error one separator
    expect(() => Normalise.date("dd/MM-yyyy")).toThrow('"dd/MM-yyyy"')
  })
})
