/** A group, and what it stands below, as groups: to be copied where a school does otherwise. */
import { Group, Mapper, Normalise } from "@rollcall/core"
import type { Groupe } from "../api/records.ts"
import { isRetired } from "../api/retired.ts"
import type { Below, Node } from "../sources/groups.ts"
import { keyOf, referenceType } from "./keys.ts"

export interface GroupOptions {
  /** What stands before every key, to keep two schools apart: nothing. */
  readonly prefix?: string
  /** Why a group is left out, in a few words that name no person; some exist for sales only (docs/ypareo.md 6). */
  readonly without?: (groupe: Groupe) => string | undefined
}

/** A group that is no longer used is left out. Its parent is sent where the source says what it stands below. */
export const toGroup = ({
  prefix = "",
  without
}: GroupOptions = {}): Mapper.Mapper<Groupe | Node, (typeof Group)["fields"]> =>
  Mapper.make(Group, (node: Groupe | Node) => {
    const externalReferenceType = referenceType
    if ("formation" in node) {
      const { codeFormation, nomFormation } = node.formation
      const externalReferenceId = keyOf(prefix, "formation", codeFormation)
      return { externalReferenceId, externalReferenceType, name: Normalise.sound(nomFormation) }
    }
    if ("site" in node) {
      const { codeSite, nomSite } = node.site
      return {
        externalReferenceId: keyOf(prefix, "site", codeSite),
        externalReferenceType,
        name: Normalise.sound(nomSite)
      }
    }
    const [groupe, below] = "groupe" in node ? [node.groupe, node.below] : [node, undefined]
    if (isRetired(groupe)) return Mapper.skip("is no longer used")
    const reason = without?.(groupe)
    if (reason !== undefined) return Mapper.skip(reason)
    return {
      externalReferenceId: keyOf(prefix, "groupe", groupe.codeGroupe),
      externalReferenceType,
      name: Normalise.sound(groupe.nomGroupe),
      description: Normalise.sound(groupe.etenduGroupe),
      parentExternalReferenceId: below && parentOf(prefix, groupe, below)
    }
  })

const parentOf = (prefix: string, groupe: Groupe, below: Below): string | undefined => {
  const code = below === "formation" ? groupe.codeFormation : groupe.codeSite
  return code === undefined ? undefined : keyOf(prefix, below, code)
}
