/** What the sandbox holds against expected.json, field by field. */
import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { isDeepStrictEqual } from "node:util"
import type { Expected } from "@rollcall/school"
import type { Sandbox } from "./commands.ts"

export interface Comparison {
  readonly records: number
  /** Records that one side lacks or that have other fields. */
  readonly differences: ReadonlyArray<string>
}

export const compare = async (folder: string, sandbox: Sandbox): Promise<Comparison> => {
  const expected: Expected = JSON.parse(await readFile(join(folder, "expected.json"), "utf8"))
  const compared = await Promise.all(
    Object.entries(expected.held).map(async ([entity, records]) => {
      const held = await sandbox.held(entity)
      const byKey = new Map(held.map(({ fields }) => [String(fields.externalReferenceId), fields]))
      const keys = new Set([...Object.keys(records), ...byKey.keys()])
      const different = [...keys].filter(key => !isDeepStrictEqual(byKey.get(key), records[key]))
      return { records: keys.size, differences: different.map(key => `${entity} ${key}`) }
    })
  )
  return {
    records: compared.reduce((sum, { records }) => sum + records, 0),
    differences: compared.flatMap(({ differences }) => differences)
  }
}
