import { describe, expect, it } from "@effect/vitest"
import { enrolmentOf } from "../src/api/enrolment.ts"
import { code, day, flag, text } from "../src/api/formats.ts"
import { readers } from "../src/api/records.ts"
import { type Reader, Wrong } from "../src/api/Shape.ts"
import { current, dayInFrance } from "../src/sources/period.ts"
import { apprenant, inscription } from "./records.ts"

/** What a reader makes of a value, or why it is wrong and where. */
const made = <A>(reader: Reader<A>, value: unknown): unknown => {
  try {
    return reader(value)
  } catch (error) {
    if (!(error instanceof Wrong)) throw error
    return `${error.code} ${error.path} ${error.message}`.replaceAll("  ", " ")
  }
}

type Table = ReadonlyArray<readonly [value: unknown, becomes: unknown]>

const absent: Table = [
  [undefined, undefined],
  [null, undefined],
  ["", undefined],
  [" ", undefined],
  [[], undefined]
]

describe("what is written becomes what is meant (docs/ypareo.md 3)", () => {
  it.each<Table[number]>([
    ...absent,
    [590931, "590931"],
    ["590931", "590931"],
    [" 590931 ", "590931"],
    ["00123", "00123"],
    ["A-7", "A-7"],
    [0, "0"],
    [9007199254740991, "9007199254740991"],
    [9007199254740992, "DIGITS_LOST has more digits than a number in JSON keeps"],
    [1.5, "WRONG_SHAPE must be a whole number"],
    [true, "WRONG_SHAPE must be a number or text"],
    [{ code: 1 }, "WRONG_SHAPE must be a number or text"],
    [[1], "WRONG_SHAPE must be a number or text"]
  ])("a code %j", (value, becomes) => {
    expect(made(code, value)).toBe(becomes)
  })

  it.each<Table[number]>([
    ...absent,
    ["Ada", "Ada"],
    [" Ada ", " Ada "],
    [69001, "69001"],
    [false, "WRONG_SHAPE must be text"],
    [{}, "WRONG_SHAPE must be text"],
    [["Ada"], "WRONG_SHAPE must be text"]
  ])("a text %j", (value, becomes) => {
    expect(made(text, value)).toBe(becomes)
  })

  it.each<Table[number]>([
    ...absent,
    [1, true],
    ["1", true],
    [true, true],
    ["true", true],
    ["True ", true],
    [0, false],
    ["0", false],
    [false, false],
    ["false", false],
    [2, "WRONG_SHAPE must be 0 or 1"],
    ["yes", "WRONG_SHAPE must be 0 or 1"],
    [{}, "WRONG_SHAPE must be 0 or 1"]
  ])("a yes or no %j", (value, becomes) => {
    expect(made(flag, value)).toBe(becomes)
  })

  it.each<readonly [string | undefined, string | undefined]>([
    ["31/08/2026", "2026-08-31"],
    [" 31/08/2026 00:00:00", "2026-08-31"],
    ["2026-08-31T00:00:00", "2026-08-31"],
    ["31/08/26", undefined],
    ["1/9/2026", undefined],
    ["soon", undefined],
    [undefined, undefined]
  ])("a day %j", (written, becomes) => {
    expect(day(written)).toBe(becomes)
  })
})

