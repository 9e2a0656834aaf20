/** Reads every fixture with every candidate and counts what was kept, lost, misread or misplaced. */
import type { Candidate, Reading } from "./candidates/Candidate.ts"
import type { Fixture } from "./fixtures.ts"

export interface Judgement {
  /** Good rows handed over as they are. */
  readonly kept: number
  /** Good rows that never came, or came as damage. */
  readonly lost: number
  /** Rows that look like records and are not what the file says. */
  readonly misread: number
  /** Good rows handed over with another line than theirs. */
  readonly misplaced: number
  /** Damaged records that left no trace on their line: neither a report nor a row of another width. */
  readonly unnamed: number
  /** The parser ended with an error. */
  readonly stopped: boolean
}

/** The worst of three ways of cutting the file: all in one, then after the header by 7 and by 1 characters. */
export const judge = async (candidate: Candidate, fixture: Fixture): Promise<Judgement> => {
  const judgements: Judgement[] = []
  for (const size of fixture.text.length > 10_000
    ? [Number.POSITIVE_INFINITY, 701]
    : [Number.POSITIVE_INFINITY, 7, 1]) {
    judgements.push(compare(await collect(candidate, cut(fixture.text, size)), fixture))
  }
  return judgements.reduce((worst, next) => (weight(next) > weight(worst) ? next : worst))
}

/** Nothing lost beside the damage itself, nothing misread, every place right, all damage named. */
export const isPerfect = (judgement: Judgement): boolean => weight(judgement) === 0

const weight = (j: Judgement) =>
  1e6 * j.misread + 1e4 * j.unnamed + 10 * (j.lost + j.misplaced) + (j.stopped ? 1 : 0)

interface Collected {
  readonly readings: ReadonlyArray<Reading>
  readonly stopped: boolean
}

const collect = async (candidate: Candidate, chunks: AsyncIterable<string>): Promise<Collected> => {
  const readings: Reading[] = []
  try {
    for await (const batch of candidate.read(chunks)) readings.push(...batch)
    return { readings, stopped: false }
  } catch {
    return { readings, stopped: true }
  }
}

async function* cut(text: string, size: number): AsyncGenerator<string> {
  if (size === Number.POSITIVE_INFINITY) return yield text
  yield text.slice(0, 20)
  for (let at = 20; at < text.length; at += size) yield text.slice(at, at + size)
}

const compare = (
  { readings, stopped }: Collected,
  { good, spoilt = [], tolerated = [], linesDisputed }: Fixture
): Judgement => {
  const width = good[0]?.[1].length
  const left = [...good]
  const named = new Set<number>()
  const acceptable = new Set(tolerated.map(key))
  let kept = 0
  let misread = 0
  let misplaced = 0
  for (const reading of readings) {
    if (!("cells" in reading)) {
      named.add(reading.line)
      continue
    }
    if (reading.cells.length !== width || acceptable.has(key(reading.cells))) {
      named.add(reading.line)
      continue
    }
    const index = left.findIndex(([, cells]) => key(cells) === key(reading.cells))
    const [found] = index === -1 ? [] : left.splice(index, 1)
    if (found === undefined) misread++
    else {
      kept++
      if (found[0] !== reading.line && !linesDisputed) misplaced++
    }
  }
  return {
    kept,
    lost: left.length,
    misread,
    misplaced,
    unnamed: spoilt.filter(line => !named.has(line)).length,
    stopped
  }
}

/** Line ends inside cells count as equal: an honest reader may unify them. */
const key = (cells: ReadonlyArray<string>) => JSON.stringify(cells).replaceAll("\\r\\n", "\\n")
