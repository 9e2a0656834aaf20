/** Ids for new records: UUIDs of version 7, each greater than the one before it that this process made. */
import { randomBytes } from "node:crypto"

/** In the order of time, so that new rows lie side by side in the table, and can be read in the order they came. */
export const newId = (): string => {
  const bytes = random16()
  const now = Date.now()
  // What was made in the same millisecond is counted; when the count is full, or the clock is set back, time runs ahead.
  count = now > time ? bytes.readUInt16BE(6) & 0x07ff : count + 1
  if (now > time) time = now
  else if (count > 0x0fff) {
    time += 1
    count = 0
  }
  bytes.writeUIntBE(time, 0, 6)
  bytes.writeUInt16BE(0x7000 | count, 6)
  bytes.writeUInt8(((bytes[8] ?? 0) & 0x3f) | 0x80, 8)
  const hex = bytes.toString("hex")
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}

let time = 0
let count = 0

/** Many at once: asking the system for each takes longer than all else about an id. */
let pool = Buffer.alloc(0)
const random16 = (): Buffer => {
  if (pool.length < 16) pool = randomBytes(16 * 1024)
  const bytes = pool.subarray(0, 16)
  pool = pool.subarray(16)
  return bytes
}
