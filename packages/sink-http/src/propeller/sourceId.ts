/** A user's `sourceId`: text on this side, a number or a text on the wire, and either in an answer. */
import { Key } from "@rollcall/core"

/**
 * What is sent: a number where that says the same, otherwise the text as it is. A number would take the leading zeros
 * from `007` and the last digits from what is no safe integer (docs/contract.md 2.6, F17).
 */
export const onWire = (sourceId: string): string | number =>
  changesAsNumber(sourceId) ? sourceId : Number(sourceId)

/** Whether a target that takes numbers only would know it by another id than ours. */
export const changesAsNumber = (sourceId: string): boolean =>
  !(/^(0|[1-9]\d*)$/.test(sourceId) && Number.isSafeInteger(Number(sourceId)))

/** The same for ids that are equal as numbers or as text: answers cannot tell them apart (docs/contract.md 2.5). */
export const likeness = (sourceId: string): string => {
  const text = Key.canonical(sourceId)
  if (/^[+-]?\d+$/.test(text)) return String(BigInt(text))
  const number = decimal.test(text) ? Number(text) : Number.NaN
  return Math.abs(number) <= Number.MAX_SAFE_INTEGER ? String(number) : text
}

/** A number as JSON and spreadsheets write one, with a fraction or an exponent. */
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
