/** What a check found out, said to people; no field value is among the words (Law 9). */
import type { Check } from "@rollcall/core"
import { found, number } from "../sync/words.ts"

/** A step, a line for each thing that was looked at, and for each that a person should look at. */
export const lines = ({ name, looks, findings, sample }: Check.Checked): ReadonlyArray<string> => {
  const about = found(findings)
  return [
    `${name}${about === "" ? "" : ` (${about})`}`,
    ...looks.map(look => `  ${looked(look)}`),
    ...findings.filter(({ doubtful }) => doubtful).map(({ name, value }) => `  ? ${name}: ${value}`),
    ...(sample === undefined ? [] : [`  ${sampled(sample)}`, ...details(sample)])
  ]
}

/** Whether a run could go. */
export const verdict = (checked: ReadonlyArray<Check.Checked>): string => {
  const problems = checked.flatMap(({ looks }) => looks.flatMap(({ problem }) => problem?.message ?? []))
  const different = new Set(problems).size
  if (different === 0) {
    const spoilt = checked.filter(({ sample }) => sample?.sendable === 0 && sample.rejections.length > 0)
    if (spoilt.length === 0) return "Nothing stands in the way of a run."
    const sources = spoilt.map(({ source }) => source).join(", ")
    return `A run could go, but none of the first rows of ${sources} could be sent.`
  }
  return different === 1
    ? "1 thing stands in the way of a run."
    : `${number(different)} things stand in the way of a run.`
}

const looked = ({ at, name, problem, unasked }: Check.Look): string => {
  if (problem !== undefined) return `✗ ${problem.message}`
  return unasked ? `– ${name} was not asked, which needs what failed above` : `✓ ${well[at](name)}`
}

const well: { readonly [At in Check.Look["at"]]: (name: string) => string } = {
  configuration: () => "configured",
  origin: name => `${name} can be read`,
  columns: name => `${name} has the columns that the mapping needs`,
  target: name => `${name} lets us in`
}

const sampled = ({ rows, sendable }: Check.Sample): string =>
  rows === 1
    ? `The first row ${sendable === 1 ? "could" : "could not"} be sent`
    : `Of the first ${number(rows)} rows, ${number(sendable)} could be sent`

const details = ({ filtered, rejections, warnings }: Check.Sample): ReadonlyArray<string> => [
  ...filtered.map(({ reason, count }) => `    ${number(count)} filtered, ${reason}`),
  ...rejections.map(count => `    ${number(count.count)} rejected, ${what(count)}`),
  ...warnings.map(count => `    ${number(count.count)} with a warning, ${what(count)}`)
]

const what = ({ code, field, column }: Check.Sample["rejections"][number]): string =>
  [code, field, column && `column ${column}`].filter(part => part !== undefined).join(", ")
