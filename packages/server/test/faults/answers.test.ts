import { request as requestOver } from "node:http"
import { expect, it } from "vitest"
import { bearer, path, refusal, visit } from "../Visitor.ts"
import { batch, send, stored, type Visitor } from "./Batch.ts"

/** Reads until the answer ends or breaks; each piece as it came. */
const pieces = async (answer: Response) => {
  const all: Array<string> = []
  let broken = false
  try {
    for await (const piece of answer.body ?? []) all.push(Buffer.from(piece).toString())
  } catch {
    broken = true
  }
  return { all, text: all.join(""), broken }
}

const indexes = async (visitor: Visitor) => {
  const answer = (await (await send(visitor)).json()) as { results: ReadonlyArray<{ inputIndex?: number }> }
  return answer.results.map(item => item.inputIndex)
}

it("delay: the answer comes late, and is complete", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "delay", ms: 150 }])
  const start = performance.now()
  expect((await send(visitor)).status).toBe(200)
  expect(performance.now() - start).toBeGreaterThan(140)
})

it("slow-body: the head comes at once, the body in pieces, the last of them late", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "slow-body", ms: 400 }])
  const answer = await send(visitor)
  const start = performance.now()
  const { all, text, broken } = await pieces(answer)
  expect(performance.now() - start).toBeGreaterThan(200)
  expect(all.length).toBeGreaterThan(3)
  expect([answer.status, broken]).toEqual([200, false])
  expect((JSON.parse(text) as { summary: object }).summary).toEqual({ total: 3, succeeded: 3, failed: 0 })
  expect(await stored(visitor)).toBe(3)
})

it.each([0, 1])("slow-body: %i ms change nothing but the pieces", async ms => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "slow-body", ms }])
  expect(await indexes(visitor)).toEqual([0, 1, 2])
})

it("cut-body: a good status, and a body that ends in its middle", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "cut-body" }])
  const answer = await send(visitor)
  expect(answer.status).toBe(200)
  expect(answer.headers.get("content-type")).toBe("application/json")
  const { text, broken } = await pieces(answer)
  expect(text).toMatch(/^\{"results":\[/u)
  expect(text.length).toBe(Math.floor(Number(answer.headers.get("content-length")) / 2))
  expect([broken, await stored(visitor)]).toEqual([true, 3])
})

it("garbage: a good status, a sound piece, and then no chunk", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "garbage" }])
  const answer = await send(visitor)
  expect([answer.status, answer.headers.get("content-length")]).toEqual([200, null])
  const { text, broken } = await pieces(answer)
  expect(text).toMatch(/^\{"results":\[/u)
  expect([broken, await stored(visitor)]).toEqual([true, 3])
  expect(await indexes(visitor)).toEqual([0, 1, 2])
})

it.each([
  [{}, 3],
  [{ stored: true }, 3],
  [{ stored: false }, 0]
])("html: a page with the status 200: %j", async (fields, held) => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "html", ...fields }])
  const answer = await send(visitor)
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"])
  expect(await answer.text()).toMatch(/^<!doctype html>/u)
  expect(await stored(visitor)).toBe(held)
})

it.each([
  [{}, "text/plain"],
  [{ type: "image/png" }, "image/png"]
])("content-type: the right body under another type: %j", async (fields, type) => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "content-type", ...fields }])
  const answer = await send(visitor)
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, type])
  expect(((await answer.json()) as { summary: object }).summary).toMatchObject({ succeeded: 3 })
})

it("500-after: all is stored, and the answer is a failure", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "500-after" }])
  const answer = await send(visitor)
  expect([answer.status, await refusal(answer)]).toEqual([500, "INTERNAL_ERROR"])
  expect(await stored(visitor)).toBe(3)
})

it("gzip-bomb: the right body, and so many bytes of nothing after it", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "gzip-bomb", bytes: 5_000_001 }])
  const answer = await send(visitor)
  expect(answer.headers.get("content-encoding")).toBe("gzip")
  const text = await answer.text()
  expect(text).toHaveLength(5_000_001)
  expect((JSON.parse(text) as { summary: object }).summary).toMatchObject({ succeeded: 3 })
  expect(await stored(visitor)).toBe(3)
})

it("gzip-bomb: half a gigabyte takes little on the wire, and little memory to make", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "gzip-bomb", bytes: 512 * 1024 * 1024 }])
  const peak = () => process.resourceUsage().maxRSS / 1024
  const before = peak()
  const received = await new Promise<number>((resolve, reject) => {
    const request = requestOver(
      visitor.url + path("students"),
      { method: "POST", headers: bearer },
      answer => {
        let bytes = 0
        answer.on("data", (chunk: Buffer) => {
          bytes += chunk.length
        })
        answer.on("end", () => resolve(bytes))
      }
    )
    request.on("error", reject)
    request.end(JSON.stringify(batch))
  })
  expect(received).toBeLessThan(1024 * 1024)
  expect(peak() - before).toBeLessThan(200)
})

it.each([
  ["index-wrong", [0, 1, 3]],
  ["index-missing", [0, 1, undefined]],
  ["index-repeated", [0, 1, 2, 2]],
  ["index-one-based", [1, 2, 3]]
])("%s: all is stored, and the items name other records", async (kind, expected) => {
  await using visitor = await visit()
  await visitor.faults([{ kind }])
  expect(await indexes(visitor)).toEqual(expected)
  expect(await stored(visitor)).toBe(3)
  expect(await indexes(visitor)).toEqual([0, 1, 2])
})
