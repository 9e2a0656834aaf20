/** The rows that should stand in the table of students, ready to be sent: made from the school, not by Rollcall. */
import { fileRecords, makeSchool } from "@rollcall/school"

/** Every learner is a new one. */
export const schoolOf = (learners: number) => makeSchool({ seed: 1, learners, damage: false })

/** Columns beside those of the fields come first. */
export const columns = [
  "id",
  "match_key",
  "external_reference_id",
  "external_reference_type",
  "first_name",
  "last_name",
  "email",
  "phone",
  "file_number",
  "curriculum_name",
  "company",
  "badge_id",
  "tags"
]

const fields = columns.slice(2).map(name => name.replace(/_([a-z])/gu, (_, letter) => letter.toUpperCase()))

type Cells = ReadonlyArray<string | null>

/** In the order of the file, so many at a time; the ids go up, as those that Rollcall makes do. */
export function* rowsOf(learners: number, size: number): Generator<ReadonlyArray<Cells>> {
  let rows: Array<Cells> = []
  let id = 0
  for (const { fate } of fileRecords(schoolOf(learners), "apprenants.csv")) {
    if (fate.verdict !== "created") throw new Error(`a learner is ${fate.verdict}`)
    const { held } = fate
    const cells = fields.map(field => held[field] ?? null)
    const texts = cells.map(cell => (typeof cell === "object" && cell !== null ? JSON.stringify(cell) : cell))
    rows.push([`0198-${String(++id).padStart(31, "0")}`, texts[0] ?? null, ...texts])
    if (rows.length < size) continue
    yield rows
    rows = []
  }
  if (rows.length > 0) yield rows
}
