/** Small lists with the damage that services do to them, and what each candidate makes of it. */
import type { Candidate, Given } from "./candidates.ts"

interface Fixture {
  readonly name: string
  readonly body: string | Uint8Array
  /** The records that are whole, in order. */
  readonly good: ReadonlyArray<unknown>
  /** Whether something has to be said, be it of a record or of the list. */
  readonly damaged: boolean
}

const good = (count: number): ReadonlyArray<unknown> =>
  Array.from({ length: count }, (_, n) => ({ n, name: "Zoé" }))
const [before, after] = [good(50), good(20)]
const list = (...parts: ReadonlyArray<unknown>) =>
  `[${parts.flatMap(part => (typeof part === "string" ? part : JSON.stringify(part).slice(1, -1))).join(",")}]`
const around = (middle: string) => list(before, middle, after)
const byKey = (records: ReadonlyArray<unknown>, offset = 0) =>
  records.map((record, index) => `"${index + offset}":${JSON.stringify(record)}`).join(",")

export const fixtures: ReadonlyArray<Fixture> = [
  { name: "an array", body: list(before), good: before, damaged: false },
  { name: "an object by keys", body: `{${byKey(before)}}`, good: before, damaged: false },
  {
    name: "a key twice",
    body: `{${byKey(before)},${byKey([{ n: 99 }])}}`,
    good: [...before, { n: 99 }],
    damaged: false
  },
  { name: "a byte order mark", body: `\ufeff${list(before)}`, good: before, damaged: false },
  { name: "NaN in a record", body: around('{"n":NaN}'), good: [...before, ...after], damaged: true },
  {
    name: "a comma too many in a record",
    body: around('{"n":1,}'),
    good: [...before, ...after],
    damaged: true
  },
  {
    name: "a control character in a text",
    body: around('{"n":"\u0001"}'),
    good: [...before, ...after],
    damaged: true
  },
  {
    name: "a record that is not UTF-8",
    body: Buffer.concat([
      Buffer.from(`${list(before).slice(0, -1)},{"n":"`),
      Buffer.from([0xe9]),
      Buffer.from(`"},${list(after).slice(1)}`)
    ]),
    good: [...before, ...after],
    damaged: true
  },
  { name: "the end is missing", body: list(before).slice(0, -1), good: before, damaged: true },
  {
    name: "the end of a record is missing",
    body: list(before, '{"n":1').slice(0, -1),
    good: before,
    damaged: true
  },
  { name: "a comma at the end", body: `${list(before).slice(0, -1)},]`, good: before, damaged: true },
  { name: "another list after it", body: list(before) + list(after), good: before, damaged: true },
  { name: "nothing", body: "", good: [], damaged: true },
  { name: "a web page", body: "<!doctype html><p>503</p>", good: [], damaged: true },
  { name: "an error", body: '{"error":"no token"}', good: [], damaged: true }
]

export interface Judgement {
  readonly lost: number
  /** Values handed over that are none of the whole records. */
  readonly misread: number
  /** Whether damage went by without a word. */
  readonly silent: boolean
}

/** Cut in pieces of so many bytes. */
export const judge = async ({ read }: Candidate, fixture: Fixture, size: number): Promise<Judgement> => {
  const given: Array<Given> = []
  const failed = await read(pieces(fixture.body, size), record => given.push(record)).then(
    () => false,
    () => true
  )
  const left = fixture.good.map(record => JSON.stringify(record))
  let misread = 0
  for (const record of given) {
    if (record === "damaged") continue
    const at = left.indexOf(JSON.stringify(record.value))
    if (at === -1) misread += 1
    else left.splice(at, 1)
  }
  return { lost: left.length, misread, silent: fixture.damaged && !failed && !given.includes("damaged") }
}

const pieces = (body: string | Uint8Array, size: number): ReadonlyArray<Uint8Array> => {
  const bytes = Buffer.from(body)
  return Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size)
  )
}
