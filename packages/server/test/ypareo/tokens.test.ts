import { YpareoLookalike as Lookalike } from "@rollcall/server"
import { Redacted } from "effect"
import { expect, it } from "vitest"
import { token, visit } from "./visit.ts"

const paths: Record<Lookalike.Endpoint, string> = {
  "/periodes": "/periodes",
  "/sites": "/sites",
  "/formations": "/formations",
  "/entreprises": "/entreprises",
  "/personnels": "/personnels",
  "/utilisateur/personnels": "/utilisateur/personnels",
  "/utilisateur/apprenants": "/utilisateur/apprenants",
  "/formation-longue/apprenants": "/formation-longue/apprenants?codesPeriode=14",
  "/formation-longue/groupes": "/formation-longue/groupes?codesPeriode=14",
  "/groupes/{codeGroupe}/apprenants": "/groupes/7/apprenants",
  "/apprenants/frequentes": "/apprenants/frequentes?codesPeriode=14",
  "/contrats": "/contrats?codesPeriode=14"
}
const endpoints = Object.entries(paths) as ReadonlyArray<[Lookalike.Endpoint, string]>

it.each(endpoints)("%s alone may be denied, and the others work", async (denied, path) => {
  for (const status of [401, 403] as const) {
    await using school = await visit({
      tokens: [{ value: Redacted.make(token), denied: { [denied]: status } }]
    })
    const refusal = await school.get(path)
    expect([refusal.status, await refusal.text()]).toEqual([status, `no token that may call ${denied}`])
    const others = endpoints.filter(([endpoint]) => endpoint !== denied)
    const statuses = await Promise.all(others.map(async ([, path]) => (await school.get(path)).status))
    expect(statuses).toEqual(others.map(() => 200))
  }
})

it.each([
  ["none", {}],
  ["a wrong one", { "x-auth-token": "another" }],
  ["a longer one", { "x-auth-token": `${token}x` }],
  ["a blank one", { "x-auth-token": "" }],
  ["a bearer", { authorization: `Bearer ${token}` }]
])("the token is asked for before anything else: %s", async (_, headers) => {
  const faults = new Lookalike.Faults([{ kind: "html" }])
  await using school = await visit({ faults })
  for (const [, path] of endpoints) expect((await school.get(path, headers)).status).toBe(401)
  expect((await school.get("/contrats", headers)).status).toBe(401)
  expect(faults.left()).toHaveLength(1)
})

it("each token has its own endpoints", async () => {
  await using school = await visit({
    tokens: [
      { value: Redacted.make("of-the-office"), denied: { "/contrats": 403 } },
      { value: Redacted.make("of-the-library"), denied: { "/sites": 401 } }
    ]
  })
  const statuses = async (token: string) =>
    Promise.all(
      ["/sites", "/contrats?codesPeriode=14"].map(
        async path => (await school.get(path, { "x-auth-token": token })).status
      )
    )
  expect(await statuses("of-the-office")).toEqual([200, 403])
  expect(await statuses("of-the-library")).toEqual([401, 200])
})

it("a blank token opens nothing", async () => {
  await using school = await visit({ tokens: [{ value: Redacted.make("") }] })
  for (const headers of [{}, { "x-auth-token": "" }])
    expect((await school.get("/sites", headers)).status).toBe(401)
})
