import { describe, expect, it } from "@effect/vitest"
import { type Mapper, Student } from "@rollcall/core"
import { Effect } from "effect"
import { TestClock } from "effect/testing"
import { Ypareo } from "../src/index.ts"
import { apprenant, contrat } from "./records.ts"
import { run } from "./Target.ts"
import { keyed, paths, periods, schoolAt, vendor } from "./Vendor.ts"

const learners = "/formation-longue/apprenants"

const lists = {
  [learners]: [1, 2, 3, 4, 5].map(code => apprenant(code)),
  "/periodes": periods,
  "/entreprises": [
    { codeEntreprise: 100, nomEntreprise: "Dupont & fils", siret: "12345678900011" },
    { codeEntreprise: 200, nomEntreprise: "Durand", siret: null },
    { codeEntreprise: 300, nomEntreprise: "" }
  ],
  "/contrats": keyed(
    [
      contrat(1, 1, 100),
      contrat(2, 2, 100, { dateDebContrat: "01/09/2024" }),
      contrat(3, 2, 200, { dateDebContrat: "15/01/2026" }),
      contrat(4, 2, 100, { dateDebContrat: "01/09/2026", dateResiliation: "02/10/2026" }),
      contrat(5, 3, 100, { dateResiliation: "02/10/2026" }),
      contrat(6, 4, 300),
      contrat(7, 5, 999)
    ],
    "codeContrat"
  )
}

describe("learners with companies", () => {
  it.effect("have the company of the contract that was not terminated and began last", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2026-11-23T08:00:00Z"))
      const service = yield* vendor(lists)
      const school = schoolAt(service)
      const { held, report } = yield* run(school.withCompanies(school.learners), Ypareo.toStudent())
      expect(held.map(({ company }) => company)).toEqual([
        "Dupont & fils",
        "Durand",
        undefined,
        undefined,
        undefined
      ])
      expect(report.coverage).toMatchObject({
        scope: "ypareo/apprenants, period 12",
        complete: true,
        findings: expect.arrayContaining([
          { name: "joined with ypareo/entreprises", value: "3 keys" },
          { name: "joined with ypareo/contrats", value: "5 keys" }
        ])
      })
      // Learners and contracts are of one period, which is told once.
      expect(report.coverage?.findings?.filter(({ name }) => name === "period")).toHaveLength(1)
      expect(paths(service)).toContain("/contrats?codesPeriode=12")
    })
  )

  it.effect("have the company of a contract that is yet to begin only where no other has begun", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2026-11-23T08:00:00Z"))
      const [past, next, later] = ["23/11/2026", "24/11/2026", "01/09/2027"]
      const service = yield* vendor({
        ...lists,
        "/contrats": keyed(
          [
            contrat(1, 1, 200, { dateDebContrat: next }),
            contrat(2, 1, 100, { dateDebContrat: past }),
            contrat(3, 2, 100, { dateDebContrat: past, dateResiliation: past }),
            contrat(4, 2, 200, { dateDebContrat: next }),
            contrat(5, 3, 100, { dateDebContrat: later }),
            contrat(6, 3, 200, { dateDebContrat: next })
          ],
          "codeContrat"
        )
      })
      const school = schoolAt(service)
      const { held } = yield* run(school.withCompanies(school.learners), Ypareo.toStudent())
      const companies = held.map(({ company }) => company)
      expect(companies.slice(0, 3)).toEqual(["Dupont & fils", "Durand", "Durand"])
    })
  )

  it.effect.each(["/contrats", "/entreprises"] as const)(
    "end with the reason of %s when the token may not call it, before any is sent",
    path =>
      Effect.gen(function* () {
        const { [path]: _, ...others } = lists
        const service = yield* vendor(others)
        const school = schoolAt(service)
        const { report } = yield* run(school.withCompanies(school.learners), Ypareo.toStudent())
        expect(report.ended).toMatchObject({
          error: { _tag: "Denied", message: expect.stringContaining(`tick ${path} for this token`) }
        })
        expect(report.ledger.read).toBe(0)
        const alone = yield* run(school.learners, Ypareo.toStudent())
        expect(alone.report).toMatchObject({ ended: { _tag: "Completed" }, ledger: { created: 5 } })
      })
  )
})

describe("the e-mail of a student", () => {
  const accounts = [
    { codeApprenant: 1, login: "amartin", nom: "MARTIN", prenom: "Ada", email: "a.martin@school.example" },
    { codeApprenant: 2, login: "bmartin", email: "" },
    { codeApprenant: "4", email: " D.Martin@School.example " },
    { codeApprenant: null, email: "nobody@school.example" }
  ]
  const emails = (mapping: "personal" | "professional") =>
    Effect.gen(function* () {
      const service = yield* vendor({ ...lists, "/utilisateur/apprenants": accounts })
      const school = schoolAt(service)
      const source = school.withAccounts(school.withCompanies(school.learners))
      const mapper = mapping === "personal" ? Ypareo.toStudent() : Ypareo.toStudent({ email: "professional" })
      const { held, report } = yield* run(source, mapper)
      expect(held[0]).toMatchObject({ company: "Dupont & fils" })
      return { emails: held.map(({ email }) => email), coverage: report.coverage }
    })

  it.effect("is the learner's own, or that of the account and no other", () =>
    Effect.gen(function* () {
      expect((yield* emails("personal")).emails).toEqual(
        [1, 2, 3, 4, 5].map(code => `ada.${code}@example.org`)
      )
      const professional = yield* emails("professional")
      expect(professional.emails).toEqual([
        "a.martin@school.example",
        undefined,
        undefined,
        "d.martin@school.example",
        undefined
      ])
      expect(professional.coverage?.findings).toContainEqual({
        name: "joined with ypareo/comptes",
        value: "3 keys; 1 records have no key",
        doubtful: true
      })
    })
  )

  it("is not professional without accounts: that does not compile", () => {
    type Of<A> = Mapper.Mapper<A, (typeof Student)["fields"]>
    const joined: Of<Ypareo.Apprenant & Ypareo.WithAccount> = Ypareo.toStudent({ email: "professional" })
    const alone: Of<Ypareo.Apprenant> = Ypareo.toStudent()
    // @ts-expect-error learners that were not joined with their accounts have none
    const neither: Of<Ypareo.Apprenant> = Ypareo.toStudent({ email: "professional" })
    expect([joined, alone, neither].map(({ entity }) => entity)).toEqual([Student, Student, Student])
  })
})
