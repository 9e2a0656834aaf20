/** Users as these tests send them, and the parts that their lists are made of. */
import type { Entity, User } from "@rollcall/core"

type Sent = Entity.Of<typeof User>

/** A user with what every request needs. */
export const user = (sourceId: string, more: Sent = {}): Sent => ({
  sourceId,
  source: "school",
  firstName: "Zoé",
  ...more
})

export const attribute = (name: string, value: string) => ({ class: "user", name, type: "text", value })

export const address = (code: string, street: string) =>
  ({ type: "delivery", code, street, city: "Lyon", country: "FR" }) as const

/** MySQL gives JSON as what it means, MariaDB as text. */
export const meant = (cell: unknown): unknown => (typeof cell === "string" ? JSON.parse(cell) : cell)
