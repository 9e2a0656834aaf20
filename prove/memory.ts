/**
 * `node --expose-gc prove/memory.ts ROWS`: a CSV file of so many rows, made while it is read, goes through a pipeline
 * into a sink that counts; says in JSON what the run holds in memory when its last request is made, and how long it took.
 */
import { Csv } from "@rollcall/connector-csv"
import { Pipeline, type Sink, Student } from "@rollcall/core"
import { Duration, Effect } from "effect"

/** What a run with so many rows came to. */
export interface Measured {
  readonly accepted: number
  /** Live bytes after a forced collection, in the heap and outside. */
  readonly held: number
  readonly seconds: number
}

const rows = Number(process.argv[2])
const piece = 500

/** Every key is another one, so that what is remembered of keys counts. */
async function* file(): AsyncGenerator<Uint8Array> {
  yield Buffer.from("CODE;NOM;PRENOM;EMAIL;TEL;FORMATION;ETIQUETTES\n")
  for (let from = 0; from < rows; from += piece) {
    const lines = Array.from({ length: Math.min(piece, rows - from) }, (_, at) => lineOf(from + at))
    yield Buffer.from(lines.join(""))
  }
}

const lineOf = (n: number): string =>
  `L${n};Lefèvre ${n};Zoé;zoe.${n}@school.example;06 39 98 ${n % 100};"CAP Boulanger; 2e année";interne|tiers temps\n`

const toStudent = Csv.mapper(Student, {
  externalReferenceId: Csv.prefixed("campus-", "CODE"),
  lastName: "NOM",
  firstName: "PRENOM",
  email: "EMAIL",
  phone: "TEL",
  curriculumName: "FORMATION",
  tags: Csv.split("ETIQUETTES", "|")
})

let accepted = 0
let held = 0

const memory = (): number => {
  if (globalThis.gc === undefined) throw new Error("start me with --expose-gc")
  globalThis.gc()
  const { heapUsed, external } = process.memoryUsage()
  // The bytes of array buffers are among the external ones.
  return heapUsed + external
}

/** Takes all, and measures while the last request is under way: all that a run keeps is still kept. */
const counting: Sink<(typeof Student)["fields"]> = {
  name: "counting/students",
  entity: Student,
  limits: { records: 1000, bytes: 4 * 1024 * 1024 },
  weigh: upsert => JSON.stringify(upsert).length,
  admit: Effect.void,
  resendAfter: Duration.zero,
  send: batch =>
    Effect.sync(() => {
      accepted += batch.length
      if (accepted === rows) held = memory()
      const items = batch.map((_, index) => ({ index, result: { _tag: "Created" } as const }))
      return { items, lists: "all", allSucceeded: true } as const
    })
}

const source = Csv.fromStream({ name: "generated.csv", encoding: "utf-8", read: file })
const begin = performance.now()
const { ledger } = await Pipeline.runPromise({ source, mapper: toStudent, sink: counting })
const seconds = (performance.now() - begin) / 1000
const measured: Measured = { accepted: ledger.created, held, seconds }
process.stdout.write(JSON.stringify(measured))
