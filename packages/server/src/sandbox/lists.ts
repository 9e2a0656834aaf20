/** The lists that a sandbox tells apart: each with its entity, its endpoint, and the keys that a request there carries. */
import { type Entity, User } from "@rollcall/core"
import { Predicate, Result } from "effect"
import { type Resource, resources } from "../api/Resource.ts"
import { usersPath } from "../propeller/Propeller.ts"

export interface List {
  readonly name: string
  readonly entity: Entity.Entity
  readonly path: string
  /** Whether a request shows a token, and not the API key. */
  readonly byToken: boolean
  /** The key of every record in the body of a request; none when it is not to be understood. */
  readonly keysIn: (body: unknown) => ReadonlySet<string>
}

const keysOf = (records: unknown, field: string): ReadonlySet<string> =>
  new Set(
    (Array.isArray(records) ? records : [])
      .map(record => Predicate.isReadonlyObject(record) && record[field])
      .filter(key => typeof key === "string" || typeof key === "number")
      .map(String)
  )

const listOf = ({ entity, path, read }: Resource): List => ({
  name: entity.plural,
  entity,
  path,
  byToken: false,
  keysIn: body => {
    const upserts = read(body)
    return keysOf(Result.isSuccess(upserts) ? upserts.success.records : [], "externalReferenceId")
  }
})

const users: List = {
  name: User.plural,
  entity: User,
  path: usersPath,
  byToken: true,
  keysIn: body => keysOf(Predicate.isReadonlyObject(body) ? body.users : [], "sourceId")
}

export const lists: ReadonlyArray<List> = [...resources.map(listOf), users]
