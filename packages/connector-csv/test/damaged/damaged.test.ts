/** Every damaged file of the table, read and sent: what becomes of each of its lines, and that none is forgotten. */
import { describe, expect, it } from "@effect/vitest"
import { Ledger, Pipeline, Student } from "@rollcall/core"
import { Effect } from "effect"
import { Csv } from "../../src/index.ts"
import { readBytes, refusalOf } from "../reading.ts"
import { bytesOf, leaks, linesFound, linesOf, physicalLines, unsaid } from "./account.ts"
import { contents, delimiters, widths } from "./cells.ts"
import { declared } from "./declared.ts"
import type { Entry, Readable, Refused } from "./Entry.ts"
import { foundOut } from "./encodings.ts"
import { ofFiles, ofLines } from "./ends.ts"
import { foreign, nothing } from "./foreign.ts"
import { above } from "./heads.ts"
import { ids } from "./ids.ts"
import { again, names } from "./names.ts"
import { matching, stray } from "./quotes.ts"
import { foretold, pupilOf, target } from "./run.ts"

const table: { readonly [kind: string]: ReadonlyArray<Entry> } = {
  "an encoding, declared or marked": declared,
  "an encoding, found out": foundOut,
  "quotes that match": matching,
  "quotes that do not": stray,
  "what stands above the header": above,
  "names of columns": names,
  "headers in the middle": again,
  "ends of lines": ofLines,
  "ends of files": ofFiles,
  delimiters,
  "rows of another width": widths,
  "contents of cells": contents,
  ids,
  "no table": foreign,
  "nothing in it": nothing
}

const isRefused = (entry: Entry): entry is Refused => "refused" in entry

for (const [kind, entries] of Object.entries(table)) {
  describe(kind, () => {
    it.effect.each(entries.filter(entry => isRefused(entry)))("$name: refused", entry =>
      Effect.gen(function* () {
        const why = yield* refusalOf(sourceOf(entry, Buffer.from(entry.bytes)))
        expect(why).toMatch(entry.refused)
        expect(why).toMatch(/^Unreadable: export\.csv/)
        const { report, sent } = yield* run(entry, Buffer.from(entry.bytes), ["ID", "NOM", "PRENOM"])
        expect(report).toMatchObject({ ended: { _tag: "SourceFailed" }, ledger: Ledger.empty })
        expect(sent).toEqual([])
      })
    )

    const readable = entries.filter((entry): entry is Readable => !isRefused(entry))

    it.effect.each(readable)("$name: every line", entry =>
      Effect.gen(function* () {
        const bytes = bytesOf(entry)
        const seen = yield* readBytes(bytes, entry.options)
        expect(seen.findings.encoding?.split(/[ ,(]/)[0]).toBe(entry.encoding ?? "utf-8")
        expect(seen.findings.delimiter?.split(/[ ,(]/)[0]).toBe(entry.delimiter ?? "semicolon")
        expect(seen.columns).toEqual(entry.lines.flatMap(([, is]) => (is.is === "header" ? is.columns : [])))
        expect(linesFound(seen, entry.lines)).toEqual(linesOf(entry))
        expect(entry.lines).toHaveLength(physicalLines(bytes, entry.encoding ?? "utf-8"))
        expect(seen.coverage.complete).toBe(entry.complete ?? true)
        const said = Object.entries(seen.findings).map(([name, value]) => `${name}: ${value}`)
        for (const words of entry.says ?? []) expect(said.join("\n")).toMatch(words)
        expect(unsaid(seen, entry)).toEqual([])
        expect(leaks(seen, entry)).toEqual([])
      })
    )

    it.effect.each(readable.filter(({ unmapped }) => unmapped === undefined))("$name: every verdict", entry =>
      Effect.gen(function* () {
        const { report, sent, verdicts } = yield* run(entry, bytesOf(entry), pupilOf(entry))
        const expected = foretold(entry)
        expect(report.ended).toEqual({ _tag: "Completed" })
        expect(verdicts).toEqual(expected.verdicts)
        expect(sent).toEqual(expected.sent)
        expect(JSON.stringify(sent)).not.toMatch(/[\u0000-\u001f\u0080-\u009f\ufffd]|Ã[©¨«§\u2021]/u)
        expect(Ledger.balances(report.ledger)).toBe(true)
        expect(report.ledger).toMatchObject({ read: verdicts.length, created: sent.length })
      })
    )

    it.effect.each(readable.filter(({ unmapped }) => unmapped !== undefined))(
      "$name: nothing is sent",
      entry =>
        Effect.gen(function* () {
          const { report, sent } = yield* run(entry, bytesOf(entry), ["ID", "NOM", "PRENOM"])
          expect(report).toMatchObject({
            ended: {
              _tag: "SourceFailed",
              error: { _tag: "Unreadable", message: expect.stringMatching(entry.unmapped ?? "") }
            },
            ledger: Ledger.empty
          })
          expect(sent).toEqual([])
        })
    )
  })
}

it("the table has a file of every name once", () => {
  const all = Object.values(table).flatMap(entries => entries.map(({ name }) => name))
  expect(new Set(all).size).toBe(all.length)
})

const sourceOf = ({ options }: Entry, bytes: Uint8Array) =>
  Csv.fromBytes({ name: "export.csv", bytes, ...options })

const run = (entry: Entry, bytes: Uint8Array, [id, name, given]: readonly [string, string, string]) =>
  Effect.gen(function* () {
    const { sink, sent } = target()
    const verdicts: Array<string> = []
    const mapper = Csv.mapper(Student, {
      externalReferenceId: id,
      externalReferenceType: Csv.constant("YPAREO"),
      lastName: name,
      firstName: given
    })
    const report = yield* Pipeline.run(
      { source: sourceOf(entry, bytes), mapper, sink },
      {
        onOutcomes: found =>
          Effect.sync(() => {
            for (const { at, verdict } of found) {
              const what =
                verdict._tag === "Rejected"
                  ? `Rejected ${verdict.code}`
                  : verdict._tag === "Duplicate"
                    ? `Duplicate of ${verdict.first.line}${verdict.identical ? ", identical" : ""}`
                    : verdict._tag
              verdicts.push(`${at.line} ${what}`)
            }
          })
      }
    )
    return {
      report,
      sent,
      verdicts: verdicts.sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10))
    }
  })
