/** Reads one list in one way and prints what it took: `node read-once.ts WAY URL`. */
import { Ypareo } from "@rollcall/connector-ypareo"
import type { Source } from "@rollcall/core"
import { Effect, Stream } from "effect"
import { readByHand } from "./by-hand.ts"
import { withSchema } from "./with-schema.ts"

export interface Measured {
  readonly milliseconds: number
  /** Learners, and the characters of their codes and names, so that nobody wins by reading less. */
  readonly learners: number
  readonly characters: number
  /** The most memory the process held, in mebibytes. */
  readonly peak: number
}

const [way, url = ""] = process.argv.slice(2)
let learners = 0
let characters = 0
const count = ({ codeApprenant, nomApprenant = "", inscriptions }: Ypareo.Apprenant) => {
  learners += 1
  characters += codeApprenant.length + nomApprenant.length
  for (const { formation } of inscriptions) characters += formation.nomFormation?.length ?? 0
}

const start = performance.now()
if (way === "by hand") for (const learner of await readByHand(url)) count(learner)
else if (way === "parse only") {
  learners = Object.keys(JSON.parse(await (await fetch(url)).text())).length
} else {
  const school = Ypareo.school({ url, token: "none", period: 12 })
  const source: Source.Source<Ypareo.Apprenant> =
    way === "Rollcall, by a schema" ? withSchema(url) : school.learners
  await Effect.runPromise(
    Effect.scoped(
      Effect.gen(function* () {
        const { rows } = yield* source.open
        yield* Stream.runForEachArray(rows, some =>
          Effect.sync(() => {
            for (const row of some) if (row._tag === "Read") count(row.value)
          })
        )
      })
    )
  )
}
const measured: Measured = {
  milliseconds: performance.now() - start,
  learners,
  characters,
  peak: process.resourceUsage().maxRSS / 1024
}
process.stdout.write(JSON.stringify(measured))
