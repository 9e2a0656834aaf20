/** `formateurs.csv`: the trainers, some without an e-mail or with a colleague's. */
import { dice } from "../Dice.ts"
import { blocks } from "../damage.ts"
import { created, type Row, rejected } from "../Row.ts"
import type { School } from "../School.ts"
import { heldProfessor, type Trainer } from "../Trainer.ts"
import { typedEmail, typedPhone, typedTags, typedText } from "../typing.ts"
import type { Table } from "./Table.ts"

const header = ["CODE_PERSONNEL", "NOM", "PRENOM", "EMAIL", "TEL", "SPECIALITE", "ETIQUETTES"]

export const formateurs: Table = { header, rows }

const kinds = ["noEmail", "oneOfPair", "oneOfPair"] as const

function* rows(school: School): Generator<Row> {
  const { seed, sizes, trainers, damaged } = school
  for (const { first, end, damage } of blocks(seed, "formateurs", sizes.trainers, damaged ? kinds : [])) {
    let holder: Trainer | undefined
    for (const [offset, trainer] of trainers.slice(first, end).entries()) {
      const index = first + offset
      const kind = damage.get(index)
      if (kind === "noEmail") {
        yield { cells: cellsOf(seed, index, trainer, ""), fate: rejected("REQUIRED_FIELD_MISSING", "email") }
      } else if (kind === "oneOfPair" && holder !== undefined) {
        const taken = holder.email.toUpperCase()
        yield { cells: cellsOf(seed, index, trainer, taken), fate: rejected("EMAIL_ALREADY_EXISTS", "email") }
      } else {
        if (kind === "oneOfPair") holder = trainer
        yield { cells: cellsOf(seed, index, trainer), fate: created(heldProfessor(trainer)) }
      }
    }
  }
}

/** The e-mail is the trainer's own unless another is given. */
const cellsOf = (seed: number, index: number, trainer: Trainer, email?: string): ReadonlyArray<string> => {
  const d = dice(seed, "typing of formateurs", index)
  return [
    trainer.code,
    typedText(d, trainer.lastName),
    typedText(d, trainer.firstName),
    email ?? typedEmail(d, trainer.email),
    typedPhone(d, trainer.phone),
    typedText(d, trainer.speciality),
    typedTags(d, trainer.tags)
  ]
}
