/** The proof that writers do not get into each other's way: many processes write the same keys at the same time. */
import { expect, it } from "@effect/vitest"
import type { DatabaseOptions } from "@rollcall/test-databases"
import { Effect } from "effect"
import { inject } from "vitest"
import { type Migrated, migratedFor } from "../Migrated.ts"
import { onEach } from "../onEach.ts"
import { type Child, start } from "./Child.ts"
import type { Ran } from "./syncing.ts"

const program = new URL("./write.main.ts", import.meta.url)
const keys = 5000

it.live("writers of the same keys at the same time: each key is created once, and nobody fails", ({ task }) =>
  Effect.gen(function* () {
    const { writers } = inject("counts")
    const tried = yield* onEach(options => tryOn(options, writers))
    const sum = (name: keyof (typeof tried)[number]) => tried.reduce((sum, figures) => sum + figures[name], 0)
    task.meta.proof = {
      proof: "writers",
      tried: writers,
      figures: {
        "keys on each server": keys,
        "records written": sum("written"),
        "records that were left unknown or not attempted": sum("left"),
        "keys that were created twice or never": sum("miscreated"),
        "rows of more than one writer, or of none": sum("mixed")
      }
    }
    expect([sum("left"), sum("miscreated"), sum("mixed")]).toEqual([0, 0, 0])
  })
)

const tryOn = (options: DatabaseOptions, writers: number) =>
  Effect.gen(function* () {
    const database = yield* migratedFor(options)
    const children = Array.from({ length: writers }, (_, writer) =>
      start(program, database.url, String(writer), String(keys))
    )
    const writing = children.map(written)
    yield* Effect.promise(() => Promise.all(children.map(({ said }) => said(1))))
    for (const { go } of children) go()
    // The database must outlive the last of them.
    yield* Effect.promise(() => Promise.allSettled(writing))
    const ran = yield* Effect.promise(() => Promise.all(writing))
    for (const { students, professors } of ran) {
      expect([students.ended, professors.ended]).toEqual(["Completed", "Completed"])
      expect(students.codes).toEqual([])
      expect([[], ["EMAIL_ALREADY_EXISTS"]]).toContainEqual(professors.codes)
      expect(students.ledger.read).toBe(keys)
    }
    const all = ran.flatMap(({ students, professors }) => [students.ledger, professors.ledger])
    const sum = (ledgers: ReadonlyArray<Ran["ledger"]>, ...kinds: ReadonlyArray<keyof Ran["ledger"]>) =>
      ledgers.reduce((sum, ledger) => sum + kinds.reduce((part, kind) => part + ledger[kind], 0), 0)
    const created = sum(all, "created")
    const wanted = keys + keys / 10
    return {
      written: sum(all, "created", "updated", "unchanged"),
      left: sum(all, "unknown", "notAttempted"),
      miscreated: Math.abs(created - wanted) + (yield* Effect.promise(() => miscounted(database, wanted))),
      mixed: yield* Effect.promise(() => mixed(database))
    }
  }).pipe(Effect.scoped)

const written = async ({
  ended,
  lines
}: Child): Promise<{ readonly students: Ran; readonly professors: Ran }> => {
  expect(await ended).toBeNull()
  return JSON.parse(lines[1] ?? "")
}

/** People who are not there once, or were not announced once. */
const miscounted = async ({ query }: Migrated, wanted: number): Promise<number> => {
  const [row] = await query(
    `SELECT (SELECT COUNT(DISTINCT match_key) FROM rollcall_students) + (SELECT COUNT(DISTINCT email) FROM rollcall_professors) AS people,
       (SELECT COUNT(*) FROM rollcall_students) + (SELECT COUNT(*) FROM rollcall_professors) AS in_all,
       (SELECT COUNT(DISTINCT entity, record_id) FROM rollcall_outbox) AS announced,
       (SELECT COUNT(*) FROM rollcall_outbox) AS announcements`
  )
  return Object.values(row ?? {}).reduce<number>((sum, count) => sum + Math.abs(Number(count) - wanted), 0)
}

const mixed = async ({ query }: Migrated): Promise<number> => {
  const rows = await query("SELECT first_name, last_name, tags FROM rollcall_students")
  const whole = rows.filter(({ first_name, last_name, tags }) => {
    const writer = String(first_name).slice("Ada ".length)
    const [tag] = typeof tags === "string" ? JSON.parse(tags) : Object(tags)
    return last_name === `Martin ${writer}` && tag === `by ${writer}`
  })
  return rows.length - whole.length
}
