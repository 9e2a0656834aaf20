/** A staff account as a professor: to be copied where a school does otherwise. */
import { Mapper, Normalise, Professor } from "@rollcall/core"
import type { Personnel } from "../api/records.ts"
import { isRetired } from "../api/retired.ts"
import { keyOf, referenceType } from "./keys.ts"

export interface ProfessorOptions {
  /** What stands before every key, to keep two schools apart: nothing. */
  readonly prefix?: string
  /** What is made of names: `Normalise.properName`, since they are kept in capitals. */
  readonly name?: Normalise.Normaliser
  /** The tags that a rule gives a trainer; none are sent unless it is given. */
  readonly tags?: (trainer: Personnel) => ReadonlyArray<string>
}

/** Accounts that are no trainer's and those that are no longer used are left out. */
export const toProfessor = ({
  prefix = "",
  name = Normalise.properName,
  tags
}: ProfessorOptions = {}): Mapper.Mapper<Personnel, (typeof Professor)["fields"]> =>
  Mapper.make(Professor, (trainer: Personnel) => {
    if (trainer.isFormateur !== true) return Mapper.skip("is no trainer")
    if (isRetired(trainer)) return Mapper.skip("is no longer used")
    return {
      externalReferenceId: keyOf(prefix, "personnel", trainer.codePersonnel),
      externalReferenceType: referenceType,
      firstName: name(trainer.prenom),
      lastName: name(trainer.nom),
      email: Normalise.sound(trainer.email),
      tags: tags?.(trainer)
    }
  })
