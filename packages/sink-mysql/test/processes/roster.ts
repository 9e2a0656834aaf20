/** A school as it stood in a database, and its roster of today: what is new, changed, cleared, archived or as it was. */
import type { Decision, Entity } from "@rollcall/core"

/** What one pipeline of a run sends. */
export interface Roster {
  readonly groups: ReadonlyArray<Entity.AnyUpsert>
  readonly professors: ReadonlyArray<Entity.AnyUpsert>
  readonly students: ReadonlyArray<Entity.AnyUpsert>
  readonly users: ReadonlyArray<Entity.AnyUpsert>
}

export type Kind = keyof Roster

/** The order in which they are sent: a group before what stands below it. */
export const kinds = ["groups", "professors", "students", "users"] as const

/** So many records of the larger kinds. */
export const sizes = { groups: 60, professors: 200, students: 600, users: 200 }

const numbers = (count: number): ReadonlyArray<number> => Array.from({ length: count }, (_, n) => n)

/** Every third is new, every third changed, and the rest as it was. */
const isNew = (n: number): boolean => n % 3 === 0
const isChanged = (n: number): boolean => n % 3 === 1

const group = (n: number): Entity.AnyUpsert => ({
  externalReferenceId: `g-${n}`,
  name: `Group ${n}`,
  ...(n >= 6 && { parentExternalReferenceId: `g-${Math.floor(n / 6)}` })
})

const professor = (n: number): Entity.AnyUpsert => ({
  // Every tenth has no key: found again by nobody, kept from being there twice by its e-mail alone.
  ...(n % 10 !== 9 && { externalReferenceId: `p-${n}` }),
  firstName: "Zo\u00eb",
  lastName: `Petit ${n}`,
  email: `p.${n}@school.example`
})

const student = (n: number): Entity.AnyUpsert => ({
  externalReferenceId: `s-${n}`,
  firstName: "Ad\u00e9la\u00efde",
  lastName: `Martin ${n}`,
  phone: "+33 6 39 98 00 00",
  tags: ["day", `year ${n % 3}`]
})

/** Every other one has a language, and so another identity than the one with the same id. */
const named = (n: number) => ({
  sourceId: `u-${n >> 1}`,
  source: "school/register",
  ...(n % 2 === 1 && { language: "fr" })
})

const user = (n: number): Entity.AnyUpsert => ({
  ...named(n),
  firstName: "Jos\u00e9",
  attributes: [
    { class: "user", name: "badge", type: "text", value: `${n}` },
    { class: "user", name: "shift", type: "text", value: "day" }
  ],
  ...(n >= 6 && { parent: named(Math.floor(n / 6)) })
})

const held = (id: string, fields: Entity.AnyUpsert): Decision.Stored => ({ id, archived: false, fields })

/** What a database holds before the run; some students are archived. */
export const before: { readonly [K in Kind]: ReadonlyArray<Decision.Stored> } = {
  groups: numbers(sizes.groups).flatMap(n => (isNew(n) && n >= 6 ? [] : [held(`held-g-${n}`, group(n))])),
  professors: numbers(sizes.professors).flatMap(n =>
    isNew(n) || n % 10 === 9 ? [] : [held(`held-p-${n}`, professor(n))]
  ),
  students: numbers(sizes.students).flatMap(n =>
    isNew(n) ? [] : [{ ...held(`held-s-${n}`, student(n)), archived: n % 30 === 1 }]
  ),
  users: numbers(sizes.users).flatMap(n => (isNew(n) && n >= 6 ? [] : [held(`held-u-${n}`, user(n))]))
}

/** A changed professor gives the e-mail to the one before, who is new, and has to come first for that. */
const professorToday = (n: number): Entity.AnyUpsert => {
  if (gives(n)) return { ...professor(n), email: `new.${n}@school.example` }
  return gives(n + 1) ? { ...professor(n), email: `p.${n + 1}@school.example` } : professor(n)
}

const gives = (n: number): boolean => isChanged(n) && n % 10 !== 9

const userToday = (n: number): Entity.AnyUpsert => ({
  ...named(n),
  firstName: "Jos\u00e9",
  attributes: [
    { class: "user", name: "shift", type: "text", value: "night" },
    { class: "user", name: "room", type: "text", value: `${n}` }
  ],
  addresses: [{ type: "delivery", code: "home", street: `Rue ${n}`, city: "Lyon", country: "FR" }],
  parent: named(n % 6)
})

/** Changed groups and users move, changed students have another name or lose two fields; users get more in their lists. */
export const today: Roster = {
  groups: numbers(sizes.groups).map(n =>
    isChanged(n) && n >= 6 ? { ...group(n), parentExternalReferenceId: `g-${n % 6}` } : group(n)
  ),
  professors: numbers(sizes.professors)
    .toSorted((a, b) => Number(gives(b)) - Number(gives(a)))
    .map(professorToday),
  students: numbers(sizes.students).map(n => {
    if (!isChanged(n)) return student(n)
    return n % 2 === 0
      ? { ...student(n), lastName: `Martin-Petit ${n}` }
      : { ...student(n), phone: null, tags: [] }
  }),
  users: numbers(sizes.users).map(n => (isChanged(n) && n >= 6 ? userToday(n) : user(n)))
}
