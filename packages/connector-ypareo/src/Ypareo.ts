/** YPAREO: the lists of a school's web services as sources, and mappers to students, professors and groups. */
export { enrolmentOf } from "./api/enrolment.ts"
export type {
  Apprenant,
  Compte,
  Contrat,
  Entreprise,
  Formation,
  Groupe,
  Inscription,
  Periode,
  Personnel,
  Site
} from "./api/records.ts"
export { isRetired } from "./api/retired.ts"
export { type GroupOptions, toGroup } from "./mappers/toGroup.ts"
export { type ProfessorOptions, toProfessor } from "./mappers/toProfessor.ts"
export { type Learner, type Personal, type Professional, toStudent } from "./mappers/toStudent.ts"
export type { Options } from "./options.ts"
export type { Below, Node } from "./sources/groups.ts"
export type { WithAccount, WithCompany } from "./sources/joins.ts"
export { type School, school } from "./sources/school.ts"
