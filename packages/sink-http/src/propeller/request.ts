/** A batch of users as the body of a request (docs/contract.md 2). */
import type { Entity } from "@rollcall/core"
import { Predicate } from "effect"
import { type Encoder, encoder } from "../wire/encoder.ts"
import { onWire } from "./sourceId.ts"

/** Writes users: ids as numbers where these say the same, and null nowhere (docs/contract.md 2.3, 2.6). */
export const users: Encoder = encoder(user => JSON.stringify(withIds(user), withoutNull))

/** The whole body. */
export const body = (batch: ReadonlyArray<Entity.AnyUpsert>): string => `{"users":${users.list(batch)}}`

const withIds = (user: Entity.AnyUpsert): Entity.AnyUpsert => {
  const { parent } = user
  return {
    ...withId(user),
    ...(Predicate.isReadonlyObject(parent) && { parent: withId(parent) })
  }
}

const withId = (named: Entity.AnyUpsert): Entity.AnyUpsert => {
  const { sourceId } = named
  return typeof sourceId === "string" ? { ...named, sourceId: onWire(sourceId) } : named
}

const withoutNull = (_: string, value: unknown): unknown => (value === null ? undefined : value)
