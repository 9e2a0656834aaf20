import { databaseFor } from "@rollcall/test-databases"
import { afterEach, describe, expect, it, vi } from "vitest"
import { query } from "./query.ts"

afterEach(() => {
  vi.unstubAllEnvs()
})

/** Every test makes the URL from a server there is, with another user or another port. */
const given = (url: string | URL) => {
  vi.stubEnv("ROLLCALL_DATABASE", undefined)
  vi.stubEnv("ROLLCALL_DATABASE_URL", String(url))
}

describe("a server given by ROLLCALL_DATABASE_URL", () => {
  it("is used as the user it names, whether its database is there or not", async () => {
    await using administrators = await databaseFor()
    await using user = await createUser(administrators.url, "all privileges")
    given(user.url)
    await using database = await databaseFor()
    const [who] = await query(database.url, "select user() as user, database() as name")
    expect(who?.user).toContain(`${user.name}@`)
    expect(new URL(database.url).pathname).toBe(`/${who?.name}`)
    expect(database.version).toBe(administrators.version)
  })

  it("is named when its user may not create databases", async () => {
    await using administrators = await databaseFor()
    await using user = await createUser(administrators.url, "select")
    given(user.url)
    const refusal = await databaseFor().catch(String)
    expect(refusal).toContain(new URL(user.url).host)
    expect(refusal).toContain("ROLLCALL_DATABASE_URL names, refused to create a database: Access denied")
    expect(refusal).not.toContain(password)
  })

  it("is named when it does not answer", async () => {
    given("mysql://root:s3cret@127.0.0.1:1")
    const failure = await databaseFor().catch(String)
    expect(failure).toContain("127.0.0.1:1, which ROLLCALL_DATABASE_URL names, cannot be used")
    expect(failure).toContain("ECONNREFUSED")
    expect(failure).not.toContain("s3cret")
  })
})

const password = "p@ss/word ?"

const createUser = async (url: string, privileges: string) => {
  const name = `given_${Math.random().toString(36).slice(2, 10)}`
  await query(url, `create user '${name}'@'%' identified by '${password}'`)
  await query(url, `grant ${privileges} on *.* to '${name}'@'%'`)
  const own = new URL(url)
  own.username = name
  own.password = encodeURIComponent(password)
  own.pathname = "/not_there"
  return {
    name,
    url: own.href,
    [Symbol.asyncDispose]: async () => {
      await query(url, `drop user '${name}'@'%'`)
    }
  }
}
