/** Writes the accounts of a school into a folder, row by row, and beside them what should come of each. */
import { mkdirSync } from "node:fs"
import { lineOf, placedRecords } from "../records.ts"
import { whole } from "../School.ts"
import { type Written, writeTables } from "../writeTables.ts"
import { userKey } from "./Account.ts"
import { header, rows } from "./utilisateurs.ts"

export interface UsersOptions {
  /** Any whole number: the same seed and size give the same bytes. */
  readonly seed: number
  /** Apprentices, each with a tutor: 100 by default. */
  readonly apprentices?: number | undefined
  /** Whether the file comes with damage, by default from 50 apprentices on. */
  readonly damage?: boolean | undefined
  /** Whether what should come of it is written too, true by default. */
  readonly expected?: boolean | undefined
}

export const usersFile = "utilisateurs.csv"

/** The file with what a target should hold in the end; its content is as that of `expected.json`. */
export const expectedUsersFile = "expected-users.json"

/** What was written, and what a run should say about it. */
export type UsersManifest = Written<
  "users",
  typeof usersFile,
  { readonly apprentices: number },
  typeof expectedUsersFile
>

/** Writes both files over what is there; the folder is made if need be. */
export const writeUsers = (folder: string, options: UsersOptions): UsersManifest => {
  const seed = whole("seed", options.seed, Number.MIN_SAFE_INTEGER)
  const apprentices = whole("apprentices", options.apprentices ?? 100)
  const damaged = options.damage ?? apprentices >= 50
  mkdirSync(folder, { recursive: true })
  const tables = {
    seed,
    sizes: { apprentices },
    entityOf: { [usersFile]: "users" },
    files: [
      { name: usersFile, header: lineOf(header), records: placedRecords(rows(seed, apprentices, damaged)) }
    ],
    keyOf: userKey
  } as const
  return writeTables(folder, tables, options.expected === false ? undefined : expectedUsersFile)
}
