/** `groupes.csv`: the groups in no order, one of them twice. */
import { dice, shuffled } from "../Dice.ts"
import { type Group, heldGroup } from "../Group.ts"
import { created, type Row } from "../Row.ts"
import type { School } from "../School.ts"
import { typedLines, typedText } from "../typing.ts"
import type { Table } from "./Table.ts"

const header = ["CODE_GROUPE", "NOM_GROUPE", "DESCRIPTION", "CODE_GROUPE_PARENT"]

export const groupes: Table = { header, rows }

function* rows(school: School): Generator<Row> {
  const d = dice(school.seed, "order of groupes")
  const groups = childFirst(shuffled(school.groups, d))
  const twice = school.damaged ? groups[d.below(groups.length)] : undefined
  for (const [index, group] of groups.entries()) {
    const row = { cells: cellsOf(school.seed, index, group), fate: created(heldGroup(group)) }
    yield group === twice ? { ...row, comesAgain: group.code } : row
  }
  if (twice !== undefined) {
    const cells = cellsOf(school.seed, groups.indexOf(twice), twice)
    yield { cells, fate: { verdict: "duplicate", of: twice.code, identical: true } }
  }
}

/** The first group with a parent leads, so that at least one child comes before its parent. */
const childFirst = (groups: ReadonlyArray<Group>): ReadonlyArray<Group> => {
  const at = groups.findIndex(group => group.parent !== undefined)
  const child = groups[at]
  return child === undefined ? groups : [child, ...groups.toSpliced(at, 1)]
}

const cellsOf = (seed: number, index: number, group: Group): ReadonlyArray<string> => {
  const d = dice(seed, "typing of groupes", index)
  return [group.code, typedText(d, group.name), typedLines(d, group.description), group.parent ?? ""]
}
