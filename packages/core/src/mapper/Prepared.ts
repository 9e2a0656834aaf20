/** From a row to a record that may be sent, or to the verdict that it already has. */

import { codes } from "../Codes.ts"
import type { Fields, Identity, Upsert } from "../entities/Entity.ts"
import { identify, named, type Problem, problems } from "../entities/Entity.ts"
import { perEntity } from "../entities/perEntity.ts"
import { missing } from "../entities/problems.ts"
import { isSigned } from "../normalisers/webAddress.ts"
import type { Sink } from "../sink/Sink.ts"
import type { Row } from "../source/Row.ts"
import type { Rejected, Verdict } from "../verdict/Verdict.ts"
import { columnOf, isSkip, type Mapper } from "./Mapper.ts"
import { type Normalised, normalised } from "./Normalised.ts"
import { guarded, lostDigits } from "./Spreadsheet.ts"

/** A value that was left out so that its record could go on; or that went along, and is to be looked at. */
export interface Warning {
  readonly code: "FIELD_DROPPED" | "ADDRESS_EXPIRES"
  readonly field: string
  readonly column?: string
  readonly message: string
}

/** A record that may be sent: within every limit, with at most one identifier. */
export interface Sendable<F extends Fields> {
  readonly _tag: "Sendable"
  readonly upsert: Upsert<F>
  /** How the target finds it; nothing for a plain create. */
  readonly identity: Identity | undefined
  readonly warnings: ReadonlyArray<Warning>
}

/** A record that is not sent, and its key where that could be read. */
export interface Settled {
  readonly _tag: "Settled"
  readonly verdict: Verdict
  readonly key?: string
}

/** What a target says of fields before anything is sent to it. */
export type Takes = Pick<Sink<Fields>, "takes" | "trust">

/** Maps, normalises and checks one row: pure, and never throws whatever the mapper does. */
export const prepare = <A, F extends Fields>(
  mapper: Mapper<A, F>,
  row: Row<A>,
  target: Takes = {}
): Sendable<F> | Settled => {
  if (row._tag === "Damaged") return settled({ _tag: "Rejected", ...row.damage })
  const mapped = run(mapper, row.value)
  if ("_tag" in mapped) return mapped
  const entity = mapper.entity
  const { kept, warnings, fatal, lacking } = lenient(mapper, mapped, target)
  const identity = identify(entity, kept)
  const key = typeof identity === "object" ? identity.key : undefined
  if (fatal !== undefined) return settled(rejected(mapper, fatal), key)
  if (identity === "ambiguous") return settled(rejected(mapper, ambiguous(entity.name)))
  const spoilt = identity && spoiltBySpreadsheet(identity.field, String(kept[identity.field]))
  if (spoilt !== undefined) return settled(rejected(mapper, spoilt), key)
  if (identity === undefined && entity.identifiers.length === 1)
    return settled(rejected(mapper, keyless(mapper, kept)))
  if (lacking !== undefined) return settled(rejected(mapper, lacking), key)
  const needed =
    identity === undefined && target.trust === undefined ? absent(entity.createNeeds, kept) : undefined
  if (needed !== undefined) return settled(rejected(mapper, incomplete(needed)))
  // The schema has just accepted every field that is left, or the target is trusted to judge it.
  return {
    _tag: "Sendable",
    upsert: kept as Upsert<F>,
    identity,
    warnings: withSigned(mapper, kept, warnings)
  }
}

const run = <A, F extends Fields>(mapper: Mapper<A, F>, record: A): Settled | Normalised => {
  try {
    const mapped = mapper.map(record)
    if (isSkip(mapped)) return settled({ _tag: "Filtered", reason: mapped.reason })
    return normalised(mapper.entity, mapped)
  } catch {
    // What it threw may hold a value (Law 9).
    return settled({ _tag: "Rejected", code: "MAPPER_FAILED", message: "the mapper threw on this record" })
  }
}

interface Lenient {
  readonly kept: Record<string, unknown>
  readonly warnings: ReadonlyArray<Warning>
  readonly fatal: Problem | undefined
  /** A field that every request must have and this record does not. */
  readonly lacking: Problem | undefined
}

/** Nearly every record goes as it is, and that is told without looking at its fields again. */
const lenient = <A, F extends Fields>(
  mapper: Mapper<A, F>,
  normalised: Normalised,
  target: Takes
): Lenient => {
  const { record, drops, sound } = normalised
  const whole = sound && drops.length === 0 && target.takes === undefined
  return whole && missing(mapper.entity, record).length === 0
    ? { kept: record, warnings: noWarnings, fatal: undefined, lacking: undefined }
    : mended(mapper, normalised, target)
}

/**
 * Drops each bad optional field whole, and what the target does not take; a value that a normaliser has dropped is as bad.
 * A bad identity, a bad field that it needs and a bad parent are fatal, and so is no field; whether there is such a field,
 * and which are needed, a trusted target says.
 */
