/**
 * A process that is one of many writers: `node write.main.ts URL WRITER KEYS`. All write the same students, each with its
 * own name and in its own order, and contend for the e-mails of professors. It says `ready`, begins when it is told
 * something, and says how it went in JSON.
 */
import { once } from "node:events"
import { MySql } from "../../src/index.ts"
import { drawn } from "./drawn.ts"
import { syncing } from "./syncing.ts"

const [url = "", writer = "", keys = ""] = process.argv.slice(2)
const random = drawn(Number(writer))

const shuffled = (count: number): ReadonlyArray<number> =>
  Array.from({ length: count }, (_, n) => ({ n, at: random() }))
    .toSorted((a, b) => a.at - b.at)
    .map(({ n }) => n)

const students = shuffled(Number(keys)).map(n => ({
  externalReferenceId: `s-${n}`,
  firstName: `Ada ${writer}`,
  lastName: `Martin ${writer}`,
  tags: [`by ${writer}`]
}))
const professors = shuffled(Number(keys) / 10).map(n => ({
  externalReferenceId: `p-${n}-${writer}`,
  firstName: `Paul ${writer}`,
  lastName: "Petit",
  email: `p.${n}@school.example`
}))

const target = MySql.target({ url })
process.stdout.write("ready\n")
await once(process.stdin, "data")
const ran = {
  students: await syncing(target, "students", students, { batch: 250 }),
  professors: await syncing(target, "professors", professors, { batch: 250 })
}
await target.close()
process.stdout.write(`${JSON.stringify(ran)}\n`)
process.stdin.destroy()
