import { describe, expect, it } from "@effect/vitest"
import { Normalise, Student } from "@rollcall/core"
import { Effect } from "effect"
import { Ypareo } from "../src/index.ts"
import { apprenant, inscription } from "./records.ts"
import { memory, run } from "./Target.ts"
import { keyed, paths, periods, schoolAt, vendor } from "./Vendor.ts"

const learners = "/formation-longue/apprenants"

/** Runs the learners of a school through to a target. */
const sync = (
  records: ReadonlyArray<{ readonly [name: string]: unknown }> | object,
  options: Partial<Ypareo.Options> = {},
  mapping: Ypareo.Personal = {}
) =>
  Effect.gen(function* () {
    const service = yield* vendor({
      [learners]: records,
      "/periodes": periods,
      "/sites": [
        { codeSite: 1, nomSite: "Lyon" },
        { codeSite: 2, nomSite: "Saint-Étienne" }
      ]
    })
    const done = yield* run(schoolAt(service, options).learners, Ypareo.toStudent(mapping))
    return { ...done, asked: paths(service) }
  })

describe("learners", () => {
  it.effect("become students", () =>
    Effect.gen(function* () {
      const { held, report, asked } = yield* sync([apprenant(590931)])
      expect(held).toEqual([
        {
          externalReferenceId: "apprenant-590931",
          externalReferenceType: "Ypareo",
          firstName: "Ada",
          lastName: "Martin",
          email: "ada.590931@example.org",
          phone: "+33612345678",
          fileNumber: "590931",
          curriculumName: "BTS MCO"
        }
      ])
      expect(report.coverage).toEqual({
        scope: "ypareo/apprenants, period 12",
        complete: true,
        findings: [{ name: "period", value: "12 (Maintenant)" }]
      })
      expect(asked).toEqual(["/periodes", `${learners}?codesPeriode=12`])
    })
  )

  it.effect("may be listed by their codes, and then have them as places", () =>
    Effect.gen(function* () {
      const { verdicts, outcomes } = yield* sync(keyed([apprenant(2), apprenant(1)], "codeApprenant"))
      expect(verdicts).toEqual(["created apprenant-1", "created apprenant-2"])
      expect(outcomes.map(({ at }) => at)).toEqual([
        { origin: "ypareo/apprenants", record: 1, key: "1" },
        { origin: "ypareo/apprenants", record: 2, key: "2" }
      ])
    })
  )

  it.effect("get the verdict that each of them deserves", () =>
    Effect.gen(function* () {
      const { adresse } = apprenant(1)
      const left = { dateDepart: "01/10/2026", isInscriptionEnCours: 0 }
      const { verdicts, report } = yield* sync([
        apprenant(1),
        apprenant(2, { inscriptions: [inscription(20, left), inscription(21)] }),
        apprenant(3, { inscriptions: [inscription(30, left)] }),
        apprenant(4, { inscriptions: [] }),
        apprenant(5, { adresse: { ...adresse, email: " ADA.1@example.org " } }),
        apprenant(6, { adresse: { ...adresse, email: "" } }),
        apprenant(7, { adresse: { ...adresse, email: "no address" } }),
        apprenant(8, { adresse: null }),
        // Twice encoded, a no-break space behind an address becomes a letter of it.
        apprenant(12, { adresse: { ...adresse, email: "ada.12@example.org\u00c2\u00a0" } }),
        apprenant(9, { nomApprenant: null }),
        apprenant(10, { codeApprenant: "" }),
        apprenant(11, { inscriptions: "none" }),
        apprenant(1),
        apprenant(1, { prenomApprenant: "Eve" }),
        "no record"
      ])
      expect(verdicts).toEqual([
        "created apprenant-1",
        "created apprenant-2",
        "filtered has left: no enrolment is active",
        "filtered has left: no enrolment is active",
        "created apprenant-5",
        "created apprenant-6",
        "created apprenant-7, without email",
        "created apprenant-8",
        "created apprenant-12, without email",
        "rejected REQUIRED_FIELD_MISSING lastName",
        "rejected WRONG_SHAPE codeApprenant",
        "rejected WRONG_SHAPE inscriptions",
        "duplicate of record 1, identical",
        "duplicate of record 1",
        "rejected WRONG_SHAPE"
      ])
      expect(report.ended).toEqual({ _tag: "Completed" })
    })
  )

  it.effect("that share an e-mail both keep it, since it names no student", () =>
    Effect.gen(function* () {
      const { adresse } = apprenant(1)
      const { held } = yield* sync([
        apprenant(1),
        apprenant(2, { adresse: { ...adresse, email: " ADA.1@Example.org" } })
      ])
      expect(held.map(({ email }) => email)).toEqual(["ada.1@example.org", "ada.1@example.org"])
    })
  )

  it.effect("have the tags of a rule, and names and phone numbers as a school wants them", () =>
    Effect.gen(function* () {
      const { held } = yield* sync(
        [apprenant(1)],
        {},
        {
          prefix: "lyon-",
          name: Normalise.make(name => name.toUpperCase()),
          phone: Normalise.make(number => number.replaceAll(" ", "")),
          tags: learner => [Ypareo.enrolmentOf(learner)?.situation.nomAnnee ?? "", "apprentice"]
        }
      )
      expect(held).toMatchObject([
        {
          externalReferenceId: "lyon-apprenant-1",
          firstName: "ADA",
          phone: "0612345678",
          tags: ["1re année", "apprentice"]
        }
      ])
    })
  )

  it.effect.each<readonly [tel1: string | null, tel2: string | null, becomes: string]>([
    ["06 12 34 56 78", "04 72 00 00 00", "created apprenant-1 +33612345678"],
    ["", "04 72 00 00 00", "created apprenant-1 +33472000000"],
    ["none", "04 72 00 00 00", "created apprenant-1 +33472000000"],
    ["none", "", "created apprenant-1, without phone undefined"],
    [null, null, "created apprenant-1 undefined"]
  ])("of the phone numbers %j and %j have the first that can be dialled", ([tel1, tel2, becomes]) =>
    Effect.gen(function* () {
      const { verdicts, held } = yield* sync([apprenant(1, { adresse: { tel1, tel2 } })])
      expect(`${verdicts[0]} ${held[0]?.phone}`).toBe(becomes)
    })
  )

  it.effect("are the same when they are read again", () =>
    Effect.gen(function* () {
      const sink = memory(Student)
      const service = yield* vendor({ [learners]: [apprenant(1), apprenant(2)], "/periodes": periods })
      const source = schoolAt(service).learners
      yield* run(source, Ypareo.toStudent(), sink)
      const again = yield* run(source, Ypareo.toStudent(), sink)
      expect(again.verdicts).toEqual(["unchanged apprenant-1", "unchanged apprenant-2"])
    })
  )
})

