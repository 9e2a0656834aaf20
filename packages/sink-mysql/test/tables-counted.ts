/** Stands between a client and a database, and counts the statements that pass. */
import { once } from "node:events"
import { type AddressInfo, connect, createServer, type Socket } from "node:net"

export interface Counted extends AsyncDisposable {
  /** The database, through here. */
  readonly url: string
  /** The statements of an act, in their order. */
  readonly during: (act: () => Promise<unknown>) => Promise<ReadonlyArray<string>>
  /** Does something when the next statement that begins so passes, before the database has it. */
  readonly at: (beginning: string, act: () => void) => void
  /** Does something when as many statements have passed. */
  readonly after: (count: number, act: () => void) => void
  /** Cuts every connection. */
  readonly cut: () => void
}

export const counted = async (database: string): Promise<Counted> => {
  const target = new URL(database)
  const sockets = new Set<Socket>()
  let statements: Array<string> = []
  let waiting: { readonly when: (statement: string) => boolean; readonly act: () => void } | undefined
  const server = createServer(client => {
    const upstream = connect(Number(target.port), target.hostname)
    for (const socket of [client, upstream]) {
      sockets.add(socket)
      socket.on("error", () => socket.destroy()).on("close", () => sockets.delete(socket))
    }
    const end = () => {
      client.destroy()
      upstream.destroy()
    }
    const read = packets(statement => {
      statements.push(statement)
      if (waiting === undefined || !waiting.when(statement)) return
      const { act } = waiting
      waiting = undefined
      act()
    })
    client.on("data", bytes => {
      read(bytes)
      if (!upstream.destroyed) upstream.write(bytes)
    })
    upstream.on("data", bytes => client.write(bytes))
    client.on("close", end)
    upstream.on("close", end)
  }).listen(0, "127.0.0.1")
  await once(server, "listening")
  const url = new URL(database)
  url.hostname = "127.0.0.1"
  url.port = String((server.address() as AddressInfo).port)
  return {
    url: url.href,
    during: async act => {
      statements = []
      await act()
      return [...statements]
    },
    at: (beginning, act) => {
      waiting = { when: statement => statement.startsWith(beginning), act }
    },
    after: (count, act) => {
      const first = statements.length
      waiting = { when: () => statements.length >= first + count, act }
    },
    cut: () => {
      for (const socket of sockets) socket.destroy()
    },
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise(done => server.close(done))
    }
  }
}

/**
 * Every packet says its length and its number; a statement is number 0 and begins with the byte 3. MySQL may have the
 * bytes 0 and 1 before the text: no attributes.
 */
const packets = (onStatement: (statement: string) => void) => {
  let waiting = Buffer.alloc(0)
  return (bytes: Buffer): void => {
    waiting = Buffer.concat([waiting, bytes])
    while (waiting.length >= 5 && waiting.length >= waiting.readUIntLE(0, 3) + 4) {
      const length = waiting.readUIntLE(0, 3)
      if (waiting[3] === 0 && waiting[4] === 3)
        onStatement(waiting.toString("utf8", waiting[5] === 0 ? 7 : 5, 4 + length))
      waiting = waiting.subarray(length + 4)
    }
  }
}
