/** `apprenants.csv`: the learners, with most of the damage. */
import { type Dice, dice } from "../Dice.ts"
import { blocks, lengthened, type Repetition, repetitions } from "../damage.ts"
import { heldStudent, type Learner } from "../Learner.ts"
import { created, type Row, rejected } from "../Row.ts"
import type { School } from "../School.ts"
import { typedEmail, typedLines, typedPhone, typedTags, typedText } from "../typing.ts"
import type { Table } from "./Table.ts"

/** The last two columns are mapped by nobody. */
const header = [
  "CODE_APPRENANT",
  "NOM_APPRENANT",
  "PRENOM_APPRENANT",
  "EMAIL",
  "TEL_PORTABLE",
  "NUMERO_DOSSIER",
  "FORMATION",
  "ENTREPRISE",
  "BADGE",
  "ETIQUETTES",
  "DATE_NAISSANCE",
  "CODE_POSTAL"
]

export const apprenants: Table = { header, rows }

const COMPANY = header.indexOf("ENTREPRISE")

/** The most common first: a small school has the first ones only. */
const kinds = [
  "repeated",
  "changed",
  "noKey",
  "longKey",
  "longName",
  "tooFewCells",
  "tooManyCells",
  "longCompany",
  "atTheLimits"
] as const

type Damage = (typeof kinds)[number]

function* rows(school: School): Generator<Row> {
  for (const block of blocks(school.seed, "apprenants", school.sizes.learners, school.damaged ? kinds : [])) {
    const again = repetitions(school.seed, block)
    for (let index = block.first; index < block.end; index++) {
      yield rowOf(school, index, block.damage.get(index))
      for (const repetition of again.get(index) ?? []) yield rowAgain(school, repetition)
    }
  }
}

const rowOf = (school: School, index: number, damage: Damage | undefined): Row => {
  const learner = school.learnerAt(index)
  const d = dice(school.seed, "typing of apprenants", index)
  const whole = (as: Learner): Row => ({ cells: cellsOf(d, as), fate: created(heldStudent(as)) })
  const spoilt = (as: Learner, field: string): Row => ({
    cells: cellsOf(d, as),
    fate: rejected("VALIDATION_ERROR", field)
  })

  switch (damage) {
    case undefined:
      return whole(learner)
    case "repeated":
    case "changed":
      return { ...whole(learner), comesAgain: learner.code }
    case "noKey":
      return {
        cells: cellsOf(d, { ...learner, code: d.pick(["", "  "]) }),
        fate: rejected("KEY_MISSING", "externalReferenceId")
      }
    case "longKey":
      return spoilt({ ...learner, code: lengthened(learner.code, "-TRANSFERT", 65) }, "externalReferenceId")
    case "longName":
      return spoilt({ ...learner, lastName: lengthened(learner.lastName, "-de La Tour", 101) }, "lastName")
    case "tooFewCells":
      return { cells: cellsOf(d, learner).slice(0, COMPANY), fate: rejected("RAGGED_ROW") }
    case "tooManyCells":
      // Someone wrote "Dupont; Fils" without quotes.
      return {
        cells: cellsOf(d, learner).toSpliced(COMPANY, 1, learner.lastName, " Fils"),
        fate: rejected("RAGGED_ROW")
      }
    case "longCompany": {
      const { company = "Boulangerie", ...rest } = learner
      return {
        cells: cellsOf(d, { ...rest, company: lengthened(company, " et Associés", 65) }),
        fate: created(heldStudent(rest), "company")
      }
    }
    case "atTheLimits":
      return whole({
        ...learner,
        code: lengthened(learner.code, "-TRANSFERT", 64),
        lastName: lengthened(learner.lastName, "-de La Tour", 100),
        company: lengthened(learner.company ?? "Boulangerie", " et Associés", 64)
      })
  }
}

const rowAgain = (school: School, { index, identical, dice }: Repetition): Row => {
  const learner = school.learnerAt(index)
  const { cells } = identical
    ? rowOf(school, index, "repeated")
    : { cells: cellsOf(dice, { ...learner, fileNumber: `REPRISE-${index}`, company: "Mairie de Nîmes" }) }
  return { cells, fate: { verdict: "duplicate", of: learner.code, identical } }
}

const cellsOf = (d: Dice, learner: Learner): ReadonlyArray<string> => [
  learner.code,
  typedText(d, learner.lastName),
  typedText(d, learner.firstName),
  typedEmail(d, learner.email),
  typedPhone(d, learner.phone),
  learner.fileNumber ?? "",
  typedText(d, learner.formation),
  typedLines(d, learner.company),
  learner.badge ?? "",
  typedTags(d, learner.tags),
  learner.birthDate,
  learner.postcode
]
