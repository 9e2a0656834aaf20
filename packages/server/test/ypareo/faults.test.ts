import { YpareoLookalike as Lookalike } from "@rollcall/server"
import { expect, it } from "vitest"
import { records, visit } from "./visit.ts"

const school = (...faults: ReadonlyArray<Lookalike.Fault>) => visit({ faults: new Lookalike.Faults(faults) })

const bytes = async (answer: Response) => new Uint8Array(await answer.arrayBuffer())

it("delay: the right list, late", async () => {
  await using visitor = await school({ kind: "delay", ms: 150 })
  const start = performance.now()
  expect(await visitor.list("/sites")).toEqual(records.sites)
  expect(performance.now() - start).toBeGreaterThan(140)
})

it("empty: 200, and no body", async () => {
  await using visitor = await school({ kind: "empty" })
  const answer = await visitor.get("/sites")
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"])
  expect(await bytes(answer)).toHaveLength(0)
})

it("html: 200, and a page", async () => {
  await using visitor = await school({ kind: "html" })
  const answer = await visitor.get("/sites")
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"])
  expect(await answer.text()).toMatch(/^<!doctype html>/u)
})

it.each(["array", "keyed"] as const)(
  "truncated: 200, a whole body, and half of the list: %s",
  async lists => {
    await using whole = await visit({ lists })
    const right = await bytes(await whole.get("/periodes"))
    await using visitor = await visit({ lists, faults: new Lookalike.Faults([{ kind: "truncated" }]) })
    const answer = await visitor.get("/periodes")
    expect(answer.status).toBe(200)
    const half = await bytes(answer)
    expect(half).toEqual(right.subarray(0, right.length / 2))
    expect(answer.headers.get("content-length")).toBe(String(half.length))
    expect(() => JSON.parse(new TextDecoder().decode(half))).toThrow(SyntaxError)
  }
)

it.each([
  [undefined, 500],
  [503, 503]
] as const)("error: a failure of the server: %s", async (status, expected) => {
  await using visitor = await school({ kind: "error", ...(status !== undefined && { status }) })
  const answer = await visitor.get("/sites")
  expect([answer.status, await answer.text()]).toEqual([expected, ""])
})

it.each([
  ["windows-1252", "windows-1252"],
  ["utf-8-twice", "utf-8"],
  ["utf-8-bom", "utf-8"]
] as const)("encoding: the right list as %s, under a type that does not say so", async (as, label) => {
  await using visitor = await school({ kind: "encoding", as })
  const answer = await visitor.get("/formation-longue/apprenants?codesPeriode=11,14")
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"])
  const body = await bytes(answer)
  const text = new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(body)
  const right = JSON.stringify(records.apprenants)
  switch (as) {
    case "windows-1252":
      expect(text).toBe(right)
      expect(() => new TextDecoder("utf-8", { fatal: true }).decode(body)).toThrow(TypeError)
      return
    case "utf-8-twice":
      expect(text).toBe(right.replace("è", "Ã¨").replace("’", "â€™").replace("œ", "Å“"))
      return
    case "utf-8-bom":
      expect(text).toBe(`\ufeff${right}`)
  }
})

it("encoding: a letter that Windows-1252 does not have is a question mark", async () => {
  const sites = [{ codeSite: 1, nomSite: "Łódź €" }]
  const faults = new Lookalike.Faults([{ kind: "encoding", as: "windows-1252" }])
  await using visitor = await visit({ records: { ...records, sites }, faults })
  const body = await bytes(await visitor.get("/sites"))
  expect(JSON.parse(new TextDecoder("windows-1252").decode(body))).toEqual([
    { codeSite: 1, nomSite: "?ód? €" }
  ])
})

/** The status of each request in turn: 500 where it met the fault. */
const met = async (visitor: Awaited<ReturnType<typeof school>>, ...paths: ReadonlyArray<string>) => {
  const statuses: Array<number> = []
  for (const path of paths) statuses.push((await visitor.get(path)).status)
  return statuses
}

it.each<[Omit<Lookalike.Fault, "kind">, ReadonlyArray<number>]>([
  [{}, [500, 200, 200, 200]],
  [{ times: 2 }, [500, 500, 200, 200]],
  [{ times: "always" }, [500, 500, 500, 500]],
  [{ after: 1 }, [200, 500, 200, 200]],
  [{ endpoint: "/sites" }, [200, 500, 200, 200]],
  [{ endpoint: "/sites", times: "always" }, [200, 500, 200, 500]],
  [{ endpoint: "/sites", after: 1 }, [200, 200, 200, 500]]
])("%j meets the requests that it is meant for", async (common, expected) => {
  await using visitor = await school({ kind: "error", ...common })
  expect(await met(visitor, "/periodes", "/sites", "/periodes", "/sites")).toEqual(expected)
})

it("faults come one after another, and can be armed anew", async () => {
  const faults = new Lookalike.Faults([
    { kind: "error", status: 502 },
    { kind: "error", status: 504, times: "always" }
  ])
  await using visitor = await visit({ faults })
  expect(await met(visitor, "/sites", "/sites")).toEqual([502, 504])
  expect(faults.left()).toEqual([{ kind: "error", status: 504, times: "always", after: 0 }])
  faults.arm([])
  expect(await met(visitor, "/sites")).toEqual([200])
})

it("what is refused uses up no fault", async () => {
  await using visitor = await school({ kind: "error" })
  expect(await met(visitor, "/contrats", "/contrats?codesPeriode=14")).toEqual([400, 500])
})
