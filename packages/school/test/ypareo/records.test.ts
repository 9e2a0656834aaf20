/** The records as the web services give them: their names, their forms, and what real schools have of them. */
import { describe, expect, it } from "vitest"
import { makeYpareo, schoolYearOf } from "../../src/index.ts"
import { activeOf } from "./reading.ts"

const school = makeYpareo({ seed: 1 })
const { records, codePeriode } = school
const everyone = records.apprenants

describe("repeatable", () => {
  it("is the same for the same seed, and another for another", () => {
    expect(makeYpareo({ seed: 1 }).records).toEqual(records)
    expect(makeYpareo({ seed: 2 }).records).not.toEqual(records)
  })

  it("is plain JSON", () => {
    expect(JSON.parse(JSON.stringify(records))).toEqual(records)
  })
})

describe("names of fields (docs/ypareo.md 4 and 5)", () => {
  it.each([
    ["periodes", "codePeriode nomPeriode dateDeb dateFin", ""],
    ["sites", "codeSite nomSite", ""],
    ["formations", "codeFormation nomFormation abregeFormation", ""],
    [
      "groupes",
      "codeGroupe nomGroupe abregeGroupe etenduGroupe codeFormation codeSite dateDebut dateFin prixDeVente",
      "nePlusUtiliser"
    ],
    [
      "apprenants",
      "codeApprenant nomApprenant prenomApprenant nomJeuneFille dateNaissance adresse informationsCourantes inscriptions",
      ""
    ],
    ["frequentes", "codeApprenant codeGroupe dateDeb dateFin", ""],
    ["comptesApprenants", "codeApprenant login nom prenom email dateNaissance codeGroupe", ""],
    ["personnels", "codePersonnel nomPersonnel prenomPersonnel login plusUtilise", ""],
    ["comptesPersonnels", "codePersonnel login nom prenom email isAdministratif isFormateur", "plusUtilise"],
    ["entreprises", "codeEntreprise nomEntreprise siret", ""],
    ["contrats", "codeContrat codeApprenant codeEntreprise dateDebContrat dateFinContrat dateResiliation", ""]
  ] as const)("%s", (list, names, moreOnRetired) => {
    expect(records[list].length).toBeGreaterThan(0)
    const found = new Set(records[list].flatMap(record => Object.keys(record)))
    expect([...found].toSorted()).toEqual(`${names} ${moreOnRetired}`.trim().split(" ").toSorted())
    for (const record of records[list])
      expect(Object.keys(record)).toEqual(expect.arrayContaining(names.split(" ")))
  })

  it("of what a learner is made of", () => {
    const keys = (of: ReadonlyArray<object>) => [...new Set(of.flatMap(Object.keys))].join(" ")
    const inscriptions = everyone.flatMap(apprenant => apprenant.inscriptions)
    expect(keys(everyone.map(({ adresse }) => adresse))).toBe("adr1 adr2 cp ville tel1 tel2 email")
    expect(keys(everyone.map(each => each.informationsCourantes))).toBe("codeInscription codeGroupe")
    expect(keys(inscriptions)).toBe(
      "codeInscription isInscriptionEnCours dateDepart codePeriode annee site formation situation statut"
    )
    expect(keys(inscriptions.map(({ situation }) => situation))).toBe("nomStatut nomAnnee")
  })
})

describe("forms of values", () => {
  const leaves = (value: unknown): ReadonlyArray<readonly [string, unknown]> =>
    typeof value !== "object" || value === null
      ? []
      : Object.entries(value).flatMap(([name, at]) =>
          typeof at === "object" && at !== null ? leaves(at) : [[name, at] as const]
        )
  const all = leaves(records)

  it.each([
    [/^date/, /^\d\d\/\d\d\/\d{4}$|^$|^null$/, ["string", "object"]],
    [/^code(?!Groupe|Formation|Inscription)/, /^\d+$/, ["number"]],
    [/^code(?:Groupe|Formation|Inscription)/, /^\d+$|^null$/, ["number", "object"]],
    [/^(?:is[A-Z]|plusUtilise|nePlusUtiliser)/, /^[01]$/, ["number"]],
    [/^email$/, /^\s*[\w.-]+@[\w-]+(?:\.[\w-]+)*\.example\s*$|^ ?$|^null$/i, ["string", "object"]]
  ])("%s", (name, form, types) => {
    const values = all.filter(([key]) => name.test(key)).map(([, value]) => value)
    expect(values.length).toBeGreaterThan(0)
    for (const value of values) {
      expect(String(value)).toMatch(form)
      expect(types).toContain(typeof value)
    }
  })

  it("nothing is null here and an empty text there", () => {
    for (const name of ["dateDepart", "nomJeuneFille", "email", "tel2", "dateResiliation", "siret"]) {
      const values = new Set(all.filter(([key]) => key === name).map(([, value]) => value))
      expect([...values]).toEqual(expect.arrayContaining([null, ""]))
    }
  })

  it("no number can be somebody's: they lie in the range kept for fiction", () => {
    const typed = all.filter(([key, value]) => /^tel/.test(key) && /\d/.test(String(value)))
    expect(typed.length).toBeGreaterThan(1000)
    for (const [, value] of typed)
      expect(String(value).replace(/\D/g, "")).toMatch(/^(?:0|33|330|0033)63998\d{3}/)
  })
})

