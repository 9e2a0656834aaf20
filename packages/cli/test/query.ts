/** One statement on a connection of its own. */
import { createConnection, type RowDataPacket } from "mysql2/promise"

/** The rows of the answer. */
export const query = async (url: string, statement: string): Promise<ReadonlyArray<RowDataPacket>> => {
  const connection = await createConnection(url)
  try {
    const [rows] = await connection.query<Array<RowDataPacket>>(statement)
    return rows
  } finally {
    await connection.end()
  }
}