describe("of some sites only", () => {
  const at = (code: number, ...sites: ReadonlyArray<string | null>) =>
    apprenant(code, {
      informationsCourantes: {},
      inscriptions: sites.map((nomSite, index) =>
        inscription(code * 10 + index, { site: { nomSite }, isInscriptionEnCours: index === 0 ? 1 : 0 })
      )
    })

  it.effect("those whose active enrolment is there are read, and those of whom no site is known", () =>
    Effect.gen(function* () {
      const { verdicts, report, asked } = yield* sync(
        [
          at(1, "Lyon"),
          at(2, " saint-étienne"),
          at(3, "Lyon", "Saint-Étienne"),
          at(4, null),
          at(5),
          "no record"
        ],
        { sites: ["2"] }
      )
      expect(verdicts).toEqual([
        "created apprenant-2",
        "created apprenant-4",
        "filtered has left: no enrolment is active",
        "rejected WRONG_SHAPE"
      ])
      expect(report.coverage).toEqual({
        scope: "ypareo/apprenants, period 12, sites 2",
        complete: true,
        findings: [
          { name: "period", value: "12 (Maintenant)" },
          { name: "of other sites", value: "2 records" }
        ]
      })
      expect(asked).toEqual(["/periodes", "/sites", `${learners}?codesPeriode=12`])
    })
  )

  it.effect("a list of others only is not called empty", () =>
    Effect.gen(function* () {
      const { report } = yield* sync([at(1, "CFA Lyon"), at(2, "Paris")], { sites: [1] })
      expect(report.ended).toMatchObject({
        error: {
          _tag: "Unreadable",
          message:
            "ypareo/apprenants: all 2 records are of other sites than 1; compare how sites are named there and in ypareo/sites"
        }
      })
    })
  )

  it.effect("a code that no site has ends the read before learners are asked for", () =>
    Effect.gen(function* () {
      const { report, asked } = yield* sync([at(1, "Lyon")], { sites: [2, 9] })
      expect(report.ended).toMatchObject({
        error: { _tag: "Unreadable", message: "ypareo/sites: no site has the code 9; the codes are 1, 2" }
      })
      expect(asked).toEqual(["/periodes", "/sites"])
    })
  )
})

