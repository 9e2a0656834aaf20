/** `utilisateurs.csv`: the accounts of a school, apprentices often before their tutors, and what should come of each row. */
import { mkdirSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { dice } from "../Dice.ts"
import { blocks } from "../damage.ts"
import type { Verdicts } from "../expected.ts"
import { lineOf } from "../records.ts"
import { typedEmail, typedPhone, typedText } from "../typing.ts"
import { encode1252 } from "../windows1252.ts"
import { type Account, heldUser, pairAt } from "./Account.ts"

export interface UsersOptions {
  readonly seed: number
  /** Apprentices, each with a tutor: 100 by default. */
  readonly apprentices?: number
}

/** What a run should say of the file, and what a target should hold after one into an empty one. */
export interface ExpectedUsers {
  readonly verdicts: Verdicts
  /** By their physical lines, from 1; the header is line 1. */
  readonly rejected: ReadonlyArray<{
    readonly line: number
    readonly code: (typeof codes)[keyof typeof codes]
    readonly field: keyof typeof codes
  }>
  readonly held: ReadonlyArray<object>
}

export const usersFile = "utilisateurs.csv"

/** Writes the file, in Windows-1252, over what is there; the folder is made if need be. */
export const writeUsers = (folder: string, { seed, apprentices = 100 }: UsersOptions): ExpectedUsers => {
  const rows = [...rowsOf(seed, apprentices)]
  mkdirSync(folder, { recursive: true })
  const text = [header, ...rows.map(({ cells }) => cells)].map(lineOf).join("")
  writeFileSync(join(folder, usersFile), encode1252(text))
  const is = (verdict: Row["verdict"]) => rows.filter(row => row.verdict === verdict)
  return {
    verdicts: {
      read: rows.length,
      created: is("created").length,
      rejected: is("rejected").length,
      duplicate: is("duplicate").length
    },
    rejected: rows.flatMap(({ lacks }, index) =>
      lacks === undefined ? [] : [{ line: index + 2, code: codes[lacks], field: lacks }]
    ),
    held: is("created").map(({ account }) => heldUser(account))
  }
}

const codes = { firstName: "REQUIRED_FIELD_MISSING", sourceId: "KEY_MISSING" } as const

interface Row {
  readonly cells: ReadonlyArray<string>
  readonly account: Account
  readonly verdict: "created" | "rejected" | "duplicate"
  readonly lacks?: keyof typeof codes
}

const header = [
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

/** Damage falls on apprentices: below a tutor who is lacking, nobody could be sent. */
const kinds = ["noFirstName", "noCode", "repeated"] as const

function* rowsOf(seed: number, apprentices: number): Generator<Row> {
  for (const { first, end, damage } of blocks(seed, "utilisateurs", apprentices, kinds))
    for (let index = first; index < end; index++) {
      const { apprentice, tutor } = pairAt(seed, index)
      const tutors = rowOf(seed, index, tutor)
      const kind = damage.get(index)
      if (index % 2 === 0) yield tutors
      if (kind === "noFirstName")
        yield {
          ...rowOf(seed, index, { ...apprentice, firstName: "" }),
          verdict: "rejected",
          lacks: "firstName"
        }
      else if (kind === "noCode")
        yield { ...rowOf(seed, index, { ...apprentice, code: " " }), verdict: "rejected", lacks: "sourceId" }
      else yield rowOf(seed, index, apprentice)
      if (kind === "repeated") yield { ...rowOf(seed, index, apprentice), verdict: "duplicate" }
      if (index % 2 === 1) yield tutors
    }
}

const rowOf = (seed: number, index: number, account: Account): Row => {
  const d = dice(seed, `typing of ${account.source}`, index)
  const { address, tutor } = account
  return {
    account,
    verdict: "created",
    cells: [
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
}
