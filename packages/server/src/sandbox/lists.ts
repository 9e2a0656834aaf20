/** The lists that a sandbox tells apart: each with its entity, its endpoint, and the keys that a request there carries. */
import { type Entity, User } from "@rollcall/core"
import { Predicate, Result } from "effect"
import { type Resource, resources } from "../edusign/Resource.ts"
import { usersPath } from "../propeller/Api.ts"

export interface List {
  readonly name: string
  readonly entity: Entity.Entity
  readonly path: string
  readonly vendor: "edusign" | "propeller"
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
  vendor: "edusign",
  keysIn: body => {
    const upserts = read(body)
    return keysOf(Result.isSuccess(upserts) ? upserts.success.records : [], "externalReferenceId")
  }
})

const users: List = {
  name: User.plural,
  entity: User,
  path: usersPath,
  vendor: "propeller",
  keysIn: body => keysOf(Predicate.isReadonlyObject(body) ? body.users : [], "sourceId")
}

export const lists: ReadonlyArray<List> = [...resources.map(listOf), users]
