/** Every candidate, in the order of the tables. */
import type { Candidate } from "./Candidate.ts"
import { csvParse, csvParseRelaxed } from "./csv-parse.ts"
import { effect } from "./effect.ts"
import { fastCsv } from "./fast-csv.ts"
import { papaparse } from "./papaparse.ts"
import { papaparseResync } from "./papaparse-resync.ts"

export const candidates: ReadonlyArray<Candidate> = [
  csvParse,
  csvParseRelaxed,
  effect,
  fastCsv,
  papaparse,
  papaparseResync
]
