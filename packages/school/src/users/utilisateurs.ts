/** `utilisateurs.csv`: the accounts of a school, apprentices often before their tutors, with the damage it comes with. */
import { type Dice, dice } from "../Dice.ts"
import { blocks, lengthened, type Repetition, repetitions } from "../damage.ts"
import { created, type Row, rejected } from "../Row.ts"
import { typedEmail, typedPhone, typedText } from "../typing.ts"
import { type Account, type HeldUser, heldUser, pairAt, userKey } from "./Account.ts"

export const header = [
  "SOURCE",
  "CODE",
  "LANGUE",
  "PRENOM",
  "NOM",
  "EMAIL",
  "TEL",
  "SOCIETE",
  "FONCTION",
  "RUE",
  "CODE_POSTAL",
  "VILLE",
  "SOURCE_TUTEUR",
  "CODE_TUTEUR",
  "LANGUE_TUTEUR"
]

const ROLE = header.indexOf("FONCTION")

/** The most common first. They fall on apprentices: below a tutor who is lacking, nobody could be sent. */
const kinds = [
  "repeated",
  "changed",
  "noCode",
  "noFirstName",
  "noSource",
  "longCode",
  "longName",
  "strangeTutor",
  "tooFewCells",
  "tooManyCells",
  "atTheLimits"
] as const

type Damage = (typeof kinds)[number]

/** The rows of so many apprentices, each with a tutor. */
export function* rows(seed: number, apprentices: number, damaged: boolean): Generator<Row<HeldUser>> {
  for (const block of blocks(seed, "utilisateurs", apprentices, damaged ? kinds : [])) {
    const again = repetitions(seed, block)
    for (let index = block.first; index < block.end; index++) {
      const tutor = tutorRow(seed, index)
      if (index % 2 === 0) yield tutor
      yield apprenticeRow(seed, index, block.damage.get(index))
      for (const repetition of again.get(index) ?? []) yield rowAgain(seed, repetition)
      if (index % 2 === 1) yield tutor
    }
  }
}

const tutorRow = (seed: number, index: number): Row<HeldUser> => {
  const { tutor } = pairAt(seed, index)
  return { cells: cellsOf(dice(seed, "typing of tutors", index), tutor), fate: created(heldUser(tutor)) }
}

const apprenticeRow = (seed: number, index: number, damage: Damage | undefined): Row<HeldUser> => {
  const { apprentice } = pairAt(seed, index)
  const { code, firstName, lastName } = apprentice
  const d = dice(seed, "typing of apprentices", index)
  const whole = (as: Account): Row<HeldUser> => ({ cells: cellsOf(d, as), fate: created(heldUser(as)) })
  const spoilt = (change: Partial<Typed>, ...why: Parameters<typeof rejected>): Row<HeldUser> => ({
    cells: cellsOf(d, { ...apprentice, ...change }),
    fate: rejected(...why)
  })

  switch (damage) {
    case undefined:
      return whole(apprentice)
    case "repeated":
    case "changed":
      return { ...whole(apprentice), comesAgain: userKey(heldUser(apprentice)) }
    case "noCode":
      return spoilt({ code: d.pick(["", "  "]) }, "KEY_MISSING", "sourceId")
    case "noSource":
      return spoilt({ source: "" }, "KEY_MISSING", "source")
    case "noFirstName":
      return spoilt({ firstName: "" }, "REQUIRED_FIELD_MISSING", "firstName")
    case "longCode":
      return spoilt({ code: lengthened(code, "-TRANSFERT", 191) }, "VALIDATION_ERROR", "sourceId")
    case "strangeTutor":
      // Found by the target, which has no words for it that a program could read.
      return spoilt({ tutor: { source: "ENTREPRISES", code: `X${code}` } }, "REMOTE_REJECTED")
    case "longName": {
      const { lastName: _, ...held } = heldUser(apprentice)
      const typed = { ...apprentice, lastName: lengthened(lastName, "-de La Tour", 256) }
      return { cells: cellsOf(d, typed), fate: created(held, "lastName") }
    }
    case "tooFewCells":
      return { cells: cellsOf(d, apprentice).slice(0, ROLE), fate: rejected("RAGGED_ROW") }
    case "tooManyCells":
      // Someone wrote "Cuisine; service" without quotes.
      return {
        cells: cellsOf(d, apprentice).toSpliced(ROLE, 1, "Cuisine", " service"),
        fate: rejected("RAGGED_ROW")
      }
    case "atTheLimits":
      return whole({
        ...apprentice,
        code: lengthened(code, "-TRANSFERT", 190),
        firstName: lengthened(firstName, "-Marie", 255),
        lastName: lengthened(lastName, "-de La Tour", 255)
      })
  }
}

const rowAgain = (seed: number, { index, identical, dice }: Repetition): Row<HeldUser> => {
  const { apprentice } = pairAt(seed, index)
  const { cells } = identical
    ? apprenticeRow(seed, index, "repeated")
    : { cells: cellsOf(dice, { ...apprentice, role: "Ancien élève" }) }
  return { cells, fate: { verdict: "duplicate", of: userKey(heldUser(apprentice)), identical } }
}

/** An account as someone may have typed it. */
type Typed = Omit<Account, "source"> & { readonly source: string }

const cellsOf = (d: Dice, account: Typed): ReadonlyArray<string> => {
  const { address, tutor } = account
  return [
    account.source,
    account.code,
    account.language ?? "",
    typedText(d, account.firstName),
    typedText(d, account.lastName),
    typedEmail(d, account.email),
    typedPhone(d, account.phone),
    typedText(d, account.company),
    typedText(d, account.role),
    typedText(d, address?.street),
    address?.postcode ?? "",
    typedText(d, address?.town),
    tutor?.source ?? "",
    tutor?.code ?? "",
    tutor?.language ?? ""
  ]
}
