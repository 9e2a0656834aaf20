/** What the sandbox holds against what it should hold, field by field. */
import { readFile } from "node:fs/promises"
import { isDeepStrictEqual } from "node:util"
import type { Sandbox } from "./commands.ts"

export interface Comparison {
  readonly records: number
  /** Records that one side lacks or that have other fields. */
  readonly differences: ReadonlyArray<string>
}

interface Expected {
  readonly held: { readonly [entity: string]: { readonly [key: string]: object } }
}

/** `file` is an `expected.json`, or an `expected-users.json`. */
export const compareFile = async (file: string, sandbox: Sandbox): Promise<Comparison> =>
  compare(JSON.parse(await readFile(file, "utf8")), sandbox)

/** `held` is by entity, and by key. */
export const compare = async (expected: Expected, sandbox: Sandbox): Promise<Comparison> => {
  const compared = await Promise.all(
    Object.entries(expected.held).map(async ([entity, records]) => {
      const held = await sandbox.held(entity)
      const byKey = new Map(held.map(({ fields }) => [keyOf(fields), fields]))
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

/** The key by which the school's generator names a record: of a user, the parts that it has. */
const keyOf = ({ externalReferenceId, sourceId, source, language }: Record<string, unknown>): string =>
  [externalReferenceId, sourceId, source, language].filter(part => part !== undefined).join("/")
