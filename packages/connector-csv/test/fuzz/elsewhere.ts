/** A small change to one place of a file, and the rows elsewhere in it, which must not notice. */
import type { Row } from "@rollcall/core"
import type { Csv } from "../../src/index.ts"
import type { Seen } from "../reading.ts"
import { applied, type Change } from "./mutations.ts"
import type { Original } from "./originals.ts"

/** The first lines say what the others are: damage to them may concern every row. */
const head = 8
const most = 200

/** The change with 200 bytes at the most going and coming, and with no quote among those that come. */
export const quietly = ({ from, to, bytes }: Change): Change => ({
  from,
  to: Math.min(to, from + most),
  bytes: bytes.subarray(0, most).map(byte => (byte === 0x22 ? 0x27 : byte))
})

/** Whether a change leaves the first lines of a file alone; where characters take two bytes, it never does. */
export const spareTheHead = ({ bytes, lineEnd }: Original, { from }: Change): boolean => {
  if (lineEnd === undefined) return false
  let at = -1
  for (let line = 0; line < head; line++) at = bytes.indexOf(lineEnd, at + 1)
  return from > at
}

/** Whether a file is still taken for what it was: its encoding and its columns. */
export const sameTable = (before: Seen, after: Seen): boolean => {
  const known = ({ findings, columns }: Seen) => JSON.stringify([findings.encoding?.split(",")[0], columns])
  return known(before) === known(after)
}

/**
 * The rows that a change neither touches nor borders on: how many there are, and the lines, as they are now, of those
 * that are not read as before.
 */
export const elsewhere = (original: Original, change: Change, before: Seen, after: Seen) => {
  const { bytes } = original
  const offset = offsets(original)
  const touched = before.raw.map(({ at }, index) => {
    const next = before.raw[index + 1]?.at.line
    const end = next === undefined ? bytes.length : offset(next)
    return offset(at.line ?? 0) <= change.to && end >= change.from
  })
  const last = touched.lastIndexOf(true)
  const moved = lines(original, applied(bytes, change)) - lines(original, bytes)
  const now = new Map(after.raw.map(row => [row.at.line, row]))
  const others = before.raw.flatMap((row, index) => {
    if (row._tag === "Damaged" || touched[index] === true) return []
    const line = (row.at.line ?? 0) + (index > last ? moved : 0)
    return [{ line, kept: same(row, now.get(line)) }]
  })
  return { rows: others.length, lost: others.filter(({ kept }) => !kept).map(({ line }) => line) }
}

/** Where each line of a file begins. */
const offsets = ({ bytes, lineEnd }: Original): ((line: number) => number) => {
  const starts = [0]
  for (const [at, byte] of bytes.entries()) if (byte === lineEnd) starts.push(at + 1)
  return line => starts[line - 1] ?? bytes.length
}

const lines = ({ lineEnd }: Original, bytes: Uint8Array): number =>
  Buffer.from(bytes)
    .toString("latin1")
    .split(lineEnd === 0x0d ? /\r\n?|\n/ : "\n").length

const same = (a: Row.Read<Csv.Record>, b: Row.Row<Csv.Record> | undefined): boolean =>
  b?._tag === "Read" && JSON.stringify(a.value) === JSON.stringify(b.value)
