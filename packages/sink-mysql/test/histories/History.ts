/** What happens to a school: what a target holds of it at first, and the requests after that. */
import type { Decision, Entity } from "@rollcall/core"
import { Arbitrary } from "effect"
import { list, pick } from "../generate.ts"
import { groups } from "./groups.ts"
import { professors } from "./professors.ts"
import { students } from "./students.ts"
import { users } from "./users.ts"

/** One request for one kind of record. */
export interface Request {
  readonly records: ReadonlyArray<unknown>
  readonly options: Decision.Options
}

/** What happens to the records of one entity. */
export interface History {
  readonly held: ReadonlyArray<Decision.Stored>
  readonly requests: ReadonlyArray<Request>
}

/** A small world of few keys, so that requests collide in it in every way the rules know. */
export interface World {
  readonly entity: Entity.Entity
  readonly held: Arbitrary.Arbitrary<ReadonlyArray<Decision.Stored>>
  readonly records: Arbitrary.Arbitrary<ReadonlyArray<unknown>>
}

export const worlds: { readonly [K in "students" | "professors" | "groups" | "users"]: World } = {
  students,
  professors,
  groups,
  users
}

const options: Arbitrary.Arbitrary<Decision.Options> = Arbitrary.map(
  Arbitrary.all([pick(false, true), pick(false, false, true), pick(false, false, true)]),
  ([allowUnarchive, sendCredentials, newPasswordNeeded]) => ({
    allowUnarchive,
    onCreated: { sendCredentials, newPasswordNeeded }
  })
)

export const requestFor = ({ records }: World): Arbitrary.Arbitrary<Request> =>
  Arbitrary.all({ records, options })

/** Some requests are made twice: what was done is not done again. */
const requestsFor = (world: World): Arbitrary.Arbitrary<ReadonlyArray<Request>> =>
  Arbitrary.map(list(Arbitrary.all([requestFor(world), pick(1, 1, 2)]), 4, 1), drawn =>
    drawn.flatMap(([request, times]) => Array<Request>(times).fill(request))
  )

const historyOf = (world: World): Arbitrary.Arbitrary<History> =>
  Arbitrary.all({ held: world.held, requests: requestsFor(world) })

/** One history for each kind of record. */
export const histories = Arbitrary.all({
  students: historyOf(students),
  professors: historyOf(professors),
  groups: historyOf(groups),
  users: historyOf(users)
})
