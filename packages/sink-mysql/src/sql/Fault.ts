/** What a database said no with: a code and who must act, never a statement, a value or its words (Law 9). */
import { Data } from "effect"

/**
 * `deadlock`: the transaction was given up for another one, or waited too long: it can be repeated. `away`: no
 * connection, or it was lost. `denied`: the account may not. `schema`: a table or a column is not as it must be. `taken`:
 * a table that is to be made is there. `outbox`: somebody is to be told, and there is none. `data`: one row or more is not taken. `other`: anything else.
 */
export type Kind = "deadlock" | "away" | "denied" | "schema" | "taken" | "outbox" | "data" | "other"

export class SqlFault extends Data.TaggedError("SqlFault")<{
  readonly kind: Kind
  /** As the driver or the server names it: `ER_DATA_TOO_LONG`. */
  readonly code: string
  /** The column that the server blames; the name of one, never a value. */
  readonly column?: string
  /** The unique key that the server blames. */
  readonly index?: string
  /** Tables that are in the way. */
  readonly tables?: ReadonlyArray<string>
  /** Whether the transaction may have been committed all the same. */
  readonly maybeCommitted: boolean
}> {}

/** Reads what the driver threw. */
export const faultOf = (thrown: unknown, maybeCommitted = false): SqlFault => {
  if (thrown instanceof SqlFault) return thrown
  const code = codeOf(thrown)
  const words = textOf(thrown, "sqlMessage") ?? ""
  const column = words.match(blamedColumn)?.slice(1).find(Boolean)
  const index = words.match(blamedIndex)?.[1]
  return new SqlFault({
    kind: kinds.get(code) ?? (isConnection(code) ? "away" : "other"),
    code,
    maybeCommitted,
    ...(column !== undefined && { column }),
    ...(index !== undefined && { index })
  })
}

/**
 * Values stand in front of these words, and could contain them: only the end is believed. MariaDB may write the column
 * with its database and its table, MySQL the key with its table.
 */
const blamedColumn =
  /(?:^(?:Column|Field) '([^'`]{1,64})' (?:cannot be null|doesn't have a default value)|\bcolumn (?:'([^'`]{1,64})'|(?:`[^'`]+`\.)*`([^'`]{1,64})`)(?: at row \d+)?)$/u
const blamedIndex = /\bfor key '(?:[^'`.]+\.)?([^'`.]{1,64})'$/u

const codeOf = (thrown: unknown): string => {
  const { errno } = Object(thrown)
  const named = mariadb.get(errno)
  if (named !== undefined) return named
  // knex, when no connection could be made or was free in time.
  if (Object(thrown).name === "KnexTimeoutError") return "ENOCONNECTION"
  return textOf(thrown, "code") ?? (typeof errno === "number" ? `error ${errno}` : "unknown")
}

/** Numbers that are MariaDB's own, and that the driver knows by another name or by none. */
const mariadb = new Map<unknown, string>([
  [1969, "ER_STATEMENT_TIMEOUT"],
  [4025, "ER_CONSTRAINT_FAILED"],
  [4151, "ER_ACCOUNT_HAS_BEEN_LOCKED"]
])

const textOf = (thrown: unknown, name: "code" | "sqlMessage"): string | undefined => {
  const value = typeof thrown === "object" && thrown !== null ? Object(thrown)[name] : undefined
  return typeof value === "string" ? value : undefined
}

const kinds = new Map<string, Kind>([
  ["ER_LOCK_DEADLOCK", "deadlock"],
  ["ER_LOCK_WAIT_TIMEOUT", "deadlock"],
  ["ER_CHECKREAD", "deadlock"],
  ["ER_ACCESS_DENIED_ERROR", "denied"],
  ["ER_DBACCESS_DENIED_ERROR", "denied"],
  ["ER_TABLEACCESS_DENIED_ERROR", "denied"],
  ["ER_COLUMNACCESS_DENIED_ERROR", "denied"],
  ["ER_SPECIFIC_ACCESS_DENIED_ERROR", "denied"],
  ["ER_ACCOUNT_HAS_BEEN_LOCKED", "denied"],
  ["ER_MUST_CHANGE_PASSWORD", "denied"],
  ["ER_MUST_CHANGE_PASSWORD_LOGIN", "denied"],
  ["ER_ACCESS_DENIED_NO_PASSWORD_ERROR", "denied"],
  ["ER_HOST_NOT_PRIVILEGED", "denied"],
  ["ER_HOST_IS_BLOCKED", "denied"],
  ["ER_BAD_DB_ERROR", "schema"],
  ["ER_NO_SUCH_TABLE", "schema"],
  ["ER_BAD_FIELD_ERROR", "schema"],
  ["ER_NO_DB_ERROR", "schema"],
  ["ER_DUP_ENTRY", "data"],
  ["ER_DUP_ENTRY_WITH_KEY_NAME", "data"],
  ["ER_DATA_TOO_LONG", "data"],
  ["ER_BAD_NULL_ERROR", "data"],
  ["ER_NO_DEFAULT_FOR_FIELD", "data"],
  ["ER_TRUNCATED_WRONG_VALUE", "data"],
  ["ER_TRUNCATED_WRONG_VALUE_FOR_FIELD", "data"],
  ["ER_WARN_DATA_OUT_OF_RANGE", "data"],
  ["ER_CANNOT_CONVERT_STRING", "data"],
  ["WARN_DATA_TRUNCATED", "data"],
  ["ER_INVALID_JSON_TEXT", "data"],
  ["ER_NO_REFERENCED_ROW", "data"],
  ["ER_NO_REFERENCED_ROW_2", "data"],
  ["ER_ROW_IS_REFERENCED", "data"],
  ["ER_ROW_IS_REFERENCED_2", "data"],
  ["ER_CHECK_CONSTRAINT_VIOLATED", "data"],
  ["ER_CONSTRAINT_FAILED", "data"],
  ["ER_SIGNAL_EXCEPTION", "data"],
  ["ER_CON_COUNT_ERROR", "away"],
  ["ER_USER_LIMIT_REACHED", "away"],
  ["ER_TOO_MANY_USER_CONNECTIONS", "away"],
  ["ER_SERVER_SHUTDOWN", "away"],
  ["ER_QUERY_INTERRUPTED", "away"],
  ["ER_NORMAL_SHUTDOWN", "away"],
  ["ER_CONNECTION_KILLED", "away"]
])

/** What Node, the driver and the pool say of connections. */
const isConnection = (code: string): boolean =>
  /^(?:E[A-Z]+|PROTOCOL_[A-Z_]+|HANDSHAKE_[A-Z_]+)$/u.test(code) && !code.startsWith("ER_")
