/** Three students that meet a fault, and what a test asks afterwards. */
import { path, student, type visit } from "../Visitor.ts"

export type Visitor = Awaited<ReturnType<typeof visit>>

export const batch = { students: [student("1"), student("2"), student("3")] }

/** Sends them. */
export const send = (visitor: Visitor) => visitor.call("POST", path("students"), batch)

/** How many students are held. */
export const stored = async (visitor: Visitor) => (await visitor.held("students")).length

/** The statuses of so many requests, one after the other. */
export const statuses = async (count: number, request: () => Promise<Response>) => {
  const all: Array<number> = []
  while (all.length < count) all.push((await request()).status)
  return all
}
