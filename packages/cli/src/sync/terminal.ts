/** A sync on a terminal: a line that moves while a step runs, and a table when all is done. */
import { stripVTControlCharacters, styleText } from "node:util"
import { type Ledger, type Report, type Sync, Verdict } from "@rollcall/core"
import { Clock, Effect } from "effect"
import { printable } from "../output.ts"
import type { Reporter } from "./Reporter.ts"
import { found, number, requested, summary } from "./words.ts"

const screen = process.stderr
const write = (text: string): Effect.Effect<void> => Effect.sync(() => void screen.write(text))
const style = (format: Parameters<typeof styleText>[0], text: string): string =>
  styleText(format, text, { stream: screen })

/** Milliseconds between two drawings of the moving line. */
const every = 80
const clear = "\r\u001b[2K"
const spinner = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"]

export const terminal = (): Reporter => {
  let entity = ""
  let began = 0
  let drawn = 0
  let frame = 0
  return {
    start: sync => write(`\n${style("bold", sync.name)} ${style("dim", "→")} ${sync.target.name}\n\n`),
    step: step =>
      Effect.gen(function* () {
        entity = step.entity
        began = yield* Clock.currentTimeMillis
        drawn = 0
        const about = found(step.findings)
        yield* write(`${style("dim", about === "" ? step.source : `${step.source} (${about})`)}\n`)
      }),
    onOutcomes: () => Effect.void,
    onProgress: ({ ledger, requests }) =>
      Effect.gen(function* () {
        const now = yield* Clock.currentTimeMillis
        if (now - drawn < every) return
        drawn = now
        frame = (frame + 1) % spinner.length
        const line = `${spinner[frame]} ${entity}  ${progress(ledger, requests, now - began)}`
        const plain = stripVTControlCharacters(line)
        const room = (screen.columns ?? 80) - 1
        yield* write(clear + (plain.length <= room ? line : plain.slice(0, room)))
      }),
    report: report =>
      Effect.gen(function* () {
        const elapsed = (yield* Clock.currentTimeMillis) - began
        const mark = report.ended._tag === "Completed" ? style("green", "✓") : style("red", "✗")
        yield* write(
          `${clear}${mark} ${report.entity}  ${progress(report.ledger, report.requests, elapsed)}\n`
        )
      }),
    end: (sync, _exitCode, rejects) =>
      write(`\n${[...table(sync), "", ...summary(sync, rejects).map(printable)].join("\n")}\n`)
  }
}

/** `1,240 rows · 3 requests · 850 rows/s · 4 failed`. */
const progress = (ledger: Ledger.Ledger, requests: number, millis: number): string => {
  const failed = ledger.rejected + ledger.blocked + ledger.unknown + ledger.notAttempted
  const rate = millis < 1 ? "" : ` · ${number(Math.round((ledger.read / millis) * 1000))} rows/s`
  const failures = failed === 0 ? "" : ` · ${style("yellow", `${number(failed)} failed`)}`
  return `${number(ledger.read)} rows · ${requested(requests)}${rate}${failures}`
}

/** A row for every step and one for all, with a column for every verdict that fell. */
const table = ({ reports, ledger }: Sync.SyncReport): ReadonlyArray<string> => {
  const kinds = Verdict.kinds.filter(kind => ledger[kind] > 0)
  const head = ["", "read", ...kinds.map(kind => (kind === "notAttempted" ? "not attempted" : kind))]
  const row = (name: string, counted: Ledger.Ledger) => [
    name,
    number(counted.read),
    ...kinds.map(kind => number(counted[kind]))
  ]
  const rows = [...reports.map((report: Report) => row(report.entity, report.ledger)), row("total", ledger)]
  const widths = head.map((title, index) =>
    Math.max(title.length, ...rows.map(cells => cells[index]?.length ?? 0))
  )
  const line = (cells: ReadonlyArray<string>) =>
    cells
      .map((cell, index) =>
        index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart((widths[index] ?? 0) + 2)
      )
      .join("")
  return [
    style("dim", line(head)),
    ...rows.slice(0, -1).map(line),
    style("bold", line(rows[rows.length - 1] ?? []))
  ]
}
