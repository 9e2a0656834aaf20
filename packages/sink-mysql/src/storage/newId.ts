/** Ids for new records: UUIDs of version 7, each greater than the one before it that this process made. */
import { randomBytes } from "node:crypto"

/** In the order of time, so that new rows lie side by side in the table, and can be read in the order they came. */
export const newId = (): string => {
  const now = Date.now()
  // What was made in the same millisecond is counted; when the count is full, or the clock is set back, time runs ahead.
  if (now > time) begin(now, Number.parseInt(digits(3), 16) & 0x07ff)
  else if (count < 0x0fff) count += 1
  else begin(time + 1, 0)
  const variant = "89ab"[Number.parseInt(digits(1), 16) & 0x3] ?? "8"
  return `${stamp}-7${count.toString(16).padStart(3, "0")}-${variant}${digits(3)}-${digits(12)}`
}

let time = 0
let count = 0
/** The time as an id begins with it. */
let stamp = ""

const begin = (milliseconds: number, from: number): void => {
  time = milliseconds
  count = from
  const hex = milliseconds.toString(16).padStart(12, "0")
  stamp = `${hex.slice(0, 8)}-${hex.slice(8)}`
}

/** Random digits of base 16. Many at once: asking the system for each takes longer than all else about an id. */
const digits = (length: number): string => {
  if (at + length > pool.length) {
    pool = randomBytes(16 * 1024).toString("hex")
    at = 0
  }
  at += length
  return pool.slice(at - length, at)
}

let pool = ""
let at = 0
