/** `node packages/school/src/main.ts FOLDER`: writes a school and says what it wrote. */
import { parseArgs } from "node:util"
import { whole } from "./School.ts"
import { writeUsers } from "./users/writeUsers.ts"
import { writeSchool } from "./write.ts"

const usage = `Usage: node packages/school/src/main.ts FOLDER [options]

  --learners N     how many people learn here (2000)
  --trainers N     how many people teach here (150)
  --groups N       how many groups there are (80)
  --apprentices N  how many apprentices have an account, each with a tutor: utilisateurs.csv (none)
  --seed N         another number makes another school (1)
  --[no-]damage    with or without damaged rows (with, from 50 learners on)
  --no-expected    leave expected.json out, and expected-users.json
`

const main = (): string => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    allowNegative: true,
    options: {
      learners: { type: "string" },
      trainers: { type: "string" },
      groups: { type: "string" },
      apprentices: { type: "string" },
      seed: { type: "string", default: "1" },
      damage: { type: "boolean" },
      expected: { type: "boolean", default: true },
      help: { type: "boolean", short: "h", default: false }
    }
  })
  if (values.help) return usage
  const [folder, ...others] = positionals
  if (folder === undefined || others.length > 0) throw new RangeError("one folder is needed")
  const { damage, expected } = values
  const seed = Number(values.seed)
  // Looked at before the school is written: a mistake in the command leaves no files behind.
  const apprentices =
    values.apprentices === undefined ? undefined : whole("apprentices", Number(values.apprentices))
  const school = writeSchool(folder, {
    seed,
    learners: number(values.learners),
    trainers: number(values.trainers),
    groups: number(values.groups),
    damage,
    expected
  })
  const users =
    apprentices === undefined ? [] : writeUsers(folder, { seed, apprentices, damage, expected }).files
  return [...school.files, ...users]
    .map(({ name, rows, bytes }) => `${name}: ${rows} rows, ${bytes} bytes\n`)
    .join("")
}

const number = (text: string | undefined): number | undefined =>
  text === undefined ? undefined : Number(text)

try {
  process.stdout.write(main())
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}; see --help\n`)
  process.exitCode = 2
}
