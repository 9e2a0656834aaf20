/** What follows from an entity's declaration alone: made once, and not for every record. */
import type { Entity } from "./Entity.ts"

/** As `make`, which is called once an entity. */
export const perEntity = <A>(make: (entity: Entity) => A): ((entity: Entity) => A) => {
  const made = new WeakMap<Entity, { readonly of: A }>()
  return entity => {
    let known = made.get(entity)
    if (known === undefined) {
      known = { of: make(entity) }
      made.set(entity, known)
    }
    return known.of
  }
}
