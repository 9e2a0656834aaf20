import { describe, expect, test } from "vitest"
import { guarded, lostDigits, Widths } from "../../src/mapper/Spreadsheet.ts"

describe("an id that a spreadsheet has written as a number (F18)", () => {
  test.each([
    "2.02404E+11",
    "2,02404E+11",
    "campus-2.02404E+11",
    "1E+15",
    "2.02404e+11",
    "2.02404E11",
    "2,02404e11"
  ])("%s has lost digits", id => expect(lostDigits(id)).toBe(true))

  test.each([
    "202404000123",
    "2E11",
    "2e11",
    "A2.5E11",
    "12.5E3",
    "1.2.5E3",
    "2.5E-3",
    "A2E+11",
    "12.5E+3",
    "E+11",
    "2.02404E+11b",
    "3e+5"
  ])("%s has not", id => expect(lostDigits(id)).toBe(false))
})

describe("an id with the apostrophe that keeps its zeros (F19)", () => {
  test.each(["'0123", "campus-'0123", "'7", '="0123"', 'campus-="0123"'])("%s", id =>
    expect(guarded(id)).toBe(true)
  )
  test.each(["0123", "d'0123", "'abc", "O'Brien", "'12a", '="abc"', '="0123', 'a="0123"', "=0123"])(
    "not %s",
    id => expect(guarded(id)).toBe(false)
  )
})

describe("the widths of ids (F17)", () => {
  const warningOf = (ids: ReadonlyArray<string>) => {
    const widths = new Widths()
    for (const id of ids) widths.push(id)
    return widths.warning()
  }
  const from = (first: number, last: number, prefix = "") =>
    Array.from({ length: last - first + 1 }, (_, index) => `${prefix}${first + index}`)

  test("one shorter among many of one width is told, also behind a prefix", () => {
    expect(warningOf([...from(10_000, 10_098), "2300"])).toMatch(/99 ids have 5 digits, 1 fewer/)
    expect(warningOf([...from(10_000, 10_098, "campus-"), "campus-2300"])).toMatch(/1 fewer/)
  })

  test("four fifths of one width are enough, and less is a column of any widths", () => {
    expect(warningOf([...from(1000, 1079), ...from(100, 119)])).toMatch(/80 ids have 4 digits, 20 fewer/)
    expect(warningOf([...from(1000, 1079), ...from(100, 120)])).toBeUndefined()
  })

  test.each([
    ["ids of one width", from(1000, 1999)],
    ["ids that still have their zeros", [...from(10_000, 10_098), "02300", "2300"]],
    ["ids of two digits", [...from(10, 99), "1"]],
    ["only longer ones beside the usual width", [...from(1000, 1099), "10000"]],
    ["shorter ones of another kind", [...from(4000, 4099, "groupe-"), "site-1", "site-3"]],
    ["words", ["amira", "ben", "chloe"]],
    ["nothing", []]
  ])("%s are not", (_, ids) => expect(warningOf(ids)).toBeUndefined())
})
