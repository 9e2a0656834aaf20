import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { Ypareo } from "../src/index.ts"
import { groupe } from "./records.ts"
import { run } from "./Target.ts"
import { keyed, paths, periods, schoolAt, vendor } from "./Vendor.ts"

const groups = "/formation-longue/groupes"

const formations = [
  { codeFormation: 3, nomFormation: "BTS MCO", abregeFormation: "MCO" },
  { codeFormation: 4, nomFormation: "CAP Cuisine", abregeFormation: null },
  { codeFormation: 5, nomFormation: "Nobody's", abregeFormation: "" }
]
const sites = [
  { codeSite: 1, nomSite: "Lyon" },
  { codeSite: 2, nomSite: "Saint-Étienne" }
]

/** A group that exists only to be sold, at a school where a price says so. */
const soldOnly = ({ prixDeVente }: Ypareo.Groupe) =>
  prixDeVente === undefined ? undefined : "exists for sales only"

const serving = (records: ReadonlyArray<{ readonly [name: string]: unknown }>) =>
  vendor({
    [groups]: records,
    "/periodes": periods,
    "/formations": formations,
    "/sites": keyed(sites, "codeSite")
  })

describe("groups", () => {
  it.effect("become groups", () =>
    Effect.gen(function* () {
      const service = yield* serving([groupe(7)])
      const { held, report } = yield* run(schoolAt(service).groups, Ypareo.toGroup())
      expect(held).toEqual([
        {
          externalReferenceId: "groupe-7",
          externalReferenceType: "Ypareo",
          name: "Groupe 7",
          description: "Le groupe 7"
        }
      ])
      expect(paths(service)).toEqual(["/periodes", `${groups}?codesPeriode=12`])
      expect(report.coverage).toMatchObject({ scope: "ypareo/groupes, period 12", complete: true })
    })
  )

  it.effect("get the verdict that each of them deserves", () =>
    Effect.gen(function* () {
      const service = yield* serving([
        groupe(1),
        groupe(2, { prixDeVente: 1200 }),
        groupe(3, { prixDeVente: "" }),
        groupe(4, { plusUtilise: 1 }),
        groupe(5, { nomGroupe: " " }),
        groupe(6, { codeGroupe: null })
      ])
      const { verdicts } = yield* run(schoolAt(service).groups, Ypareo.toGroup({ without: soldOnly }))
      expect(verdicts).toEqual([
        "created groupe-1",
        "filtered exists for sales only",
        "created groupe-3",
        "filtered is no longer used",
        "rejected REQUIRED_FIELD_MISSING name",
        "rejected WRONG_SHAPE codeGroupe"
      ])
    })
  )

  it.effect("of some sites are asked for, and those of others that come all the same are passed over", () =>
    Effect.gen(function* () {
      const service = yield* serving([
        groupe(1),
        groupe(2, { codeSite: "2" }),
        groupe(3, { codeSite: 3 }),
        groupe(4, { codeSite: null })
      ])
      const { verdicts, report } = yield* run(schoolAt(service, { sites: [1, 2] }).groups, Ypareo.toGroup())
      expect(verdicts).toEqual(["created groupe-1", "created groupe-2", "created groupe-4"])
      expect(paths(service)).toEqual(["/periodes", `${groups}?codesPeriode=12&codesSite=1,2`])
      expect(report.coverage).toMatchObject({
        scope: "ypareo/groupes, period 12, sites 1, 2",
        findings: [{ name: "period" }, { name: "of other sites", value: "1 records" }]
      })
    })
  )
})

describe("groups below", () => {
  const parents = (held: ReadonlyArray<{ readonly [field: string]: unknown }>) =>
    Object.fromEntries(held.map(group => [group.externalReferenceId, group.parentExternalReferenceId]))

  it.effect.each<readonly [below: Ypareo.Below, parents: object]>([
    [
      "formation",
      {
        "formation-3": undefined,
        "formation-4": undefined,
        "groupe-1": "formation-3",
        "groupe-2": "formation-4",
        "groupe-3": undefined
      }
    ],
    ["site", { "site-1": undefined, "groupe-1": "site-1", "groupe-2": "site-1", "groupe-3": "site-1" }]
  ])("their %s make it a group too, if any of them stands below it", ([below, expected]) =>
    Effect.gen(function* () {
      const service = yield* serving([
        groupe(1),
        groupe(2, { codeFormation: "4" }),
        groupe(3, { codeFormation: null })
      ])
      const { held } = yield* run(schoolAt(service).groupsBelow(below), Ypareo.toGroup())
      expect(parents(held)).toEqual(expected)
      expect(held.map(({ name }) => name)).toContain(below === "site" ? "Lyon" : "CAP Cuisine")
    })
  )

  it.effect("what only groups stand below that are left out is left out too", () =>
    Effect.gen(function* () {
      const service = yield* serving([
        groupe(1),
        groupe(2, { codeFormation: 4, prixDeVente: 900 }),
        groupe(3, { codeFormation: 5, plusUtilise: 1 })
      ])
      const school = schoolAt(service)
      const without = { without: soldOnly }
      const all = yield* run(school.groupsBelow("formation"), Ypareo.toGroup(without))
      expect(Object.keys(parents(all.held))).toEqual(["formation-3", "formation-4", "groupe-1"])
      const counting = school.groupsBelow(
        "formation",
        group => soldOnly(group) === undefined && !Ypareo.isRetired(group)
      )
      const some = yield* run(counting, Ypareo.toGroup(without))
      expect(Object.keys(parents(some.held))).toEqual(["formation-3", "groupe-1"])
    })
  )

  it.effect("a formation that is not listed are refused by the target, and the others are not", () =>
    Effect.gen(function* () {
      const service = yield* serving([groupe(1), groupe(2, { codeFormation: 99 })])
      const { verdicts } = yield* run(schoolAt(service).groupsBelow("formation"), Ypareo.toGroup())
      expect(verdicts.toSorted()).toEqual([
        "created formation-3",
        "created groupe-1",
        "rejected PARENT_GROUP_NOT_FOUND parentExternalReferenceId"
      ])
    })
  )

  it.effect("formations that the token may not list end the read, and nothing is sent", () =>
    Effect.gen(function* () {
      const service = yield* vendor({ [groups]: [groupe(1)], "/periodes": periods })
      const { report } = yield* run(schoolAt(service).groupsBelow("formation"), Ypareo.toGroup())
      expect(report.ended).toMatchObject({
        error: {
          _tag: "Denied",
          message: expect.stringContaining("ypareo/formations: answered 403; tick /formations")
        }
      })
      expect(report.requests).toBe(0)
    })
  )
})
