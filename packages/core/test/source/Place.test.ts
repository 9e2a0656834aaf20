import { describe, expect, it } from "vitest"
import { format, type Place } from "../../src/source/Place.ts"

describe("a place in words", () => {
  it.each<readonly [Place, string | undefined, string]>([
    [{ origin: "apprenants.csv", line: 417 }, undefined, "apprenants.csv:417"],
    [{ origin: "apprenants.csv", line: 417 }, "EMAIL", "apprenants.csv:417, column EMAIL"],
    [{ origin: "school.xlsx", sheet: "Élèves", line: 12 }, undefined, "school.xlsx[Élèves]:12"],
    [{ origin: "acme/pupils", record: 3 }, undefined, "acme/pupils record 3"],
    [{ origin: "acme/pupils", line: 4, record: 3 }, undefined, "acme/pupils:4"],
    [{ origin: "ypareo/apprenants", key: "1234" }, undefined, "ypareo/apprenants key 1234"],
    [{ origin: "acme/pupils", record: 3, key: "x" }, "mail", "acme/pupils record 3 key x, column mail"],
    [{ origin: "acme/pupils" }, undefined, "acme/pupils"]
  ])("%j with column %j is %j", (place, column, words) => {
    expect(format(place, column)).toBe(words)
  })
})
