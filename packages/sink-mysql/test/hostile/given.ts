/** Records with hostile text in each of their fields, one at a time. */
import type { Entity } from "@rollcall/core"
import type { worlds } from "../histories/History.ts"
import { atLimit, texts } from "./texts.ts"

export type Kind = keyof typeof worlds
export const kinds = ["students", "professors", "groups", "users"] as const

/** The longest that each field may be, or a text in it; what has no column is left out. */
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
  },
  users: {
    sourceId: 190,
    source: 190,
    language: 35,
    debtorId: 255,
    firstName: 255,
    middleName: 255,
    lastName: 255,
    fullName: 255,
    title: 255,
    abbreviation: 255,
    gender: 1,
    dateOfBirth: 10,
    login: 255,
    email: 255,
    phone: 255,
    mobile: 255,
    company: 255,
    taxNumber: 255,
    cocNumber: 255,
    primaryLanguage: 2,
    attributes: 255,
    addresses: 255
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

export const recordOf = (kind: Kind, field: string, key: string, text: string): Entity.AnyUpsert => ({
  [keys[kind][0]]: key,
  ...plain(kind, key),
  [field]: valueOf(field, around(field, text))
})

/** What names a record; the first is another one for each that is given. */
export const keys = {
  students: ["externalReferenceId"],
  professors: ["externalReferenceId"],
  groups: ["externalReferenceId"],
  users: ["sourceId", "source", "language"]
} as const satisfies { readonly [K in Kind]: readonly [string, ...Array<string>] }

const plain = (kind: Kind, key: string): Entity.AnyUpsert => {
  if (kind === "groups") return { name: "Red" }
  const name = { firstName: "Ann", lastName: "Lee" }
  if (kind === "users") return { ...name, source: "x" }
  return kind === "professors" ? { ...name, email: `${key}@school.example` } : name
}

/** In a list, the text is a value in the one and what tells items apart in the other. */
const valueOf = (field: string, text: string): unknown => {
  if (field === "tags") return [text]
  if (field === "attributes") return [{ class: "user", name: "a", type: "text", value: text }]
  if (field === "addresses")
    return [{ type: "invoice", code: text, street: "Rue A", city: "Lyon", country: "FR" }]
  return text
}

/** An e-mail and an address are more than their text. */
const around = (field: string, text: string): string =>
  field === "email" ? `${text}@y` : field.endsWith("Url") ? `https://y/${text}` : text
