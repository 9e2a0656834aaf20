/** A wire between a database and its client that can be held or cut at a statement, as a network does it. */
import { once } from "node:events"
import { type AddressInfo, connect, createServer, type Socket } from "node:net"

/**
 * `before`: the statement does not arrive. `after`: it arrives, and the wire is cut at once. `answered`: the server has
 * carried it out, and its answer does not arrive.
 */
export type Moment = "before" | "after" | "answered"

/** What happens at a statement. */
export interface Accident {
  /** Done before the statement goes on. */
  readonly first?: () => Promise<unknown>
  /** When the wire is cut; without it, it is not. */
  readonly cut?: Moment
}

export interface Proxy extends AsyncDisposable {
  /** The address of the database, by way of the proxy. */
  readonly url: string
  /** Has an accident happen at the next statement that begins so, once; resolves when it has happened. */
  readonly at: (statement: string, accident: Accident) => Promise<void>
}

interface Rule extends Accident {
  readonly statement: string
  readonly happened: () => void
  readonly failed: (reason: unknown) => void
}

export const proxyTo = async (url: string): Promise<Proxy> => {
  const there = new URL(url)
  const rules: Array<Rule> = []
  const wires = new Set<Socket>()
  const server = createServer(client => {
    const upstream = connect(Number(there.port), there.hostname)
    const cut = () => {
      client.destroy()
      upstream.destroy()
    }
    for (const socket of [client, upstream]) {
      wires.add(socket)
      socket.setNoDelay(true)
      socket.on("error", cut).on("close", cut)
    }
    let atAnswer = () => false
    upstream.on("data", data => {
      if (!atAnswer()) client.write(data)
    })
    const pass = async (data: Buffer, statements: ReadonlyArray<string>): Promise<void> => {
      const rule = rules.find(({ statement }) => statements.some(text => text.startsWith(statement)))
      if (rule !== undefined) rules.splice(rules.indexOf(rule), 1)
      await rule?.first?.().catch(rule.failed)
      const cutAll = () => {
        cut()
        rule?.happened()
        return true
      }
      if (rule?.cut === "before") return void cutAll()
      if (rule?.cut === "answered") atAnswer = cutAll
      if (upstream.destroyed) return rule?.happened()
      await new Promise<void>(written => upstream.write(data, () => written()))
      if (rule?.cut === "after") cutAll()
      if (rule?.cut === undefined) rule?.happened()
    }
    const statementsOf = reader()
    let passing = Promise.resolve()
    client.on("data", data => {
      const statements = statementsOf(data)
      passing = passing.then(() => pass(data, statements))
    })
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  const own = new URL(url)
  own.port = String((server.address() as AddressInfo).port)
  return {
    url: own.href,
    at: (statement, accident) =>
      new Promise((happened, failed) => rules.push({ ...accident, statement, happened, failed })),
    [Symbol.asyncDispose]: async () => {
      const closed = once(server.close(), "close")
      for (const wire of wires) wire.destroy()
      await closed
    }
  }
}

const comQuery = 3

/**
 * Reads what a client sends as packets: three bytes of length, a number, and the text of a statement after a 3. MySQL is
 * told in two bytes before the text that it has no attributes.
 */
const reader = () => {
  let rest: Buffer<ArrayBufferLike> = Buffer.alloc(0)
  return (data: Buffer): ReadonlyArray<string> => {
    rest = Buffer.concat([rest, data])
    const found: Array<string> = []
    while (rest.length >= 4) {
      const end = 4 + rest.readUIntLE(0, 3)
      if (rest.length < end) break
      if (rest[4] === comQuery) {
        const text = rest[5] === 0 ? 7 : 5
        found.push(rest.toString("utf8", text, Math.min(end, 200)))
      }
      rest = rest.subarray(end)
    }
    return found
  }
}
