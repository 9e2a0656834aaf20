/** What becomes of each record under a mapping, made from the truth and never read back from the records. */
import type { YpareoGroup } from "./Campus.ts"
import type { LearnerTruth, YpareoLearner } from "./Learner.ts"
import { keyOf, type YpareoMapping } from "./mapping.ts"
import type { StaffMember } from "./Staff.ts"
import type { YpareoSchool } from "./Ypareo.ts"

export type YpareoEntity = "groups" | "professors" | "students"

/** A record as a target holds it: what is blank is not there. */
export type YpareoFields = { readonly [field: string]: string }

export type YpareoReason = "hasLeft" | "noTrainer" | "retired" | "salesOnly"

export type YpareoFate =
  | { readonly verdict: "created"; readonly held: YpareoFields; readonly dropped?: "phone" }
  | { readonly verdict: "filtered"; readonly reason: YpareoReason }
  | { readonly verdict: "rejected"; readonly error: "REQUIRED_FIELD_MISSING" | "EMAIL_ALREADY_EXISTS" }

export interface YpareoJudged {
  readonly entity: YpareoEntity
  readonly code: number
  readonly fate: YpareoFate
}

/** Every record of the current year that a run reads. */
export const judged = (school: YpareoSchool, mapping: YpareoMapping): ReadonlyArray<YpareoJudged> => [
  ...parents(school, mapping),
  ...school.groups.map(group => ({
    entity: "groups" as const,
    code: group.groupe.codeGroupe,
    fate: fateOfGroup(group, mapping)
  })),
  ...school.staff.map(member => ({
    entity: "professors" as const,
    code: member.compte.codePersonnel,
    fate: fateOfMember(member, mapping)
  })),
  ...school.learners.map(learner => ({
    entity: "students" as const,
    code: learner.apprenant.codeApprenant,
    fate: fateOfLearner(learner, mapping)
  }))
]

const type = { externalReferenceType: "Ypareo" }

const created = (held: YpareoFields): YpareoFate => ({ verdict: "created", held })

const filtered = (reason: YpareoReason): YpareoFate => ({ verdict: "filtered", reason })

/** Formations or sites, those below which a group stands that is still used. */
const parents = ({ campus, groups }: YpareoSchool, mapping: YpareoMapping): ReadonlyArray<YpareoJudged> => {
  const parent = (table: "formation" | "site", code: number, name: string): YpareoJudged => ({
    entity: "groups",
    code,
    fate: created({ externalReferenceId: keyOf(mapping, table, code), ...type, name })
  })
  const used = groups.filter(({ kind }) => kind !== "retired").map(({ groupe }) => groupe)
  switch (mapping.below) {
    case undefined:
      return []
    case "formation":
      return campus.formations
        .filter(({ codeFormation }) => used.some(groupe => groupe.codeFormation === codeFormation))
        .map(({ codeFormation, nomFormation }) => parent("formation", codeFormation, nomFormation))
    case "site":
      return campus.sites
        .filter(({ codeSite }) => used.some(groupe => groupe.codeSite === codeSite))
        .map(({ codeSite, nomSite }) => parent("site", codeSite, nomSite))
  }
}

const fateOfGroup = (
  { kind, name, description, groupe }: YpareoGroup,
  mapping: YpareoMapping
): YpareoFate => {
  if (kind === "retired") return filtered("retired")
  if (kind === "salesOnly" && !mapping.salesGroups) return filtered("salesOnly")
  const { codeFormation, codeSite, codeGroupe } = groupe
  const above = mapping.below === "formation" ? codeFormation : mapping.below === "site" ? codeSite : null
  return created({
    externalReferenceId: keyOf(mapping, "groupe", codeGroupe),
    ...type,
    name,
    ...(description !== undefined && { description }),
    ...(mapping.below !== undefined &&
      above !== null && { parentExternalReferenceId: keyOf(mapping, mapping.below, above) })
  })
}

const fateOfMember = ({ compte, truth }: StaffMember, mapping: YpareoMapping): YpareoFate => {
  const { firstName, lastName, email, emailTaken, kind } = truth
  if (kind === "retired") return filtered("retired")
  if (kind === "office") return filtered("noTrainer")
  if (email === undefined) return { verdict: "rejected", error: "REQUIRED_FIELD_MISSING" }
  if (emailTaken) return { verdict: "rejected", error: "EMAIL_ALREADY_EXISTS" }
  const externalReferenceId = keyOf(mapping, "personnel", compte.codePersonnel)
  return created({ externalReferenceId, ...type, firstName, lastName, email })
}

const fateOfLearner = ({ apprenant, truth }: YpareoLearner, mapping: YpareoMapping): YpareoFate => {
  const { firstName, lastName, phone, phoneLost, formation, company } = truth
  if (formation === undefined) return filtered("hasLeft")
  const email = emailOf(truth, mapping)
  const held = {
    externalReferenceId: keyOf(mapping, "apprenant", apprenant.codeApprenant),
    ...type,
    firstName,
    lastName,
    ...(email !== undefined && { email }),
    ...(phone !== undefined && { phone }),
    fileNumber: String(apprenant.codeApprenant),
    curriculumName: formation,
    ...(mapping.companies && company !== undefined && { company })
  }
  return phoneLost ? { verdict: "created", held, dropped: "phone" } : created(held)
}

const emailOf = ({ personalEmail, professionalEmail }: LearnerTruth, { email }: YpareoMapping) =>
  email === "professional" ? professionalEmail : personalEmail
