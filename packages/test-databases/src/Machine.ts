/** What there is on this machine to have a server from. */
import { accessSync, constants } from "node:fs"
import { delimiter, join } from "node:path"

export interface Machine {
  /** Where programs are looked for, in this order. */
  readonly folders: ReadonlyArray<string>
  readonly isRoot: boolean
}

/** As this process and its environment see it. */
export const thisMachine = (): Machine => ({
  folders: [...new Set([...(process.env.PATH ?? "").split(delimiter), ...others])].filter(
    folder => folder !== ""
  ),
  isRoot: process.getuid?.() === 0
})

/** Servers are often outside the PATH of those who are not root. */
const others = ["/usr/sbin", "/usr/local/sbin", "/usr/local/mysql/bin"]

/** The path of the program, by the first of its names that is found. */
export const find = (machine: Machine, ...names: ReadonlyArray<string>): string | undefined =>
  names.flatMap(name => machine.folders.map(folder => join(folder, name))).find(isExecutable)

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
