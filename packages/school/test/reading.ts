/** Reads the files of a school again, from their bytes alone and by other means than those that made them. */
import { type FileName, fileBytes, fileNames, type School } from "../src/index.ts"

export interface ScannedRow {
  readonly line: number
  readonly cells: ReadonlyArray<string>
}

export const bytesOf = (school: School, file: FileName): Uint8Array =>
  Buffer.concat([...fileBytes(school, file)])

export const textOf = (school: School, file: FileName): string =>
  new TextDecoder("windows-1252").decode(bytesOf(school, file))

/** All rows, the header first: `;`, CRLF, quotes, and the physical line on which each row starts. */
export const scan = (text: string): ReadonlyArray<ScannedRow> => {
  const rows: Array<ScannedRow> = []
  let cells: Array<string> = []
  let cell = ""
  let quoted = false
  let line = 1
  let start = 1
  for (let at = 0; at < text.length; at++) {
    const char = text[at]
    if (char === "\n") line++
    if (quoted) {
      if (char !== '"') cell += char
      else if (text[at + 1] === '"') cell += text[at++]
      else quoted = false
    } else if (char === '"') quoted = true
    else if (char === ";") {
      cells.push(cell)
      cell = ""
    } else if (char === "\r") {
      if (text[at + 1] !== "\n") throw new Error(`a lone CR on line ${line}`)
    } else if (char === "\n") {
      rows.push({ line: start, cells: [...cells, cell] })
      cells = []
      cell = ""
      start = line
    } else cell += char
  }
  if (quoted || cell !== "" || cells.length > 0) throw new Error("the file does not end with its last row")
  return rows
}

export const rowsOf = (school: School, file: FileName): ReadonlyArray<ScannedRow> =>
  scan(textOf(school, file)).slice(1)

interface Table {
  readonly entity: "groups" | "professors" | "students"
  /** The field of each mapped column, by position, with its limit in characters. */
  readonly fields: ReadonlyArray<readonly [field: string, limit: number]>
  readonly width: number
  readonly needed: ReadonlyArray<string>
}

const tables: Record<FileName, Table> = {
  "groupes.csv": {
    entity: "groups",
    fields: [
      ["externalReferenceId", 64],
      ["name", 255],
      ["description", 255],
      ["parentExternalReferenceId", 255]
    ],
    width: 4,
    needed: ["name"]
  },
  "formateurs.csv": {
    entity: "professors",
    fields: [
      ["externalReferenceId", 64],
      ["lastName", 100],
      ["firstName", 100],
      ["email", 255],
      ["phone", 20],
      ["speciality", 255],
      ["tags", 35]
    ],
    width: 7,
    needed: ["lastName", "firstName", "email"]
  },
  "apprenants.csv": {
    entity: "students",
    fields: [
      ["externalReferenceId", 64],
      ["lastName", 100],
      ["firstName", 100],
      ["email", 255],
      ["phone", 20],
      ["fileNumber", 128],
      ["curriculumName", 160],
      ["company", 64],
      ["badgeId", 20],
      ["tags", 35]
    ],
    width: 12,
    needed: ["lastName", "firstName"]
  }
}

/** What a careful tool and target would make of the bytes: to be compared with what the school says of itself. */
export const judge = (school: School) => {
  const held: Record<string, Record<string, object>> = {}
  const verdicts: Record<string, object> = {}
  const rejected: Array<object> = []
  const warnings: Array<object> = []
  const duplicates: Array<object> = []

  for (const file of fileNames) {
    const { entity, fields, width, needed } = tables[file]
    const records: Record<string, object> = {}
    const firsts = new Map<string, ScannedRow>()
    const emails = new Set<string>()
    const counts = { read: 0, created: 0, rejected: 0, duplicate: 0 }

    const judgeRow = ({ line, cells }: ScannedRow): keyof typeof counts => {
      const reject = (code: string, field?: string) => {
        rejected.push({ file, line, code, ...(field !== undefined && { field }) })
        return "rejected" as const
      }
      if (cells.length !== width) return reject("RAGGED_ROW")
      const key = clean(cells[0] ?? "")
      if (key === "") return reject("KEY_MISSING", "externalReferenceId")
      const first = firsts.get(key)
      if (first !== undefined) {
        const identical = JSON.stringify(first.cells) === JSON.stringify(cells)
        duplicates.push({ file, line, first: first.line, identical })
        return "duplicate"
      }
      firsts.set(key, { line, cells })

      const record: Record<string, string | Array<string>> = { externalReferenceType: "YPAREO" }
      for (const [at, [field, limit]] of fields.entries()) {
        const value = valueOf(field, cells[at] ?? "")
        if (value.length === 0) continue
        const longest = Math.max(...[value].flat().map(text => [...text].length))
        if (longest <= limit) record[field] = value
        else if (field === "externalReferenceId" || needed.includes(field))
          return reject("VALIDATION_ERROR", field)
        else warnings.push({ file, line, field })
      }
      const missing = needed.find(field => record[field] === undefined)
      if (missing !== undefined) return reject("REQUIRED_FIELD_MISSING", missing)
      if (entity === "professors") {
        const email = String(record.email)
        if (emails.has(email)) return reject("EMAIL_ALREADY_EXISTS", "email")
        emails.add(email)
      }
      records[key] = record
      return "created"
    }

    for (const row of rowsOf(school, file)) {
      counts.read++
      counts[judgeRow(row)]++
    }
    held[entity] = records
    verdicts[entity] = counts
  }
  return { seed: school.seed, sizes: school.sizes, held, verdicts, rejected, warnings, duplicates }
}

export const clean = (text: string): string =>
  text
    .normalize("NFC")
    .split(/[\s\p{Zs}]+/u)
    .filter(part => part !== "")
    .join(" ")

const valueOf = (field: string, cell: string): string | Array<string> => {
  if (field === "tags") return [...new Set(cell.split("|").map(clean))].filter(tag => tag !== "")
  return field === "email" ? clean(cell).toLowerCase() : clean(cell)
}