describe("a learner's record", () => {
  const shown = (value: unknown) => made(readers.apprenant, value)

  it("has the fields that are filled, and no others", () => {
    expect(shown({ ...apprenant(1), nomJeuneFille: null, autre: { x: 1 } })).toEqual({
      codeApprenant: "1",
      nomApprenant: "MARTIN",
      prenomApprenant: "Ada",
      dateNaissance: "02/03/2008",
      adresse: {
        adr1: "1 rue Haute",
        cp: "69001",
        ville: "Lyon",
        tel1: "06 12 34 56 78",
        email: "ada.1@example.org"
      },
      informationsCourantes: { codeInscription: "10", codeGroupe: "7" },
      inscriptions: [
        {
          codeInscription: "10",
          isInscriptionEnCours: true,
          codePeriode: "12",
          annee: "2026-2027",
          site: { nomSite: "Lyon" },
          formation: { nomFormation: "BTS MCO" },
          situation: { nomStatut: "Apprenti", nomAnnee: "1re année" },
          statut: { nomStatut: "Apprenti" }
        }
      ]
    })
  })

  it.each([[null], [""], [[]], [{}]])("may have %j for an object or a list", nothing => {
    const bare = {
      codeApprenant: 1,
      adresse: nothing,
      informationsCourantes: nothing,
      inscriptions: nothing
    }
    expect(shown(bare)).toEqual({
      codeApprenant: "1",
      adresse: {},
      informationsCourantes: {},
      inscriptions: []
    })
  })

  it("may list its enrolments by their codes", () => {
    const listed = shown({ codeApprenant: 1, inscriptions: { "8": inscription(8), "9": inscription(9) } })
    expect(listed).toMatchObject({ inscriptions: [{ codeInscription: "8" }, { codeInscription: "9" }] })
  })

  it.each<readonly [unknown, string]>([
    [{ ...apprenant(1), codeApprenant: null }, "WRONG_SHAPE codeApprenant is missing"],
    [
      { ...apprenant(1), codeApprenant: 2e17 },
      "DIGITS_LOST codeApprenant has more digits than a number in JSON keeps"
    ],
    [{ ...apprenant(1), adresse: "1 rue Haute" }, "WRONG_SHAPE adresse must be an object"],
    [{ ...apprenant(1), adresse: { email: ["a"] } }, "WRONG_SHAPE adresse.email must be text"],
    [{ ...apprenant(1), inscriptions: 3 }, "WRONG_SHAPE inscriptions must be an object"],
    [
      { ...apprenant(1), inscriptions: [inscription(1), inscription(2, { site: 3 })] },
      "WRONG_SHAPE inscriptions.1.site must be an object"
    ],
    ["text", "WRONG_SHAPE must be an object"],
    [7, "WRONG_SHAPE must be an object"],
    [[apprenant(1)], "WRONG_SHAPE must be an object"],
    [null, "WRONG_SHAPE codeApprenant is missing"]
  ])("is wrong when it is %j", (value, why) => {
    expect(shown(value)).toBe(why)
  })
})

describe("the active enrolment (docs/ypareo.md 5)", () => {
  const active = (named: number | null, ...enrolments: ReadonlyArray<object>) =>
    enrolmentOf(
      readers.apprenant({
        codeApprenant: 1,
        informationsCourantes: { codeInscription: named },
        inscriptions: enrolments
      })
    )?.codeInscription

  const left = { dateDepart: "01/02/2026", isInscriptionEnCours: 0 }
  const past = { isInscriptionEnCours: 0 }

  it.each<readonly [what: string, found: string | undefined, active: string | undefined]>([
    ["the one that is named", active(2, inscription(1), inscription(2)), "2"],
    ["the one that is named, whatever else it says", active(2, inscription(1), inscription(2, past)), "2"],
    ["not the one that is named if it was left", active(2, inscription(1), inscription(2, left)), "1"],
    [
      "the current one if it is named with a day of leaving to come",
      active(1, inscription(1, { dateDepart: "01/01/2970" })),
      "1"
    ],
    ["the current one if none is named", active(null, inscription(1, past), inscription(2)), "2"],
    ["the current one if the named one is not there", active(9, inscription(1), inscription(2, left)), "1"],
    ["the last of several", active(null, inscription(1), inscription(2), inscription(3, past)), "2"],
    [
      "the last of several that was not left",
      active(null, inscription(1), inscription(2, { dateDepart: "x" })),
      "1"
    ],
    ["none if all were left", active(1, inscription(1, left), inscription(2, left)), undefined],
    ["none if there are none", active(1), undefined],
    ["none if there are only past ones and none is named", active(null, inscription(1, past)), undefined]
  ])("is %s", (_, found, expected) => {
    expect(found).toBe(expected)
  })
})

describe("the current period (docs/ypareo.md 4)", () => {
  const periods = [
    { codePeriode: "10", dateDeb: "01/08/2024", dateFin: "31/07/2025" },
    { codePeriode: "11", dateDeb: "01/08/2025", dateFin: "31/08/2026" },
    { codePeriode: "12", dateDeb: "01/08/2026", dateFin: "31/07/2027" },
    { codePeriode: "13", dateDeb: "01/08/27", dateFin: "31/07/2028" },
    { codePeriode: "14" }
  ]

  it.each<readonly [today: string, codes: ReadonlyArray<string>]>([
    ["2024-07-31", []],
    ["2024-08-01", ["10"]],
    ["2025-07-31", ["10"]],
    ["2025-08-01", ["11"]],
    ["2026-08-15", ["12", "11"]],
    ["2027-07-31", ["12"]],
    ["2027-09-01", []]
  ])("on %s", (today, codes) => {
    expect(current(periods, today).map(({ codePeriode }) => codePeriode)).toEqual(codes)
  })

  it.each<readonly [moment: string, day: string]>([
    ["2026-07-31T21:59:59Z", "2026-07-31"],
    ["2026-07-31T22:00:00Z", "2026-08-01"],
    ["2026-12-31T23:00:00Z", "2027-01-01"]
  ])("%s is %s in France", (moment, expected) => {
    expect(dayInFrance(Date.parse(moment))).toBe(expected)
  })
})
