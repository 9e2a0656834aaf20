import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { counts, many, send, student } from "../School.ts"
import { creates, type Reply, recordsOf, scripted } from "../Scripted.ts"
import { targetAt } from "../Target.ts"

/** Creates all, and says so in other bytes than UTF-8. */
const saysInBytes =
  (bytes: (json: string) => Buffer): Reply =>
  (response, request) => {
    const results = recordsOf(request).map((_, inputIndex) => ({ inputIndex, status: "created", note: "né" }))
    response.writeHead(200, { "content-type": "application/json" }).end(bytes(JSON.stringify({ results })))
  }

it.live.each<readonly [name: string, bytes: (json: string) => Buffer]>([
  ["UTF-16 with its mark", json => Buffer.from(`\ufeff${json}`, "utf16le")],
  ["UTF-16 without", json => Buffer.from(json, "utf16le")],
  ["UTF-16 of nothing but ASCII", json => Buffer.from(json.replaceAll("é", "e"), "utf16le")],
  ["Latin-1", json => Buffer.from(json, "latin1")]
])("an answer in %s is not believed, and its records are sent again once", ([, bytes]) =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates, saysInBytes(bytes), creates)
    const { report } = yield* send(targetAt(url, { batchRecords: 5 }).students, many(12, student))
    expect([counts(report), report.ended._tag]).toEqual([{ created: 12 }, "Completed"])
    const keys = requests.map(request => recordsOf(request).map(record => record.externalReferenceId))
    expect(keys).toEqual([keys[0], keys[1], keys[1], ["11", "12"]])
  })
)

it.live("an answer in UTF-8 with a byte order mark is read", () =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(saysInBytes(json => Buffer.from(`\ufeff${json}`)))
    const { report } = yield* send(targetAt(url).students, many(12, student))
    expect([counts(report), requests.length]).toEqual([{ created: 12 }, 2])
  })
)
