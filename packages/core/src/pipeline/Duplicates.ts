/** Which keys a run has seen, and where: about 20 bytes a record, whatever the keys are (Laws 4 and 6, F7). */
import { Predicate } from "effect"
import type { AnyUpsert } from "../entities/Entity.ts"
import type { Place } from "../source/Place.ts"
import { fingerprint, shortFingerprint } from "./Fingerprint.ts"

const columns = 5
const chunkBits = 14
const chunkRecords = 1 << chunkBits

/**
 * Keys are told apart by 96 bits of two independent hashes: among a million keys, two that differ are taken for one
 * with a chance of about 1 in 10^17. A second hash tells whether the repeated record says the same.
 */
export class Duplicates {
  /** Chunks of records: key hash (2 words), check hash, content hash, line or ordinal. */
  readonly #chunks: Array<Int32Array> = []
  /** Positions of records plus one, open addressing; 0 is free. */
  #slots = new Uint32Array(1 << 10)
  #size = 0
  /** Origin and sheet of records, run-length: places differ in their number, seldom in their file. */
  readonly #origins: Array<{ readonly from: number; readonly place: Place }> = []

  /** Records a key's first place, or says where it was first seen and whether that record was the same. */
  claim(
    key: string,
    upsert: AnyUpsert,
    at: Place
  ): { readonly first: Place; readonly identical: boolean } | undefined {
    const [high, low] = fingerprint(key, 1)
    const check = shortFingerprint(key, 2)
    const content = contentOf(upsert)
    const slot = this.#slotOf(high, low, check)
    const position = this.#slots[slot] ?? 0
    if (position === 0) {
      this.#append(slot, high, low, check, content, at)
      return undefined
    }
    return { first: this.#place(position - 1), identical: this.#word(position - 1, 3) === content }
  }

  /** Whether a key has been claimed. */
  has(key: string): boolean {
    const [high, low] = fingerprint(key, 1)
    return this.#slots[this.#slotOf(high, low, shortFingerprint(key, 2))] !== 0
  }

  /** The slot that holds a key, or the free one where it belongs. */
  #slotOf(high: number, low: number, check: number): number {
    for (let slot = low & (this.#slots.length - 1); ; slot = (slot + 1) & (this.#slots.length - 1)) {
      const position = this.#slots[slot] ?? 0
      if (position === 0) return slot
      const found = position - 1
      if (this.#word(found, 1) === low && this.#word(found, 0) === high && this.#word(found, 2) === check)
        return slot
    }
  }

  #append(slot: number, high: number, low: number, check: number, content: number, at: Place): void {
    const offset = this.#size & (chunkRecords - 1)
    if (offset === 0) this.#chunks.push(new Int32Array(chunkRecords * columns))
    const chunk = this.#chunks[this.#chunks.length - 1]
    if (chunk !== undefined) {
      const start = offset * columns
      chunk[start] = high
      chunk[start + 1] = low
      chunk[start + 2] = check
      chunk[start + 3] = content
      chunk[start + 4] = at.line ?? at.record ?? 0
    }
    const last = this.#origins[this.#origins.length - 1]
    if (last === undefined || !sameOrigin(last.place, at))
      this.#origins.push({ from: this.#size, place: onlyKeyed(at) ? at : withoutKey(at) })
    this.#size += 1
    this.#slots[slot] = this.#size
    if (this.#size * 4 > this.#slots.length * 3) this.#grow()
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2)
    for (let position = 1; position <= this.#size; position++) {
      let slot = this.#word(position - 1, 1) & (slots.length - 1)
      while (slots[slot] !== 0) slot = (slot + 1) & (slots.length - 1)
      slots[slot] = position
    }
    this.#slots = slots
  }

  #word(record: number, word: number): number {
    return this.#chunks[record >>> chunkBits]?.[(record & (chunkRecords - 1)) * columns + word] ?? 0
  }

  #place(record: number): Place {
    const place = this.#origins.findLast(({ from }) => from <= record)?.place
    const { origin = "", sheet, line } = place ?? {}
    if (place?.key !== undefined) return place
    const number = this.#word(record, 4)
    const table = sheet === undefined ? { origin } : { origin, sheet }
    if (number === 0) return table
    return line === undefined ? { ...table, record: number } : { ...table, line: number }
  }
}

/** A hash of what an upsert says, whatever the order of its fields, tags and items (F56): sums have no order. */
const contentOf = (upsert: AnyUpsert): number => {
  let sum = 0
  for (const field in upsert) sum = (sum + valueOf(upsert[field], seedOf(field))) | 0
  return sum
}

const valueOf = (value: unknown, seed: number): number => {
  if (typeof value === "string") return shortFingerprint(value, seed)
  if (Array.isArray(value)) return listOf(value, seed)
  if (Predicate.isReadonlyObject(value)) return itemOf(value, seed)
  return shortFingerprint(JSON.stringify(value) ?? "", ~seed)
}

const listOf = (list: ReadonlyArray<unknown>, seed: number): number => {
  let sum = ~seed + list.length
  for (const item of list) sum = (sum + itemOf(item, seed)) | 0
  return sum
}

const itemOf = (item: unknown, seed: number): number => {
  if (typeof item === "string") return shortFingerprint(item, ~seed)
  const content = Predicate.isReadonlyObject(item) ? String(contentOf(item)) : JSON.stringify(item)
  return shortFingerprint(content ?? "", seed)
}

/** Fields are few, and their names come up with every record. */
const seeds = new Map<string, number>()
const seedOf = (field: string): number => {
  const known = seeds.get(field)
  if (known !== undefined) return known
  const seed = shortFingerprint(field, 3)
  seeds.set(field, seed)
  return seed
}

const sameOrigin = (a: Place, b: Place): boolean =>
  a.origin === b.origin &&
  a.sheet === b.sheet &&
  (a.line === undefined) === (b.line === undefined) &&
  a.key === undefined &&
  !onlyKeyed(b)

const withoutKey = ({ key: _, ...at }: Place): Place => at

/** A place that has a key and no number is kept whole. */
const onlyKeyed = (at: Place): boolean =>
  at.key !== undefined && at.line === undefined && at.record === undefined
