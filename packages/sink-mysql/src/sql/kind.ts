/** Which of the two kinds of server a database is on, and what differs between them. */
import { Effect } from "effect"
import { type Database, query } from "./Database.ts"
import type { SqlFault } from "./Fault.ts"

export type Kind = "mysql" | "mariadb"

/** Under these collations two different keys are never equal, trailing spaces included (F28). */
export const keyCollation = { mysql: "utf8mb4_0900_bin", mariadb: "utf8mb4_nopad_bin" } as const satisfies {
  readonly [K in Kind]: string
}

export const kindOf = (database: Database): Effect.Effect<Kind, SqlFault> =>
  Effect.map(query(database, "SELECT VERSION() AS version"), ([row]) => kindNamed(String(row?.version)))

/** MariaDB says so in its version. */
export const kindNamed = (version: string): Kind => (/mariadb/iu.test(version) ? "mariadb" : "mysql")
