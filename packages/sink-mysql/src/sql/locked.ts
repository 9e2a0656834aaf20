/** A connection of one's own, under a lock that ends with it: whatever kills the process frees it. */
import type { Knex } from "knex"
import { SqlFault } from "./Fault.ts"
import { type Query, queryOf } from "./Query.ts"

/** Names are at most 64 characters long, which is what SHA2 gives. */
const named = "SHA2(CONCAT(DATABASE(), ':rollcall:', ?), 256)"

/** Seconds that the lock is waited for. */
const patience = 60

/**
 * Acts alone among all that use this name in this database; the connection is dropped when that fails. It is told what
 * the lock is called, as SQL with a place for the name.
 */
export const locked = async <A>(
  knex: Knex,
  name: string,
  act: (query: Query, named: string) => Promise<A>,
  signal?: AbortSignal
): Promise<A> => {
  const connection = await knex.client.acquireConnection()
  const query = queryOf(connection)
  const drop = () => connection.destroy()
  signal?.addEventListener("abort", drop, { once: true })
  try {
    const [got] = await query(`SELECT GET_LOCK(${named}, ?) AS got`, [name, patience])
    if (Number(got?.got) !== 1)
      throw new SqlFault({ kind: "deadlock", code: "LOCK_NOT_HAD", maybeCommitted: false })
    const result = await act(query, named)
    // What was done is done: nobody waits for the answer, and a lock that cannot be given back ends with its connection.
    query(`SELECT RELEASE_LOCK(${named})`, [name]).catch(drop)
    return result
  } catch (thrown) {
    drop()
    throw thrown
  } finally {
    signal?.removeEventListener("abort", drop)
    await knex.client.releaseConnection(connection)
  }
}
