/** What there is to beat: rows that are ready, one statement for a thousand of them, and nothing else. */
import { createConnection, type ResultSetHeader } from "mysql2/promise"
import { columns, rowsOf } from "../rows.ts"
import type { Way } from "./Way.ts"

const changes = columns.slice(2).map(column => `${column} = VALUES(${column})`)
const statement = `INSERT INTO rollcall_students (${columns}) VALUES ? ON DUPLICATE KEY UPDATE ${changes}`

export const bareLoop: Way = async ({ url, learners }, clock) => {
  const batches = [...rowsOf(learners, 1000)]
  const connection = await createConnection(url)
  let created = 0
  clock.start()
  for (const rows of batches) {
    const [{ affectedRows }] = await connection.query<ResultSetHeader>(statement, [rows])
    created += affectedRows
  }
  clock.stop()
  await connection.end()
  return created
}
