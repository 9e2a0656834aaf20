/** A short connection to a server, to make and drop databases. */
import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise"

export class Administrator implements AsyncDisposable {
  readonly #connection: Connection
  readonly #server: string

  private constructor(connection: Connection, server: string) {
    this.#connection = connection
    this.#server = server
  }

  /** Rejects with a message that names the server, and the variable if it was given by that; no password is in it. */
  static async connect(url: URL, given: boolean): Promise<Administrator> {
    const server = `The database server at ${url.host}${given ? ", which ROLLCALL_DATABASE_URL names," : ""}`
    const bare = new URL(url)
    // The database in a given URL may be missing or not be there.
    bare.pathname = ""
    try {
      return new Administrator(await createConnection(bare.href), server)
    } catch (cause) {
      throw new Error(`${server} cannot be used: ${reason(cause)}`, { cause })
    }
  }

  async version(): Promise<string> {
    const [[row]] = await this.#connection.query<Array<RowDataPacket & { readonly version: string }>>(
      "select version() as version"
    )
    return row?.version ?? ""
  }

  /** With the server's default character set. */
  async create(name: string): Promise<void> {
    try {
      await this.#connection.query("create database ??", [name])
    } catch (cause) {
      throw new Error(`${this.#server} refused to create a database: ${reason(cause)}`, { cause })
    }
  }

  async drop(name: string): Promise<void> {
    await this.#connection.query("drop database if exists ??", [name])
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#connection.end()
  }
}

/** An AggregateError, as for a host with two addresses, has its text in its parts only. */
const reason = (cause: unknown): string => {
  if (cause instanceof AggregateError) return cause.errors.map(reason).join("; ")
  return cause instanceof Error ? cause.message : String(cause)
}
