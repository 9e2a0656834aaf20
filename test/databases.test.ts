/** The suite has run on the server that it was asked to run on: tests of one database pass on another just as well. */
import { databaseFor } from "@rollcall/test-databases"
import { createConnection, type RowDataPacket } from "mysql2/promise"
import { describe, expect, it } from "vitest"

/** As `.ci/run` asks: `10.11`, `9`. */
const { ROLLCALL_DATABASE: server, ROLLCALL_DATABASE_VERSION: asked } = process.env

/** What the server says of itself, not what it was started as. */
const versionThere = async (): Promise<string> => {
  await using database = await databaseFor()
  const connection = await createConnection(database.url)
  const [[row]] = await connection.query<Array<RowDataPacket>>("SELECT VERSION() AS version")
  await connection.end()
  return String(row?.version)
}

describe("the database of this run", () => {
  it("is of the kind and the version that were asked for", async () => {
    const version = await versionThere()
    if (asked !== undefined) expect(version.startsWith(`${asked}.`), `${version} is no ${asked}`).toBe(true)
    if (server !== undefined) expect(/mariadb/i.test(version) ? "mariadb" : "mysql9").toBe(server)
    expect(version).toMatch(/^\d+\.\d+/)
  })
})
