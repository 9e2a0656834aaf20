import { expect, it } from "@effect/vitest"
import type { Source } from "@rollcall/core"
import { Effect, Stream } from "effect"
import type { Ypareo } from "../src/index.ts"
import { apprenant, contrat, groupe, personnel } from "./records.ts"
import { keyed, paths, periods, schoolAt, vendor } from "./Vendor.ts"

type Name = Exclude<keyof Ypareo.School, "name" | "withCompanies" | "withAccounts" | "groupsBelow">

interface List {
  readonly name: string
  readonly asked: string
  readonly code: string
  readonly record: { readonly [name: string]: unknown }
}

const lists: { readonly [K in Name]: List } = {
  learners: {
    name: "ypareo/apprenants",
    asked: "/formation-longue/apprenants?codesPeriode=12",
    code: "codeApprenant",
    record: apprenant(1)
  },
  staff: {
    name: "ypareo/personnels",
    asked: "/utilisateur/personnels",
    code: "codePersonnel",
    record: personnel(1)
  },
  groups: {
    name: "ypareo/groupes",
    asked: "/formation-longue/groupes?codesPeriode=12",
    code: "codeGroupe",
    record: groupe(1)
  },
  periods: {
    name: "ypareo/periodes",
    asked: "/periodes",
    code: "codePeriode",
    record: { codePeriode: 1, nomPeriode: "2026-2027", dateDeb: "01/08/2026", dateFin: "31/07/2027" }
  },
  sites: {
    name: "ypareo/sites",
    asked: "/sites",
    code: "codeSite",
    record: { codeSite: 1, nomSite: "Lyon" }
  },
  formations: {
    name: "ypareo/formations",
    asked: "/formations",
    code: "codeFormation",
    record: { codeFormation: 1, nomFormation: "BTS MCO", abregeFormation: "MCO" }
  },
  companies: {
    name: "ypareo/entreprises",
    asked: "/entreprises",
    code: "codeEntreprise",
    record: { codeEntreprise: 1, nomEntreprise: "Dupont", siret: "12345678900011" }
  },
  contracts: {
    name: "ypareo/contrats",
    asked: "/contrats?codesPeriode=12",
    code: "codeContrat",
    record: contrat(1, 2, 3)
  }
}

/** The one record of a list, read from an answer. */
const read = (name: Name, answer: object) =>
  Effect.scoped(
    Effect.gen(function* () {
      const { asked } = lists[name]
      const service = yield* vendor({ "/periodes": periods, [asked]: answer })
      const source: Source.Source<object> = schoolAt(service)[name]
      const { rows } = yield* source.open
      expect(source.name).toBe(lists[name].name)
      const [row, ...others] = yield* Stream.runCollect(rows)
      expect(others).toEqual([])
      expect(paths(service).at(-1)).toBe(asked)
      return row?._tag === "Read" ? row.value : undefined
    })
  )

it.effect.each(Object.keys(lists) as ReadonlyArray<Name>)(
  "%s are the same as an array and as an object by their codes, with all codes as text and nothing that is blank",
  name =>
    Effect.gen(function* () {
      const { record, code } = lists[name]
      const value = yield* read(name, [record])
      expect(yield* read(name, keyed([record], code))).toEqual(value)
      expect(value).toHaveProperty(code, "1")
      expect(Object.values(value ?? {})).not.toContain("")
      expect(Object.keys(value ?? {}).length).toBeGreaterThan(1)
    })
)
