/** The proof that a run may die anywhere: the writing process is killed, and a rerun ends as if nothing had been. */
import { setTimeout as delay } from "node:timers/promises"
import { expect, it } from "@effect/vitest"
import { Directory, Group, Professor, Student, User } from "@rollcall/core"
import type { DatabaseOptions } from "@rollcall/test-databases"
import { Effect } from "effect"
import { inject } from "vitest"
import { MySql } from "../../src/index.ts"
import { type Migrated, migratedFor } from "../Migrated.ts"
import { onEach } from "../onEach.ts"
import { start } from "./Child.ts"
import { drawn } from "./drawn.ts"
import { before, kinds, today } from "./roster.ts"
import { syncing } from "./syncing.ts"

const program = new URL("./sync.main.ts", import.meta.url)

it.live("a writer that is killed leaves nothing that a rerun would not make right", ({ task }) =>
  Effect.gen(function* () {
    const { "kills-mysql": kills, seed } = inject("counts")
    const tried = yield* onEach(options => tryOn(options, kills, seed))
    const sum = (name: "written" | "rows" | "announcements") =>
      tried.reduce((sum, figures) => sum + figures[name], 0)
    task.meta.proof = {
      proof: "kills-mysql",
      tried: Math.min(...tried.map(({ kills }) => kills)),
      figures: {
        "batches that were answered before the kills": sum("written"),
        "rows not as an undisturbed run leaves them": sum("rows"),
        "announcements lost, repeated or of nobody": sum("announcements")
      }
    }
    expect([sum("rows"), sum("announcements")]).toEqual([0, 0])
  })
)

const tryOn = (options: DatabaseOptions, kills: number, seed: number) =>
  Effect.gen(function* () {
    const database = yield* migratedFor({ ...options, durable: true })
    const directory = yield* Effect.provide(Directory.Directory, MySql.directory({ url: database.url }))
    const begin = Effect.gen(function* () {
      yield* Effect.promise(database.clear)
      yield* directory.put(Group, before.groups)
      yield* directory.put(Professor, before.professors)
      yield* directory.put(Student, before.students)
      yield* directory.put(User, before.users)
    })
    yield* begin
    const { batches, pace } = yield* Effect.promise(() => undisturbed(database.url))
    const expected = yield* Effect.promise(() => contentOf(database))

    const random = drawn(seed)
    const figures = { kills: 0, written: 0, rows: 0, announcements: 0 }
    while (figures.kills < kills) {
      yield* begin
      const at = Math.floor(random() * batches)
      const answered = yield* Effect.promise(() => killed(database.url, at, random() * pace * 2))
      if (answered === undefined) continue
      figures.kills += 1
      figures.written += answered
      yield* Effect.promise(() => rerun(database.url))
      const found = yield* Effect.promise(() => contentOf(database))
      figures.rows += differing(expected.rows, found.rows)
      figures.announcements += differing(expected.announced, found.announced)
    }
    return figures
  }).pipe(Effect.scoped, Effect.orDie)

/** How many batches a run has, and how many milliseconds one of them takes. */
const undisturbed = async (url: string) => {
  const child = start(program, url)
  await child.said(1)
  const since = performance.now()
  expect(await child.ended).toBeNull()
  const batches = child.lines.length - 2
  return { batches, pace: (performance.now() - since) / batches }
}

/** Kills a run so many milliseconds after so many batches; gives how many were answered, or nothing if it had ended. */
const killed = async (url: string, batches: number, milliseconds: number): Promise<number | undefined> => {
  const child = start(program, url)
  await child.said(1 + batches)
  await delay(milliseconds)
  child.kill()
  return (await child.ended) === "SIGKILL" ? child.lines.length - 1 : undefined
}

/** Sends all of it again, at once: the database may not have noticed yet that the other writer is gone. */
const rerun = async (url: string): Promise<void> => {
  await using target = MySql.target({ url })
  for (const kind of kinds) {
    const { ledger, ended, codes } = await syncing(target, kind, today[kind], { batch: 1000 })
    expect(ended).toBe("Completed")
    expect(ledger.unknown + ledger.notAttempted).toBe(0)
    // Those without a key, when they were there already.
    expect([[], ["EMAIL_ALREADY_EXISTS"]]).toContainEqual(codes)
    if (kind !== "professors") expect(ledger.rejected).toBe(0)
  }
}

/** All rows without the ids and times of this run, and who was announced. */
const contentOf = async ({ query }: Migrated) => {
  const rows: Array<string> = []
  for (const kind of kinds) {
    for (const row of await query("SELECT * FROM ??", [`rollcall_${kind}`])) {
      const { id, created_at: _, updated_at: __, ...fields } = row
      rows.push(JSON.stringify([kind, String(id).startsWith("held-") ? id : "new", fields]))
    }
  }
  const announced = await query(
    `SELECT o.entity, o.send_credentials, o.new_password_needed, o.done_at, s.match_key AS student, p.email AS professor,
       u.match_key AS user
       FROM rollcall_outbox o
       LEFT JOIN rollcall_students s ON s.id = o.record_id
       LEFT JOIN rollcall_professors p ON p.id = o.record_id
       LEFT JOIN rollcall_users u ON u.id = o.record_id`
  )
  return { rows, announced: announced.map(row => JSON.stringify(row)) }
}

/** How many are in one list and not in the other, repeated ones counted each. */
const differing = (expected: ReadonlyArray<string>, found: ReadonlyArray<string>): number => {
  const left = new Map<string, number>()
  for (const row of expected) left.set(row, (left.get(row) ?? 0) + 1)
  for (const row of found) left.set(row, (left.get(row) ?? 0) - 1)
  return [...left.values()].reduce((sum, count) => sum + Math.abs(count), 0)
}
