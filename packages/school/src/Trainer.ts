/** A trainer, and the professor that a target should hold. */
import { dice } from "./Dice.ts"
import { mailbox, makeName, makePhone, type Name } from "./Person.ts"
import { type Fields, REFERENCE_TYPE } from "./Row.ts"
import { specialities, trainerTags } from "./words/trades.ts"

export interface Trainer extends Name {
  /** Unique as text and as a number; some have leading zeros. A learner may have the same one. */
  readonly code: string
  /** In lower case, nobody else's. */
  readonly email: string
  /** As typed, at most 20 characters. */
  readonly phone?: string
  readonly speciality?: string
  readonly tags: ReadonlyArray<string>
}

/** All trainers of a school. */
export const makeTrainers = (seed: number, count: number): ReadonlyArray<Trainer> => {
  const homonyms = new Map<string, number>()
  return Array.from({ length: count }, (_, index) => {
    const d = dice(seed, "trainer", index)
    const number = String(1000 + index * 3 + d.below(3))
    const name = makeName(d)
    const box = mailbox(name)
    const earlier = homonyms.get(box) ?? 0
    homonyms.set(box, earlier + 1)
    return {
      code: d.chance(0.3) ? number.padStart(6, "0") : number,
      ...name,
      email: `${box}${earlier === 0 ? "" : earlier + 1}@cfa-val-de-loire.example`,
      ...(d.chance(0.8) && { phone: makePhone(d) }),
      ...(d.chance(0.9) && { speciality: d.pick(specialities) }),
      tags: d.chance(0.5) ? [...new Set([d.pick(trainerTags), d.pick(trainerTags)])] : []
    }
  })
}

/** The professor of a trainer whose row is read as it should be. */
export const heldProfessor = (trainer: Trainer): Fields => ({
  externalReferenceId: trainer.code,
  externalReferenceType: REFERENCE_TYPE,
  lastName: trainer.lastName,
  firstName: trainer.firstName,
  email: trainer.email,
  ...(trainer.phone !== undefined && { phone: trainer.phone }),
  ...(trainer.speciality !== undefined && { speciality: trainer.speciality }),
  ...(trainer.tags.length > 0 && { tags: trainer.tags })
})
