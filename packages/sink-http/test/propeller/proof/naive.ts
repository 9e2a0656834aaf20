/** A slow and obvious reading of what Propeller answers, to compare the real one with. */
import type { Reading } from "../../answer/proving.ts"

type Records = ReadonlyArray<Record<string, unknown>>

/**
 * A row names a user by a key that is the same text or the same number. One row alone decides on a user; one that names
 * nobody who was sent makes the answer worthless.
 */
export const readNaively = (body: unknown, records: Records): Reading => {
  const ids = records.map(({ sourceId }) => String(sourceId))
  const rows = rowsOf(body)
  const keys = rows.map(keyOf)
  const strangers = keys.filter(key => key !== undefined && !ids.some(id => areSame(id, key)))
  if (strangers.length > 0) return { accepted: [], refused: [] }
  const saying = (answer: "yes" | "no") =>
    ids.filter(id => {
      const mine = rows.filter((_, place) => {
        const key = keys[place]
        return key !== undefined && areSame(id, key)
      })
      return mine.length === 1 && judge(mine[0]) === answer
    })
  return { accepted: saying("yes"), refused: saying("no") }
}

/** The ids of those whom a 400 names; of nobody, when it also names one who cannot be meant. */
export const namedNaively = (text: string, records: Records): ReadonlyArray<string> => {
  const named: Array<string> = []
  for (const message of messagesIn(text)) {
    if (typeof message !== "string" || !message.startsWith("#/users/")) continue
    const [pointer = "", words = ""] = message.split(": ")
    const [, , place = "", ...inside] = pointer.split("/")
    if (String(Number(place)) !== place) continue
    const record = records[Number(place)]
    if (record === undefined) return []
    const key = words.split("[")[1]?.split("]")[0] ?? ""
    const lies = words.startsWith("required")
      ? key in record
      : words.startsWith("extraneous") && !(key in record)
    if (inside.length === 0 && lies) return []
    named.push(String(record.sourceId))
  }
  return named
}

/** Of a text that is not whole, the longest beginning that has whole messages. */
const messagesIn = (text: string): ReadonlyArray<unknown> => {
  const beginnings = Array.from({ length: text.length }, (_, cut) => text.slice(0, text.length - cut))
  for (const json of [text, ...beginnings.map(beginning => `${beginning}]}}`)]) {
    try {
      const answer: unknown = JSON.parse(json.replace(/^\ufeff/, ""))
      const error = isObject(answer) ? answer.error : undefined
      return isObject(error) && Array.isArray(error.messages) ? error.messages : []
    } catch {}
  }
  return []
}

const rowsOf = (body: unknown): ReadonlyArray<unknown> => {
  if (!isObject(body) || isTold(body.error)) return []
  return Array.isArray(body.data) ? body.data : []
}

/** The key by which a row can be placed. */
const keyOf = (row: unknown): string | undefined => {
  if (!isObject(row)) return undefined
  if (row.lookupKey !== undefined && row.lookupKey !== null && row.lookupKey !== "sourceId") return undefined
  if (typeof row.key === "string") return row.key
  // Of a number this large, the last digits are gone.
  return typeof row.key === "number" && Math.abs(row.key) < 2 ** 53 ? String(row.key) : undefined
}

const areSame = (id: string, key: string): boolean => {
  const plain = key.trim().normalize("NFC")
  if (plain === id.normalize("NFC")) return true
  const digits = (text: string) => /^\d+$/.test(text)
  if (digits(id) && digits(plain)) return unpadded(id) === unpadded(plain)
  return digits(id) && id.length < 16 && plain !== "" && Number(plain) === Number(id)
}

const unpadded = (digits: string): string => digits.replace(/^0+(?=\d)/, "")

const judge = (row: unknown): "yes" | "no" | "neither" => {
  if (!isObject(row)) return "neither"
  const { success, action } = row
  const error = isTold(row.error) || isTold(row.errors)
  if (success === false) return "no"
  if (success === undefined || success === null) return error ? "no" : "neither"
  if (success !== true || error) return "neither"
  return action === undefined || action === null || action === "create" || action === "update"
    ? "yes"
    : "neither"
}

/** Whether something stands there, and is not empty. */
const isTold = (error: unknown): boolean => {
  if (Array.isArray(error)) return error.length > 0
  if (isObject(error)) return Object.keys(error).length > 0
  return error !== undefined && error !== null && error !== "" && error !== false
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
