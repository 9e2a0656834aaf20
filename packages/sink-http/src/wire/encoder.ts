/** Records as they go over the wire: each is weighed and later sent, and written as JSON only once. */
import type { Entity } from "@rollcall/core"

export interface Encoder {
  /** The bytes of a record, with the comma that parts it from the next. */
  readonly weigh: (upsert: Entity.AnyUpsert) => number
  /** The records of a batch as one JSON list. */
  readonly list: (batch: ReadonlyArray<Entity.AnyUpsert>) => string
}

interface Encoded {
  readonly json: string
  readonly bytes: number
}

const utf8 = new TextEncoder()

/** One for records of which each is written so. */
export const encoder = (written: (upsert: Entity.AnyUpsert) => string): Encoder => {
  const known = new WeakMap<object, Encoded>()
  const encode = (upsert: Entity.AnyUpsert): Encoded => {
    const earlier = known.get(upsert)
    if (earlier !== undefined) return earlier
    const json = written(upsert)
    const fresh = { json, bytes: utf8.encode(json).length + 1 }
    known.set(upsert, fresh)
    return fresh
  }
  return {
    weigh: upsert => encode(upsert).bytes,
    list: batch => `[${batch.map(upsert => encode(upsert).json).join(",")}]`
  }
}