describe("of a period", () => {
  it.effect.each<readonly [period: string | number, asked: ReadonlyArray<string>]>([
    [11, [`${learners}?codesPeriode=11`]],
    [" 11 ", [`${learners}?codesPeriode=11`]],
    ["current", ["/periodes", `${learners}?codesPeriode=12`]]
  ])("%j is asked for", ([period, expected]) =>
    Effect.gen(function* () {
      const { asked } = yield* sync([apprenant(1)], { period })
      expect(asked).toEqual(expected)
    })
  )

  it.each<readonly [options: Partial<Ypareo.Options>, says: string]>([
    [{ period: " " }, "period: a code is blank"],
    [{ sites: [1, ""] }, "sites: a code is blank"]
  ])("%j is refused at once", (options, says) => {
    expect(() => Ypareo.school({ url: "https://school.example", token: "t", ...options })).toThrow(says)
  })

  it.effect("there must be one that holds today", () =>
    Effect.gen(function* () {
      const service = yield* vendor({ [learners]: [], "/periodes": keyed(periods.slice(1), "codePeriode") })
      const { report } = yield* run(schoolAt(service).learners, Ypareo.toStudent())
      expect(report.ended).toMatchObject({
        error: {
          _tag: "Unreadable",
          message: "ypareo/periodes: no period holds 1970-01-01; give one by its code (11)"
        }
      })
    })
  )

  it.effect("that cannot be read may have been the one that is meant", () =>
    Effect.gen(function* () {
      const spoilt = { ...periods[0], codePeriode: 14, nomPeriode: { fr: "2026" } }
      const service = yield* vendor({ [learners]: [apprenant(1)], "/periodes": [periods[0], spoilt] })
      const { report } = yield* run(schoolAt(service).learners, Ypareo.toStudent())
      expect(report.coverage?.findings).toEqual([
        { name: "period", value: "12 (Maintenant); 1 of the periods could not be read", doubtful: true }
      ])
    })
  )

  it.effect("of two that hold today the one that began last is taken, and a person is told", () =>
    Effect.gen(function* () {
      const later = { ...periods[0], codePeriode: 13, nomPeriode: null, dateDeb: "01/01/1970" }
      const both = [periods[0], later]
      const service = yield* vendor({ [learners]: [apprenant(1)], "/periodes": both })
      const { report } = yield* run(schoolAt(service).learners, Ypareo.toStudent())
      expect(report.coverage).toMatchObject({
        scope: "ypareo/apprenants, period 13",
        findings: [
          {
            name: "period",
            value: "13, which began last; today lies in 12 (Maintenant) too",
            doubtful: true
          }
        ]
      })
    })
  )
})
