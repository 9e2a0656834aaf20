/** Records with hostile text in each of their fields, one at a time. */
import type { Entity } from "@rollcall/core"
import type { worlds } from "../histories/History.ts"
import { atLimit, texts } from "./texts.ts"

export type Kind = keyof typeof worlds
export const kinds = ["students", "professors", "groups"] as const

/** The longest that each field may be; what has no column is left out. */
export const limits = {
  students: {
    externalReferenceId: 64,
    externalReferenceType: 30,
    firstName: 100,
    lastName: 100,
    email: 255,
    phone: 20,
    photoUrl: 255,
    fileNumber: 128,
    curriculumName: 160,
    company: 64,
    badgeId: 20,
    tags: 35
  },
  professors: {
    externalReferenceId: 64,
    externalReferenceType: 30,
    firstName: 100,
    lastName: 100,
    email: 255,
    phone: 20,
    speciality: 255,
    tags: 35
  },
  groups: {
    externalReferenceId: 64,
    externalReferenceType: 30,
    name: 255,
    description: 255,
    parentExternalReferenceId: 255,
    logoUrl: 500
  }
} as const satisfies { readonly [K in Kind]: { readonly [field: string]: number } }

export interface Given {
  readonly field: string
  readonly record: Entity.AnyUpsert
}

/** A record for every text in every field, each under a key of its own but where the text is the key. */
export const given = (kind: Kind, turn: number): ReadonlyArray<Given> =>
  Object.entries(limits[kind]).flatMap(([field, most]) => {
    const all = [...texts, ...atLimit(most - around(field, "").length)]
    return all.map((_, at) => ({
      field,
      record: recordOf(kind, field, `${field}-${at}`, all.at(at - turn) ?? "")
    }))
  })

export const recordOf = (kind: Kind, field: string, key: string, text: string): Entity.AnyUpsert => {
  const plain =
    kind === "groups"
      ? { name: "Red" }
      : {
          firstName: "Ann",
          lastName: "Lee",
          ...(kind === "professors" && { email: `${key}@school.example` })
        }
  const value = around(field, text)
  return { externalReferenceId: key, ...plain, [field]: field === "tags" ? [value] : value }
}

/** An e-mail and an address are more than their text. */
const around = (field: string, text: string): string =>
  field === "email" ? `${text}@y` : field.endsWith("Url") ? `https://y/${text}` : text
