import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Student } from "../../src/entities/Student.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Check from "../../src/pipeline/Check.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import { scriptedSink } from "../ScriptedSink.ts"
import { lines, scriptedSource } from "../ScriptedSource.ts"

type Cells = { readonly [column: string]: string }
type MapCells = (row: Cells) => Mapper.Draft<typeof Student.fields>

const columns = ["CODE", "NOM", "E-MAIL"]
const rows: ReadonlyArray<Cells> = [
  { CODE: "1", NOM: "Zoé", "E-MAIL": "zoe@school.example" },
  { CODE: "2", NOM: "Carl", "E-MAIL": "carl@school.example" }
]

/** What a run finds out about the columns, what a check does, and what was sent. */
const told = Effect.fnUntraced(function* (
  map: MapCells,
  options: { readonly declared?: ReadonlyArray<Mapper.Column>; readonly table?: boolean } = {}
) {
  const mapper = Mapper.make(Student, map, options.declared)
  const source = scriptedSource([lines(rows)], options.table === false ? {} : { columns })
  const sink = scriptedSink({ entity: Student })
  const { findings } = yield* Pipeline.run({ source, mapper, sink })
  const check = yield* Check.check({ source, mapper, sink })
  expect(check.findings).toEqual(findings)
  return { findings, sent: sink.requests.flatMap(({ batch }) => batch) }
})

const key = (row: Cells) => ({ externalReferenceId: row.CODE, lastName: row.NOM })

describe("a column that a mapper reads and the table does not have (F21)", () => {
  it.effect("is named once, with the nearest that there is, for a person to look at", () =>
    Effect.gen(function* () {
      const { findings, sent } = yield* told(row => ({ ...key(row), email: row.EMAIL, phone: row.TEL }))
      expect(findings).toEqual([
        {
          name: "columns that are not there",
          value: 'the mapper reads "EMAIL", did you mean "E-MAIL"?; "TEL"',
          doubtful: true
        }
      ])
      expect(sent).toHaveLength(2)
    })
  )

  it.effect("is not looked for where every column is there, or none is named", () =>
    Effect.gen(function* () {
      const copying: MapCells = row => {
        const copy = { ...row, ...JSON.parse(JSON.stringify(row)) }
        return { ...key(copy), fileNumber: `${Object.keys(row).length} ${"TEL" in row}` }
      }
      const { findings, sent } = yield* told(copying)
      expect(findings).toEqual([])
      expect(sent).toMatchObject([{ fileNumber: "3 false" }, { fileNumber: "3 false" }])
    })
  )

  it.effect("may be declared as one that can be missing", () =>
    Effect.gen(function* () {
      const declared = [{ field: "phone", column: "TEL", required: false }]
      const { findings } = yield* told(row => ({ ...key(row), phone: row.TEL }), { declared })
      expect(findings).toEqual([])
    })
  )

  it.effect("is none of a record that is no row of a table", () =>
    Effect.gen(function* () {
      const { findings } = yield* told(row => ({ ...key(row), phone: row.TEL }), { table: false })
      expect(findings).toEqual([])
    })
  )

  it.effect("is not found where a row cannot be watched, and every row is sent all the same", () =>
    Effect.gen(function* () {
      // Only an object that is nobody's stand-in can be cloned.
      const { findings, sent } = yield* told(row => ({ ...key(structuredClone(row)), phone: row.TEL }))
      expect(findings).toEqual([])
      expect(sent).toEqual([
        { externalReferenceId: "1", lastName: "Zoé" },
        { externalReferenceId: "2", lastName: "Carl" }
      ])
    })
  )
})
