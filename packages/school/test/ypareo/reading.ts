/** Judges the records of a school from what the web services give alone, by other means than those that made them. */
import type { YpareoExpected, YpareoMapping, YpareoRecords } from "../../src/index.ts"

type Entity = keyof YpareoExpected["held"]
type Apprenant = YpareoRecords["apprenants"][number]

/** What a careful tool and target would make of the records of a period: to be compared with what is foretold. */
export const judge = (records: YpareoRecords, codePeriode: number, mapping: YpareoMapping) => {
  const held: Record<string, Record<string, object>> = { groups: {}, professors: {}, students: {} }
  const verdicts: Record<string, Record<string, number>> = {}
  const [filtered, rejected, warnings]: [Array<object>, Array<object>, Array<object>] = [[], [], []]

  const count = (entity: Entity, verdict: string) => {
    verdicts[entity] ??= { read: 0, created: 0, filtered: 0, rejected: 0 }
    verdicts[entity].read = (verdicts[entity].read ?? 0) + 1
    verdicts[entity][verdict] = (verdicts[entity][verdict] ?? 0) + 1
  }
  const key = (table: keyof NonNullable<YpareoMapping["prefixes"]>, code: number) =>
    `${mapping.prefixes?.[table] ?? `${table}-`}${code}`
  const keep = (entity: Entity, externalReferenceId: string, fields: Record<string, string | undefined>) => {
    count(entity, "created")
    const there = Object.entries(fields).filter(([, value]) => value !== undefined)
    Object(held[entity])[externalReferenceId] = {
      externalReferenceId,
      externalReferenceType: "Ypareo",
      ...Object.fromEntries(there)
    }
  }
  const leaveOut = (entity: Entity, code: number, reason: string) => {
    count(entity, "filtered")
    filtered.push({ entity, code, reason })
  }

  const period = records.periodes.find(each => each.codePeriode === codePeriode)
  const groups = records.groupes.filter(({ dateDebut }) => dateDebut === period?.dateDeb)
  const used = groups.filter(({ nePlusUtiliser }) => nePlusUtiliser !== 1)
  if (mapping.below === "formation") {
    for (const { codeFormation, nomFormation } of records.formations)
      if (used.some(groupe => groupe.codeFormation === codeFormation))
        keep("groups", key("formation", codeFormation), { name: nomFormation })
  }
  if (mapping.below === "site") {
    for (const { codeSite, nomSite } of records.sites)
      if (used.some(groupe => groupe.codeSite === codeSite))
        keep("groups", key("site", codeSite), { name: nomSite })
  }
  for (const groupe of groups) {
    const { codeGroupe, nomGroupe, etenduGroupe, codeFormation, codeSite } = groupe
    if (!used.includes(groupe)) leaveOut("groups", codeGroupe, "retired")
    else if (groupe.prixDeVente !== null && !mapping.salesGroups) leaveOut("groups", codeGroupe, "salesOnly")
    else
      keep("groups", key("groupe", codeGroupe), {
        name: clean(nomGroupe),
        description: clean(etenduGroupe),
        parentExternalReferenceId:
          mapping.below === "site"
            ? key("site", codeSite)
            : mapping.below === "formation" && codeFormation !== null
              ? key("formation", codeFormation)
              : undefined
      })
  }

  const emails = new Set<string>()
  for (const { codePersonnel, nom, prenom, email, isFormateur, plusUtilise } of records.comptesPersonnels) {
    const address = clean(email)?.toLowerCase()
    const reject = (error: string) => {
      count("professors", "rejected")
      rejected.push({ entity: "professors", code: codePersonnel, error, field: "email" })
    }
    if (plusUtilise === 1) leaveOut("professors", codePersonnel, "retired")
    else if (isFormateur === 0) leaveOut("professors", codePersonnel, "noTrainer")
    else if (address === undefined) reject("REQUIRED_FIELD_MISSING")
    else if (emails.has(address)) reject("EMAIL_ALREADY_EXISTS")
    else {
      emails.add(address)
      keep("professors", key("personnel", codePersonnel), {
        firstName: proper(prenom),
        lastName: proper(nom),
        email: address
      })
    }
  }

  const accounts = new Map(records.comptesApprenants.map(compte => [compte.codeApprenant, compte.email]))
  for (const apprenant of records.apprenants) {
    const { codeApprenant, nomApprenant, prenomApprenant, adresse } = apprenant
    if (!apprenant.inscriptions.some(inscription => inscription.codePeriode === codePeriode)) continue
    const active = activeOf(apprenant)
    if (active === undefined) {
      leaveOut("students", codeApprenant, "hasLeft")
      continue
    }
    const phone = dialled(adresse.tel1) ?? dialled(adresse.tel2)
    if (phone === undefined && (clean(adresse.tel1) ?? clean(adresse.tel2)) !== undefined)
      warnings.push({ entity: "students", code: codeApprenant, field: "phone" })
    const email = mapping.email === "professional" ? accounts.get(codeApprenant) : adresse.email
    keep("students", key("apprenant", codeApprenant), {
      firstName: proper(prenomApprenant),
      lastName: proper(nomApprenant),
      email: clean(email)?.toLowerCase(),
      phone,
      fileNumber: `${codeApprenant}`,
      curriculumName: active.formation.nomFormation,
      company: mapping.companies ? employerOf(records, codeApprenant) : undefined
    })
  }
  return { held, verdicts, filtered, rejected, warnings }
}

/** The rule of docs/ypareo.md 5. */
export const activeOf = ({ informationsCourantes, inscriptions }: Apprenant) =>
  inscriptions.find(
    ({ codeInscription, dateDepart }) =>
      codeInscription === informationsCourantes.codeInscription && clean(dateDepart) === undefined
  ) ?? inscriptions.find(({ isInscriptionEnCours }) => isInscriptionEnCours === 1)

const employerOf = ({ contrats, entreprises }: YpareoRecords, codeApprenant: number) => {
  const sortable = (day: string) => day.split("/").reverse().join("")
  const [last] = contrats
    .filter(
      contrat => contrat.codeApprenant === codeApprenant && clean(contrat.dateResiliation) === undefined
    )
    .sort((a, b) => sortable(b.dateDebContrat).localeCompare(sortable(a.dateDebContrat)))
  return entreprises.find(({ codeEntreprise }) => codeEntreprise === last?.codeEntreprise)?.nomEntreprise
}

const clean = (text: string | null | undefined): string | undefined => {
  const words = (text ?? "").split(/\s+/u).filter(word => word !== "")
  return words.length === 0 ? undefined : words.join(" ")
}

/** The first French number of a cell. */
const dialled = (cell: string | null): string | undefined => {
  const found = /(?:\+33|0033|0)(?:[ .-]|\(0\))*([67](?:[ .-]?\d\d){4})(?!\d)/.exec(cell ?? "")
  return found === null ? undefined : `+33${found[1]?.replace(/\D/g, "")}`
}

/** Out of capitals, for the names that these schools have. */
const proper = (typed: string): string | undefined => {
  const name = clean(typed)
  if (name === undefined || name !== name.toUpperCase()) return name
  return name
    .toLowerCase()
    .replace(/(?<=^|[ -]|(?:^|[ -])\p{L}['’])\p{L}/gu, letter => letter.toUpperCase())
    .replace(/^(?:De La|De|Du|Van Der|D(?=’))(?=[ ’])/u, particle => particle.toLowerCase())
}
