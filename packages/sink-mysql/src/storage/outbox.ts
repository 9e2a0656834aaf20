/** The outbox: who was created and is to be told or secured; written with the person, sent by somebody else (F43). */
import type { Directory } from "@rollcall/core"
import type { Query } from "../sql/Query.ts"

/** Writes announcements in the transaction of the people; the sink itself never mails. */
export const announce = async (
  query: Query,
  outbox: string | undefined,
  announcements: ReadonlyArray<Directory.Announcement>
): Promise<void> => {
  if (outbox === undefined || announcements.length === 0) return
  const rows = announcements.map(({ entity, id, sendCredentials, newPasswordNeeded }) => [
    entity,
    id,
    sendCredentials,
    newPasswordNeeded
  ])
  await query("INSERT INTO ?? (entity, record_id, send_credentials, new_password_needed) VALUES ?", [
    outbox,
    rows
  ])
}
