import { describe, expect, it } from "vitest"
import { onFreePort } from "../src/onFreePort.ts"

const inUse = new Error("Can't start server: Bind on TCP/IP port: Address already in use")

describe("a free port", () => {
  it("is another one after somebody else took the first", async () => {
    const offered: Array<number> = []
    const got = await onFreePort(async port => {
      offered.push(port)
      if (offered.length === 1) throw inUse
      return port
    })
    expect(offered).toHaveLength(2)
    expect(got).toBe(offered[1])
  })

  it.each([
    ["the third", inUse, 3],
    ["any other", new Error("disk full"), 1]
  ])("is not looked for again after %s failure", async (_, error, times) => {
    let tried = 0
    const trying = onFreePort(() => {
      tried++
      return Promise.reject(error)
    })
    await expect(trying).rejects.toBe(error)
    expect(tried).toBe(times)
  })
})
