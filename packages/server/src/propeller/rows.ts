/** The rows of a request as records of ours, and what makes them none: the schema that a whole request has to meet. */
import { Entity, User } from "@rollcall/core"
import { Predicate, Result } from "effect"

/** What this server asks of every row. */
export interface Demands {
  /** Keys that it does not permit, though the vendor's lists have them. */
  readonly forbidden: ReadonlySet<string>
  /** Whether every row must have `firstName` (docs/contract.md 2.1). */
  readonly firstName: boolean
}

export const maxRows = 1000

/** The records, or a message for every offence of every row: then nothing of the request may be stored. */
export const rowsOf = (
  body: unknown,
  demands: Demands
): Result.Result<ReadonlyArray<unknown>, ReadonlyArray<string>> => {
  if (!Predicate.isReadonlyObject(body)) return Result.fail(["#: must be an object"])
  const { users, ...others } = body
  const unknown = Object.keys(others).map(key => `#: extraneous key [${key}] is not permitted`)
  if (users === undefined) return Result.fail(["#: required key [users] not found", ...unknown])
  if (!Array.isArray(users) || users.length < 1 || users.length > maxRows)
    return Result.fail([`#/users: must be a list of 1 to ${maxRows} users`, ...unknown])
  const records = users.map(asRecord)
  const offences = records.flatMap((record, index) =>
    offencesOf(record, demands).map(offence => `#/users/${index}${offence}`)
  )
  return unknown.length + offences.length > 0
    ? Result.fail([...unknown, ...offences])
    : Result.succeed(records)
}

/** `sourceId` is text on this side, and may be a number on the wire (docs/contract.md 2.6). */
const asRecord = (row: unknown): unknown => {
  if (!Predicate.isReadonlyObject(row)) return row
  const record = withTextId(row)
  return Predicate.isReadonlyObject(record.parent) ? { ...record, parent: withTextId(record.parent) } : record
}

const withTextId = (named: { readonly [key: string]: unknown }): { readonly [key: string]: unknown } =>
  Number.isSafeInteger(named.sourceId) ? { ...named, sourceId: String(named.sourceId) } : named

const offencesOf = (record: unknown, { forbidden, firstName }: Demands): ReadonlyArray<string> => {
  const found = Entity.misfits(User, record).flatMap(({ fault, field, message }) => {
    if (field === undefined) return [`: ${message}`]
    if (fault === "unknown") return [extraneous(field)]
    if (fault === "type") return [`/${field}: ${message}`]
    return field === "firstName" && !firstName ? [] : [`: required key [${field}] not found`]
  })
  const keys = Predicate.isReadonlyObject(record) ? Object.keys(record) : []
  return [
    ...found,
    ...keys.filter(key => forbidden.has(key) && Object.hasOwn(User.fields, key)).map(extraneous)
  ]
}

const extraneous = (key: string): string => `: extraneous key [${key}] is not permitted`
