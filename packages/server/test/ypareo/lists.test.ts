import { YpareoLookalike as Lookalike } from "@rollcall/server"
import { expect, it } from "vitest"
import { records, token, visit } from "./visit.ts"

const [current, former] = ["codesPeriode=14", "codesPeriode=11"]

const rows = (list: keyof typeof records, ...at: ReadonlyArray<number>) =>
  at.map(index => records[list][index])

it.each([
  ["/periodes", records.periodes],
  ["/sites", records.sites],
  ["/formations", records.formations],
  ["/entreprises", records.entreprises],
  ["/personnels", records.personnels],
  ["/utilisateur/personnels", records.comptesPersonnels],
  ["/utilisateur/apprenants", records.comptesApprenants],
  [`/formation-longue/apprenants?${current}`, rows("apprenants", 0, 1)],
  [`/formation-longue/apprenants?${former}`, rows("apprenants", 1, 2)],
  [`/formation-longue/apprenants?codesPeriode=11,14`, records.apprenants],
  [`/formation-longue/apprenants?codesPeriode=99`, []],
  [`/formation-longue/apprenants?${current}&codesSite=1`, rows("apprenants", 0, 1)],
  [`/formation-longue/groupes?${current}`, rows("groupes", 0, 1, 2)],
  [`/formation-longue/groupes?${former}`, rows("groupes", 2, 3)],
  [`/formation-longue/groupes?${current}&codesSite=1`, rows("groupes", 0, 2)],
  [`/formation-longue/groupes?${current}&codesSite=1,3`, rows("groupes", 0, 1, 2)],
  [`/formation-longue/groupes?${current}&codesSite=4`, []],
  ["/groupes/7/apprenants", rows("apprenants", 0, 1)],
  ["/groupes/5/apprenants", rows("apprenants", 1)],
  ["/groupes/4/apprenants", []],
  [`/apprenants/frequentes?${current}`, rows("frequentes", 0, 1)],
  [`/apprenants/frequentes?${former}`, rows("frequentes", 2)],
  [`/contrats?${current}`, rows("contrats", 0)],
  [`/contrats?${former}`, rows("contrats", 1)]
])("%s gives its rows as they are, all at once", async (path, expected) => {
  await using school = await visit()
  const answer = await school.get(path)
  expect([answer.status, answer.headers.get("content-type")]).toEqual([200, "application/json"])
  expect(await answer.json()).toEqual(expected)
})

it.each([
  ["/periodes", { 14: records.periodes[0], 11: records.periodes[1] }],
  ["/sites", { 1: records.sites[0], 3: records.sites[1] }],
  ["/formations", { 30: records.formations[0] }],
  ["/entreprises", { 1200: records.entreprises[0] }],
  ["/personnels", { 590931: records.personnels[0] }],
  ["/utilisateur/personnels", { 590931: records.comptesPersonnels[0] }],
  ["/utilisateur/apprenants", { 590931: records.comptesApprenants[0] }],
  [
    `/formation-longue/apprenants?${current}`,
    { 590931: records.apprenants[0], 590007: records.apprenants[1] }
  ],
  [`/formation-longue/groupes?${current}&codesSite=3`, { 8: records.groupes[1] }],
  ["/groupes/5/apprenants", { 590007: records.apprenants[1] }],
  [`/apprenants/frequentes?${current}`, { 0: records.frequentes[0], 1: records.frequentes[1] }],
  [`/contrats?${current}`, { 1: records.contrats[0] }],
  ["/groupes/4/apprenants", {}]
])("%s keyed by code", async (path, expected) => {
  await using school = await visit({ lists: "keyed" })
  expect(await school.list(path)).toEqual(expected)
})

it("a keyed list has its rows in their order", async () => {
  await using school = await visit({ lists: "keyed" })
  const text = await (await school.get("/periodes")).text()
  expect(text.match(/"\d+":\{/gu)).toEqual(['"14":{', '"11":{'])
})

it.each([
  ["/formation-longue/apprenants", "codesPeriode is needed here"],
  ["/formation-longue/groupes?codesSite=1", "codesPeriode is needed here"],
  ["/apprenants/frequentes", "codesPeriode is needed here"],
  ["/contrats", "codesPeriode is needed here"],
  ["/contrats?codesPeriode=", "codesPeriode must be codes with commas between them"],
  ["/contrats?codesPeriode=2026-2027", "codesPeriode must be codes with commas between them"],
  [
    "/formation-longue/groupes?codesPeriode=14&codesSite=all",
    "codesSite must be codes with commas between them"
  ],
  ["/groupes/G7/apprenants", "codeGroupe must be a code"],
  ["/groupes/7,5/apprenants", "codeGroupe must be a code"]
])("%s is refused, and says why", async (path, message) => {
  await using school = await visit()
  const answer = await school.get(path)
  expect([answer.status, await answer.text()]).toEqual([400, message])
})

it("there is nothing else under its address, and nothing to change", async () => {
  await using school = await visit()
  expect((await school.get("/notes")).status).toBe(404)
  expect((await school.post("/sites")).status).toBe(404)
})

it("is one function for those who do not use Effect", async () => {
  const school = Lookalike.toWebHandler({ records, tokens: [{ value: token }], lists: "keyed" })
  const ask = (path: string, headers: Record<string, string>) =>
    school.handler(new Request(`http://localhost/index.php/r/v1${path}`, { headers }))
  expect(await (await ask("/formations", { "x-auth-token": token })).json()).toEqual({
    30: records.formations[0]
  })
  expect((await ask("/formations", {})).status).toBe(401)
  expect((await ask("/elsewhere", { "x-auth-token": token })).status).toBe(404)
  await school.dispose()
})
