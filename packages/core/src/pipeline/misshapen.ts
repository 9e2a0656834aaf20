/** What keeps a configuration from being a sync: types say so too, but nobody may have checked them. */
import { Predicate } from "effect"

/** What is wrong with it, for whoever wrote it; nothing when it can be used. */
export const misshapen = (sync: unknown): string | undefined => {
  if (!isText(part(sync, "name"))) return "it must have a name"
  if (!isText(part(part(sync, "target"), "name")))
    return "it must have a target, such as Edusign.target gives"
  const steps = part(sync, "steps")
  if (!Array.isArray(steps)) return "it must have steps, a list of { source, mapper, sink }"
  for (const [index, step] of steps.entries()) {
    const lacking = parts.find(({ name, is }) => !is(part(step, name)))
    if (lacking !== undefined) return `step ${index + 1} must have a ${lacking.name}, ${lacking.such}`
  }
  return undefined
}

/** What every step is made of, and how each is told from another: a target is no sink. */
const parts = [
  {
    name: "source",
    such: "such as Csv.source gives",
    is: (source: unknown) => isText(part(source, "name")) && part(source, "open") !== undefined
  },
  {
    name: "mapper",
    such: "such as Csv.mapper or Mapper.make gives",
    is: (mapper: unknown) =>
      isText(part(part(mapper, "entity"), "name")) && Predicate.isFunction(part(mapper, "map"))
  },
  {
    name: "sink",
    such: "one of its target's, such as edusign.students",
    is: (sink: unknown) =>
      isText(part(part(sink, "entity"), "name")) && Predicate.isFunction(part(sink, "send"))
  }
]

const part = (whole: unknown, name: string): unknown =>
  Predicate.isReadonlyObject(whole) ? whole[name] : undefined

const isText = (value: unknown): boolean => typeof value === "string" && value !== ""