const mended = <A, F extends Fields>(
  mapper: Mapper<A, F>,
  { record, drops }: Normalised,
  { takes, trust }: Takes
): Lenient => {
  const { createNeeds, fields, identifiers, parent, required } = mapper.entity
  const foreign = takes === undefined ? none : Object.keys(record).filter(field => !takes(field))
  const taken = foreign.length === 0 ? record : without(record, foreign)
  const found = problems(mapper.entity, taken)
  const warnings = foreign.map(field => dropped(mapper, field, "the target does not take this field"))
  if (found.length === 0 && drops.length === 0)
    return { kept: taken, warnings, fatal: undefined, lacking: undefined }
  const needed = new Set([...createNeeds, ...required, ...identifiers.flatMap(named), parent])
  const bad: Array<string> = []
  let fatal: Problem | undefined
  let lacking: Problem | undefined
  for (const { field, message } of drops) {
    if (needed.has(field)) fatal ??= { code: "VALIDATION_ERROR", field, message }
    else if (takes?.(field) !== false) warnings.push(dropped(mapper, field, message))
  }
  for (const problem of found) {
    const { code, field, message } = problem
    if (field === undefined || (needed.has(field) && code === "VALIDATION_ERROR")) fatal ??= problem
    else if (code === "REQUIRED_FIELD_MISSING") {
      if (trust === undefined && takes?.(field) !== false) lacking ??= problem
    } else if (!Object.hasOwn(fields, field)) {
      if (trust === undefined) fatal ??= problem
    } else {
      bad.push(field)
      warnings.push(dropped(mapper, field, message))
    }
  }
  return { kept: without(taken, bad), warnings, fatal, lacking }
}

const none: ReadonlyArray<string> = []
const noWarnings: ReadonlyArray<Warning> = []

const without = (record: Record<string, unknown>, fields: ReadonlyArray<string>): Record<string, unknown> => {
  const kept = { ...record }
  for (const field of fields) delete kept[field]
  return kept
}

const dropped = <A, F extends Fields>(mapper: Mapper<A, F>, field: string, message: string): Warning => ({
  code: "FIELD_DROPPED",
  field,
  message,
  ...columnOf(mapper, field)
})

/** The warnings so far, and those of addresses that go as they are, and will not last (F39). */
const withSigned = <A, F extends Fields>(
  mapper: Mapper<A, F>,
  record: { readonly [field: string]: unknown },
  warnings: ReadonlyArray<Warning>
): ReadonlyArray<Warning> => {
  let all = warnings
  for (const field of addressesOf(mapper.entity)) {
    const address = record[field]
    if (address === undefined || !isSigned(String(address))) continue
    const { means: message } = codes.ADDRESS_EXPIRES
    all = [...all, { code: "ADDRESS_EXPIRES", field, message, ...columnOf(mapper, field) }]
  }
  return all
}

/** The fields that are addresses on the web. */
const addressesOf = perEntity(({ fields }) =>
  Object.keys(fields).filter(field => fields[field]?.kind === "url")
)

const absent = (
  fields: ReadonlyArray<string>,
  record: { readonly [field: string]: unknown }
): string | undefined => fields.find(field => record[field] === undefined)

const keyless = <A, F extends Fields>(
  { entity }: Mapper<A, F>,
  record: { readonly [field: string]: unknown }
): Problem => {
  const naming = entity.identifiers.flatMap(named)
  const field = naming.find(name => record[name] === undefined)
  const message = "has no key, and would be created again by every repeated request"
  return field === undefined ? { code: "KEY_MISSING", message } : { code: "KEY_MISSING", field, message }
}

/** Sent as it is, such a key would name nobody, or make a second record of somebody (F18, F19). */
const spoiltBySpreadsheet = (field: string, id: string): Problem | undefined => {
  const code = lostDigits(id) ? "DIGITS_LOST" : guarded(id) ? "GUARDED_ID" : undefined
  return code && { code, field, message: codes[code].means }
}

/** Without an identifier it can only be created, and for that something is lacking. */
const incomplete = (field: string): Problem => ({
  code: "REQUIRED_FIELD_MISSING",
  field,
  message: codes.REQUIRED_FIELD_MISSING.means
})

const ambiguous = (name: string): Problem => ({
  code: `AMBIGUOUS_${name.toUpperCase()}_IDENTIFIER`,
  message: `a ${name} is named by one identifier, not by two`
})

const rejected = <A, F extends Fields>(mapper: Mapper<A, F>, problem: Problem): Rejected => ({
  _tag: "Rejected",
  ...problem,
  ...columnOf(mapper, problem.field)
})

const settled = (verdict: Verdict, key?: string): Settled =>
  key === undefined ? { _tag: "Settled", verdict } : { _tag: "Settled", verdict, key }
