/** A target that takes every pupil who has a name and remembers it, and what it is expected to be sent. */
import { type Entity, type Sink, Student } from "@rollcall/core"
import { Duration, Effect } from "effect"
import type { Readable } from "./Entry.ts"

export interface Pupil {
  readonly [field: string]: unknown
}

/** As the real one does, it refuses to create whoever lacks a name. */
export const target = () => {
  const sent: Array<Pupil> = []
  const send = (upsert: Entity.AnyUpsert, index: number) => {
    const lacking = ["firstName", "lastName"].find(field => !(field in upsert))
    if (lacking === undefined) {
      sent.push(upsert)
      return { index, result: { _tag: "Created" } as const }
    }
    const code = "REQUIRED_FIELD_MISSING"
    return { index, result: { _tag: "Failed", code, field: lacking, message: "is needed" } as const }
  }
  const sink: Sink<typeof Student.fields> = {
    name: "memory/students",
    entity: Student,
    limits: { records: 1000, bytes: 10_000_000 },
    weigh: upsert => JSON.stringify(upsert).length,
    admit: Effect.void,
    resendAfter: Duration.zero,
    send: batch => Effect.sync(() => ({ items: batch.map(send), lists: "all", allSucceeded: false }) as const)
  }
  return { sink, sent }
}

/** The columns of id, last name and first name: the first three. */
export const pupilOf = ({ lines }: Readable): readonly [string, string, string] => {
  const [id = "", name = "", given = ""] = lines.flatMap(([, is]) => (is.is === "header" ? is.columns : []))
  return [id, name, given]
}

/** The verdict of every row by its line, and the pupils who arrive. */
export const foretold = ({ lines }: Readable) => {
  const verdicts: Array<string> = []
  const sent: Array<Pupil> = []
  for (const [index, [, is, then]] of lines.entries()) {
    if (is.is !== "row" && is.is !== "lost") continue
    const verdict = then ?? (is.is === "lost" ? `Rejected ${is.code}` : "Created")
    verdicts.push(`${index + 1} ${verdict}`)
    if (is.is !== "row" || verdict !== "Created") continue
    const [externalReferenceId, lastName, firstName] = is.cells.map(clean)
    sent.push({ externalReferenceId, externalReferenceType: "YPAREO", lastName, firstName })
  }
  return { verdicts, sent }
}

/** What is always done on the way out (docs/failures.md F26, F27). */
const clean = (cell: string): string =>
  cell
    .replace(/[\u200b\ufeff]/g, "")
    .replace(/\s+/g, " ")
    .trim()
    .normalize("NFC")
