import { once } from "node:events"
import { connect } from "node:net"
import { expect, it, vi } from "vitest"
import { bearer, path, visit } from "../Visitor.ts"
import { batch, send, stored, type Visitor } from "./Batch.ts"

it("reset-before: the connection breaks and nothing is stored", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "reset-before" }])
  await expect(send(visitor)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } })
  expect(await stored(visitor)).toBe(0)
})

it("reset-after: the connection breaks and all is stored", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "reset-after" }])
  await expect(send(visitor)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } })
  expect(await stored(visitor)).toBe(3)
})

/** Opens a connection and sends the batch over it at once. */
const connected = async ({ url }: Visitor) => {
  const body = JSON.stringify(batch)
  const socket = connect(Number(new URL(url).port), "127.0.0.1")
  await once(socket, "connect")
  socket.write(
    `POST ${path("students")} HTTP/1.1\r\nhost: sandbox\r\nauthorization: ${bearer.authorization}\r\n` +
      `content-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`
  )
  return socket
}

const requests = async (visitor: Visitor) =>
  ((await (await visitor.call("GET", "/sandbox/requests")).json()) as { students: number }).students

it("slow-accept: the next connection is taken, and what comes over it is read late", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "slow-accept", ms: 1500 }])
  const socket = await connected(visitor)
  expect(await requests(visitor)).toBe(0)
  expect(await (await visitor.call("GET", "/sandbox/faults")).json()).toEqual([])
  let answer = ""
  for await (const chunk of socket) answer += String(chunk)
  expect(answer).toMatch(/^HTTP\/1\.1 200 OK\r\n/u)
  expect([await requests(visitor), await stored(visitor)]).toEqual([1, 3])
})

it("slow-accept: what a client sent is carried out after it has given up", async () => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "slow-accept", ms: 300 }])
  const socket = await connected(visitor)
  socket.end()
  await vi.waitFor(async () => expect(await stored(visitor)).toBe(3), 20_000)
})

it("slow-accept: a sandbox that stops drops the connections it holds", async () => {
  const visitor = await visit()
  await visitor.faults([{ kind: "slow-accept", ms: 600_000 }])
  const socket = await connected(visitor)
  socket.on("error", () => {})
  const closed = once(socket, "close")
  await visitor.close()
  await closed
})

it.each([
  ["before", 0],
  ["after", 3]
])(
  "kill: %s storing, the process is ended in the way that was given, and no answer comes",
  async (when, held) => {
    const kill = vi.fn()
    await using visitor = await visit({ kill })
    await visitor.faults([{ kind: "kill", when }])
    expect(kill).not.toHaveBeenCalled()
    await expect(send(visitor)).rejects.toMatchObject({ cause: { code: "ECONNRESET" } })
    expect(kill).toHaveBeenCalledOnce()
    expect(await stored(visitor)).toBe(held)
  }
)
