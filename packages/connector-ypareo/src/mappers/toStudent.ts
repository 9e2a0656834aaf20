/** A learner as a student: to be copied where a school does otherwise. */
import { Mapper, Normalise, Student } from "@rollcall/core"
import { enrolmentOf } from "../api/enrolment.ts"
import type { Apprenant } from "../api/records.ts"
import type { WithAccount, WithCompany } from "../sources/joins.ts"
import { dialled, inFrance } from "./dialled.ts"
import { keyOf, referenceType } from "./keys.ts"

/** A learner's record, with what it may have been joined with. */
export interface Learner extends Apprenant, Partial<WithCompany>, Partial<WithAccount> {}

interface Options {
  /** What stands before every key, to keep two schools apart: nothing. */
  readonly prefix?: string
  /** What is made of names: `Normalise.properName`, since they are kept in capitals. */
  readonly name?: Normalise.Normaliser
  /** What is made of phone numbers: those of France, in E.164. */
  readonly phone?: Normalise.Normaliser
  /** The tags that a rule gives a learner; none are sent unless it is given. */
  readonly tags?: (learner: Learner) => ReadonlyArray<string>
}

/** With the address of the learner's own. */
export interface Personal extends Options {
  readonly email?: "personal"
}

/** With the address of the account that the school gave: for learners that were joined with their accounts. */
export interface Professional extends Options {
  readonly email: "professional"
}

type ToStudent<A> = Mapper.Mapper<A, (typeof Student)["fields"]>

/** A learner who has left is left out. The company is sent where learners were joined with companies. */
export function toStudent(options?: Personal): ToStudent<Learner>
export function toStudent(options: Professional): ToStudent<Learner & WithAccount>
export function toStudent({
  prefix = "",
  name = Normalise.properName,
  phone = inFrance,
  email = "personal",
  tags
}: Personal | Professional = {}) {
  return Mapper.make(Student, (learner: Learner) => {
    const enrolment = enrolmentOf(learner)
    if (enrolment === undefined) return Mapper.skip("has left: no enrolment is active")
    const { adresse, codeApprenant } = learner
    return {
      externalReferenceId: keyOf(prefix, "apprenant", codeApprenant),
      externalReferenceType: referenceType,
      firstName: name(learner.prenomApprenant),
      lastName: name(learner.nomApprenant),
      email: Normalise.sound(email === "personal" ? adresse.email : learner.compte?.email),
      phone: dialled(phone, adresse.tel1, adresse.tel2),
      fileNumber: codeApprenant,
      curriculumName: Normalise.sound(enrolment.formation.nomFormation),
      company: Normalise.sound(learner.entreprise?.nomEntreprise),
      tags: tags?.(learner)
    }
  })
}
