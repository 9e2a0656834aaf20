/** Reads a source to its end. */
import { Effect, Stream } from "effect"
import type { Row } from "../../src/source/Row.ts"
import type { Source } from "../../src/source/Source.ts"

/** All rows of a source and what it covered, or the rows that came before it failed and why. */
export const readAll = <A, R>(source: Source<A, R>) =>
  Effect.scoped(
    Effect.gen(function* () {
      const reading = yield* source.open
      const rows: Array<Row<A>> = []
      const trouble = yield* reading.rows.pipe(
        Stream.runForEach(row => Effect.sync(() => rows.push(row))),
        Effect.as(undefined),
        Effect.catch(error => Effect.succeed(error))
      )
      const coverage = trouble === undefined ? yield* reading.coverage : undefined
      return { rows, trouble, coverage, findings: reading.findings }
    })
  )

/** A row in short: its value, or the code of its damage. */
export const shown = (row: Row<unknown>): unknown => (row._tag === "Read" ? row.value : row.damage.code)
