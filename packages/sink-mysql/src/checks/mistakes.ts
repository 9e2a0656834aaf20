/** What is wrong with declared tables by themselves; a configuration may be JavaScript, which no type checks. */
import type { Entity } from "@rollcall/core"
import { Predicate } from "effect"
import { type AnyMapping, declared, entities, type Mappings, tableOf } from "../tables/Mapping.ts"
import { isComposed, isTags, keyField, keyFields, type Table } from "../tables/Table.ts"

/** A sentence for each, with what to do; empty when they can be used. */
export const mistakes = (mappings: Mappings): ReadonlyArray<string> => {
  if (!Predicate.isReadonlyObject(mappings)) return ["tables must be an object, with a table for each list"]
  const plurals = entities.map(({ plural }) => plural)
  const unknown = Object.keys(mappings).filter(name => !plurals.includes(name))
  return [
    ...unknown.map(name => `tables has no ${name}: it takes ${plurals.join(", ")}`),
    ...declared(mappings).flatMap(([entity, mapping]) => mistakesOf(entity, mapping))
  ]
}

const mistakesOf = (entity: Entity.Entity, mapping: AnyMapping): ReadonlyArray<string> => {
  const where = `tables.${entity.plural}`
  if (!isMapping(mapping)) return [`${where} needs a table, an id and columns`]
  const unknown = Object.keys(mapping).filter(name => !parts.includes(name))
  if (unknown.length > 0) return unknown.map(name => `${where} has ${name}: it takes ${parts.join(", ")}`)
  const table = tableOf(entity, mapping)
  return [
    ...Object.keys(table.columns).flatMap(field => mistakeOfField(entity, field, where)),
    ...(table.key === "" && isComposed(entity)
      ? [`${where} needs a key: a column of its own for ${keyFields(entity).join(", ")} together`]
      : []),
    ...keyFields(entity)
      .filter(field => table.columns[field] === undefined)
      .map(field => `${where}.columns lacks ${field}, by which ${entity.plural} are told apart`),
    ...needed(entity)
      .filter(field => table.columns[field] === undefined)
      .map(field => `${where}.columns lacks ${field}: a new ${entity.name} cannot be without`),
    ...(table.tags !== undefined && Object.keys(table.columns).some(field => isTags(entity, field))
      ? [`${where} has tags both in a column and in a table: choose one`]
      : []),
    ...(table.tags !== undefined && !Object.keys(entity.fields).some(field => isTags(entity, field))
      ? [`${where}.tags is for students and professors: ${entity.plural} have none`]
      : []),
    ...(table.unique !== undefined && entity.unique === undefined
      ? [`${where}.uniqueEmail is for professors: no e-mail of other ${entity.plural} is unique`]
      : []),
    ...repeated(table).map(column => `${where} uses the column ${column} twice`),
    ...namesOf(table)
      .filter(name => typeof name !== "string" || !/^[^.`\0]{1,64}$/u.test(name) || / as /iu.test(name))
      .map(name => `${where}: ${JSON.stringify(name)} is no name of a table or column that can be used here`)
  ]
}

/** What else is wrong with its parts is said by name. */
const isMapping = (mapping: AnyMapping): boolean => {
  if (!Predicate.isReadonlyObject(mapping)) return false
  const { table, id, columns, scope = {}, tags = {} } = mapping
  const isId = typeof id === "string" || (Predicate.isReadonlyObject(id) && ways.includes(id.made))
  return typeof table === "string" && isId && [columns, scope, tags].every(Predicate.isReadonlyObject)
}

const ways: ReadonlyArray<unknown> = ["here", "by the table"]

const parts = ["table", "id", "columns", "key", "scope", "archived", "tags", "uniqueEmail"]

const mistakeOfField = (entity: Entity.Entity, field: string, where: string): ReadonlyArray<string> => {
  if (!Object.hasOwn(entity.fields, field))
    return [
      `${where}.columns has ${field}, which no ${entity.name} has: it takes ${Object.keys(entity.fields).join(", ")}`
    ]
  const names = entity.identifiers.some(({ field: name, creates }) => name === field && !creates)
  return names ? [`${where}.columns has ${field}: that is the row's own id, so name its column as id`] : []
}

/** Beside what names it. */
const needed = (entity: Entity.Entity): ReadonlyArray<string> => {
  const named = keyFields(entity)
  return [...entity.createNeeds, ...entity.required].filter(field => !named.includes(field))
}

/** Only the key may share its column, with the field that it comes from alone. */
const repeated = (table: Table): ReadonlyArray<string> => {
  const own = Object.values(table.columns)
  const all = [
    ...own,
    ...(isItsField(table) || table.key === "" ? [] : [table.key]),
    table.id.column,
    ...Object.keys(table.scope),
    ...(table.unique === undefined ? [] : [table.unique]),
    ...(table.archived === undefined ? [] : [table.archived])
  ].map(column => String(column).toLowerCase())
  return [...new Set(all.filter((column, at) => all.indexOf(column) !== at))]
}

const isItsField = ({ entity, key, columns }: Table): boolean =>
  !isComposed(entity) && key === columns[keyField(entity)]

const namesOf = (table: Table): ReadonlyArray<unknown> => [
  table.name,
  table.id.column,
  table.key === "" ? table.name : table.key,
  ...Object.values(table.columns),
  ...Object.keys(table.scope),
  ...(table.unique === undefined ? [] : [table.unique]),
  ...(table.archived === undefined ? [] : [table.archived]),
  ...(table.tags === undefined ? [] : [table.tags.table, table.tags.owner, table.tags.tag])
]
