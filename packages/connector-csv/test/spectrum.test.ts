/** The files of csv-spectrum, read as they are and compared with its own JSON. */
import { readdirSync, readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { basename, dirname, join } from "node:path"
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { readBytes } from "./reading.ts"

const require = createRequire(import.meta.url)
const folder = dirname(require.resolve("csv-spectrum"))
const names = readdirSync(join(folder, "csvs")).map(file => basename(file, ".csv"))
const csv = (name: string) => readFileSync(join(folder, "csvs", `${name}.csv`))
const json = (name: string): unknown => JSON.parse(readFileSync(join(folder, "json", `${name}.json`), "utf8"))

it("has the files that are known here", () => {
  expect(names).toHaveLength(12)
})

for (const name of names.filter(name => name !== "location_coordinates")) {
  it.effect(`csv-spectrum: ${name}`, () =>
    Effect.gen(function* () {
      const { raw } = yield* readBytes(csv(name))
      const records = raw.map(row => (row._tag === "Read" ? { ...row.value } : row.damage))
      // A line end inside a cell is read as a line feed, whatever it was (docs/csv.md).
      const expected = JSON.stringify(json(name)).replaceAll("\\r\\n", "\\n")
      expect(records).toEqual(JSON.parse(expected))
    })
  )
}

// Its degree signs were lost before it was published: U+FFFD stands in their place, and that is refused (F20).
it.effect("csv-spectrum: location_coordinates", () =>
  Effect.gen(function* () {
    const { rows, raw } = yield* readBytes(csv("location_coordinates"))
    expect(rows).toEqual(["2 GARBLED_TEXT"])
    expect(raw[0]).toMatchObject({ damage: { column: "Location Coordinates" } })
  })
)
