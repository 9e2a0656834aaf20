import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Student } from "../../src/entities/Student.ts"
import { missingColumns } from "../../src/mapper/Columns.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import * as Pipeline from "../../src/pipeline/Pipeline.ts"
import { scriptedSink } from "../ScriptedSink.ts"
import { lines, scriptedSource } from "../ScriptedSource.ts"

const needs = (field: string, column: string, required = true) => ({ field, column, required })
const headers = ["CODE_APPRENANT", "NOM_APPRENANT", "PRENOM_APPRENANT", "EMAIL"]

const said = (columns: ReadonlyArray<Mapper.Column>, found: ReadonlyArray<string> = headers) =>
  missingColumns("apprenants.csv", columns, found)?.message

describe("the columns a mapper needs (F21, F22)", () => {
  it("are all there, or are not required", () => {
    expect(said([needs("email", "EMAIL"), needs("phone", "TELEPHONE", false)])).toBeUndefined()
    expect(said([])).toBeUndefined()
  })

  it.each<readonly [string, string, string]>([
    ["another case", "Nom_Apprenant", "NOM_APPRENANT"],
    ["another separator", "NOM APPRENANT", "NOM_APPRENANT"],
    ["accents", "PRÉNOM_APPRENANT", "PRENOM_APPRENANT"],
    ["a letter too few", "PRENOM_APRENANT", "PRENOM_APPRENANT"],
    ["two letters in the wrong order", "EMIAL", "EMAIL"]
  ])("are looked for among the headers: %s", (_, column, nearest) => {
    expect(said([needs("x", column)])).toContain(`"${column}" (for x), did you mean "${nearest}"?`)
  })

  it("are looked for without their accents first of all", () => {
    expect(said([needs("x", "ÉLÈVE")], ["ÉLÈVES", "ELEVE"])).toContain('did you mean "ELEVE"?')
  })

  it("are all named in one message, with what to do (Law 12)", () => {
    const message = said([
      needs("email", "MAIL"),
      needs("lastName", "NOM"),
      needs("firstName", "PRENOM_APPRENANT")
    ])
    expect(message).toMatch(/^apprenants\.csv: missing columns "MAIL" \(for email\).*"NOM" \(for lastName\)/u)
    expect(message).not.toContain("for firstName")
    expect(message).toContain("its 4 headers")
    expect(message).toContain("nothing was sent")
  })

  it("are missed in a table without any", () => {
    expect(said([needs("email", "EMAIL")], [])).toContain('missing column "EMAIL" (for email)')
  })

  it.effect("stop a run before anything is read or sent", () =>
    Effect.gen(function* () {
      const mapper = Mapper.make(
        Student,
        (row: { readonly id: string }) => ({ externalReferenceId: row.id }),
        [needs("externalReferenceId", "CODE")]
      )
      const source = scriptedSource([lines([{ id: "1" }])], { columns: ["CODES"] })
      const sink = scriptedSink({ entity: Student })
      const report = yield* Pipeline.run({ source, mapper, sink })
      expect(report).toMatchObject({
        ended: { _tag: "SourceFailed", error: { _tag: "Unreadable" } },
        ledger: { read: 0 },
        requests: 0
      })
      expect(source.seen).toEqual({ opened: 1, rows: 0, closed: 1 })
      expect(sink.requests).toEqual([])
    })
  )

  it.effect("are not asked of a source that is no table", () =>
    Effect.gen(function* () {
      const mapper = Mapper.make(
        Student,
        (row: { readonly id: string }) => ({ externalReferenceId: row.id }),
        [needs("externalReferenceId", "CODE")]
      )
      const sink = scriptedSink({ entity: Student })
      const report = yield* Pipeline.run({ source: scriptedSource([lines([{ id: "1" }])]), mapper, sink })
      expect(report.ended._tag).toBe("Completed")
    })
  )
})
