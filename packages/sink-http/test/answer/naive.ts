/** A slow and obvious reading of an answer, to compare the real one with: which records it proves to be accepted. */

export interface Naive {
  /** The places in the batch of the records that are accepted. */
  readonly accepted: ReadonlyArray<number>
  /** The places of those that are refused. */
  readonly refused: ReadonlyArray<number>
}

const nothing: Naive = { accepted: [], refused: [] }

/**
 * An item names a record by its index. What stands in it, and the name of its list, each say yes, no or neither: only
 * yes alone accepts and only no refuses; anything that is neither forbids to accept.
 */
export const readNaively = (plural: string, body: unknown, keys: ReadonlyArray<string>): Naive => {
  const items = itemsOf(plural, body)
  if (items.some(item => isForeign(item, keys))) return nothing
  const places = keys.map((_, place) => place)
  const saying = (answer: "yes" | "no") =>
    places.filter(place => {
      const [item, ...more] = items.filter(({ index }) => index === place)
      if (item === undefined || more.length > 0) return false
      return judge(item) === answer
    })
  return { accepted: saying("yes"), refused: saying("no") }
}

interface Found {
  readonly index: unknown
  readonly key: unknown
  readonly fields: Record<string, unknown>
  readonly list: string
}

const listNames = ["results", "result", "items", "data", "records", "responses"]
const yesLists = ["succeeded", "success", "successes", "created", "updated", "unchanged", "unarchived"]
const noLists = ["failed", "failures", "errors", "rejected"]

const itemsOf = (plural: string, body: unknown): ReadonlyArray<Found> => {
  if (Array.isArray(body)) return body.map(value => found("results", value))
  if (!isObject(body)) return []
  const objects = [body, ...Object.values(body).filter(isObject)]
  return objects.flatMap(object =>
    [plural, ...listNames, ...yesLists, ...noLists].flatMap(list => {
      const values = Object.hasOwn(object, list) ? object[list] : undefined
      return Array.isArray(values) ? values.map(value => found(list, value)) : []
    })
  )
}

const found = (list: string, value: unknown): Found => {
  const fields = isObject(value) ? value : {}
  const index = [fields.inputIndex, fields.input_index, fields.index].find(there)
  return { index, key: fields.externalReferenceId, fields, list }
}

const isForeign = ({ index, key }: Found, keys: ReadonlyArray<string>): boolean => {
  if (!there(index)) return false
  const sent = keys.find((_, place) => place === index)
  return sent === undefined || (typeof key === "string" && key !== sent)
}

const judge = ({ fields, list }: Found): "yes" | "no" | "neither" => {
  const said: Array<string> = []
  if (yesLists.includes(list)) said.push(list)
  if (noLists.includes(list)) said.push("no")
  if (there(fields.status)) said.push(ofStatus(fields.status))
  if (there(fields.success)) said.push(ofStatus(fields.success))
  if (isError(fields.error) || isError(fields.errors) || fields.code === "VALIDATION_ERROR") said.push("no")
  const yes = said.filter(word => word !== "no" && word !== "neither")
  if (said.includes("no")) return yes.length === 0 ? "no" : "neither"
  if (yes.length === 0 || said.includes("neither")) return "neither"
  const particular = new Set(yes.filter(word => ["created", "unchanged", "unarchived"].includes(word)))
  return particular.size > 1 ? "neither" : "yes"
}

const ofStatus = (status: unknown): string => {
  if (status === true) return "yes"
  if (status === false) return "no"
  if (typeof status === "number" && status >= 200 && status <= 299) return "yes"
  if (typeof status === "number" && status >= 400) return "no"
  if (typeof status !== "string") return "neither"
  const word = status.toLowerCase()
  if (["created", "updated", "unchanged", "unarchived", "upserted"].includes(word)) return word
  if (["ok", "success", "succeeded"].includes(word)) return "yes"
  return ["failed", "failure", "error", "rejected"].includes(word) ? "no" : "neither"
}

const isError = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.length > 0
  if (isObject(value)) return Object.keys(value).length > 0
  return there(value) && value !== false && value !== ""
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const there = (value: unknown): boolean => value !== undefined && value !== null