describe("codes", () => {
  it.each([
    ["periodes", "codePeriode"],
    ["groupes", "codeGroupe"],
    ["formations", "codeFormation"],
    ["apprenants", "codeApprenant"],
    ["comptesPersonnels", "codePersonnel"],
    ["entreprises", "codeEntreprise"],
    ["contrats", "codeContrat"]
  ] as const)("of %s are each one record's", (list, code) => {
    const codes = records[list].map(record => Object(record)[code])
    expect(new Set(codes).size).toBe(codes.length)
  })

  it("lead to records that are there", () => {
    const groups = new Set(records.groupes.map(({ codeGroupe }) => codeGroupe))
    const learners = new Set(everyone.map(({ codeApprenant }) => codeApprenant))
    const companies = new Set(records.entreprises.map(({ codeEntreprise }) => codeEntreprise))
    expect(
      records.frequentes.every(each => groups.has(each.codeGroupe) && learners.has(each.codeApprenant))
    ).toBe(true)
    expect(records.contrats.every(each => companies.has(each.codeEntreprise))).toBe(true)
  })

  it("of periods are of the school's own", () => {
    const codes = [1, 2, 3, 4].map(seed => makeYpareo({ seed, learners: 0 }).codePeriode)
    expect(new Set(codes).size).toBeGreaterThan(1)
  })
})

describe("what real schools have", () => {
  const current = everyone.filter(({ inscriptions }) =>
    inscriptions.some(each => each.codePeriode === codePeriode)
  )
  const active = current.filter(apprenant => activeOf(apprenant) !== undefined)

  it.each([
    ["somebody who has left", current.length - active.length],
    ["somebody who is in last year's list alone", everyone.length - current.length],
    [
      "two current enrolments",
      active
        .filter(({ inscriptions }) => inscriptions.every(each => each.isInscriptionEnCours === 1))
        .filter(({ inscriptions }) => inscriptions.length === 2).length
    ],
    [
      "a name in capitals",
      current.filter(({ nomApprenant }) => nomApprenant === nomApprenant.toUpperCase()).length
    ],
    ["a postcode without its zero", current.filter(({ adresse }) => adresse.cp?.length === 4).length],
    ["two numbers in a cell", current.filter(({ adresse }) => / \/ | ou /.test(adresse.tel1 ?? "")).length],
    ["an extension", current.filter(({ adresse }) => /poste/.test(adresse.tel1 ?? "")).length],
    ["a trunk zero in brackets", current.filter(({ adresse }) => /\(0\)/.test(adresse.tel1 ?? "")).length],
    ["a number with 00", current.filter(({ adresse }) => /^00/.test(adresse.tel1 ?? "")).length],
    ["a number with dots", current.filter(({ adresse }) => /^06\./.test(adresse.tel1 ?? "")).length],
    ["a group for sales only", records.groupes.filter(({ prixDeVente }) => prixDeVente !== null).length],
    ["a retired group", records.groupes.filter(({ nePlusUtiliser }) => nePlusUtiliser === 1).length],
    ["a retired member of staff", records.personnels.filter(({ plusUtilise }) => plusUtilise === 1).length],
    ["a contract that was ended", records.contrats.filter(({ dateResiliation }) => dateResiliation).length]
  ])("has %s", (_, count) => {
    expect(count).toBeGreaterThan(0)
  })

  it("gives brothers and sisters one e-mail", () => {
    const emails = current.flatMap(({ adresse }) => adresse.email?.trim().toLowerCase() || [])
    expect(new Set(emails).size).toBeLessThan(emails.length)
  })
})

describe("years", () => {
  it.each([
    ["2026-08-31T12:00:00Z", 2025],
    ["2026-08-31T22:30:00Z", 2026],
    ["2026-12-31T23:30:00Z", 2026],
    ["2027-02-01T00:00:00Z", 2026]
  ])("%s is in the school year of %d", (moment, year) => {
    expect(schoolYearOf(new Date(moment))).toBe(year)
  })

  it("cover every day once, and the asked one is current", () => {
    const { records, codePeriode } = makeYpareo({ seed: 1, learners: 0, year: 2031 })
    const days = records.periodes.map(({ dateDeb, dateFin }) => `${dateDeb}-${dateFin}`).toSorted()
    expect(days).toEqual([2029, 2030, 2031, 2032].map(year => `01/09/${year}-31/08/${year + 1}`))
    expect(records.periodes.find(each => each.codePeriode === codePeriode)?.nomPeriode).toBe("2031-2032")
  })
})
