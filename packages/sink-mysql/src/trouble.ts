/** What a database says, named after who must act (docs/adr/0001). */
import { Denied, type SinkError, Unavailable, Unexpected } from "@rollcall/core"
import type { SqlFault } from "./sql/Fault.ts"

/** For whoever runs a sync: what, where, what to do. */
export const troubleOf = (name: string, { kind, code, tables = [], maybeCommitted }: SqlFault): SinkError => {
  switch (kind) {
    case "denied":
      return new Denied({
        message: `${name}: the database refuses the account (${code}); check the user and its rights`
      })
    case "schema":
      if (code === "ER_BAD_DB_ERROR" || code === "ER_NO_DB_ERROR")
        return new Denied({
          message: `${name}: there is no database of that name; create it, or correct the address`
        })
      return new Denied({
        message: `${name}: the tables are not there as they should be (${code}); run rollcall migrate, or correct the mapping`
      })
    case "taken":
      return new Denied({
        message: `${name}: nothing was made, for these tables are there and are not ours: ${tables.join(", ")}; rename them, or use another database`
      })
    case "outbox":
      return new Denied({
        message: `${name}: this run is to send credentials, and the target has no outbox to say so in; give it one`
      })
    case "deadlock":
      return new Unavailable({
        message: `${name}: other writers held the rows for too long (${code})`,
        maybeApplied: maybeCommitted
      })
    case "away":
      return new Unavailable({
        message: code.startsWith("HANDSHAKE_")
          ? `${name}: the database and we did not come to a connection (${code}); check its certificate, and ssl in the address`
          : `${name}: the database is not there, or the connection was lost (${code})`,
        maybeApplied: maybeCommitted
      })
    default:
      return maybeCommitted
        ? new Unavailable({
            message: `${name}: the database failed over the commit (${code})`,
            maybeApplied: true
          })
        : new Unexpected({ message: `${name}: the database answered with ${code}` })
  }
}
