/** The body of an answer as its recipe has it: right items, then damage to them, to their list and to the text. */

import { type Transport, texts } from "./transport.ts"

/** How a server answers one request. */
export interface Recipe extends Transport {
  /** What is said of the records, in turn. */
  readonly says: ReadonlyArray<unknown>
  /** Under which name an item has its place in the batch, and whether it echoes the key. */
  readonly names: { readonly index: "inputIndex" | "input_index" | "index"; readonly echo: boolean }
  readonly order: "as sent" | "backwards" | "rotated"
  readonly extra: unknown
  readonly damage: ReadonlyArray<{ readonly kind: keyof typeof damages; readonly at: number }>
  readonly shape: keyof typeof shapes
}

/** The answer that a recipe makes to a request with these keys, before it goes out. */
export const bodyOf = (recipe: Recipe, keys: ReadonlyArray<string>): string => {
  const { says, names, extra, order, damage, shape, text } = recipe
  const sound = keys.map((key, place) => {
    const said = says[place % says.length]
    if (typeof said !== "object" || said === null || Array.isArray(said)) return said
    const echo = names.echo ? { externalReferenceId: key } : {}
    return { ...(extra === undefined ? {} : { extra }), [names.index]: place, ...echo, ...said }
  })
  const damaged = damage.reduce<ReadonlyArray<unknown>>(
    (items, { kind, at }) =>
      items.length === 0 ? items : damages[kind](items, at % items.length, names.index),
    ordered(sound, order)
  )
  return texts[text.kind](JSON.stringify(shapes[shape](damaged)), text.share)
}

type Items = ReadonlyArray<unknown>
type Damage = (items: Items, at: number, index: string) => Items

const ordered = (items: Items, order: Recipe["order"]): Items => {
  if (order === "as sent") return items
  return order === "backwards" ? items.toReversed() : [...items.slice(1), ...items.slice(0, 1)]
}

const edit =
  (fields: (item: object, items: Items, index: string) => object): Damage =>
  (items, at, index) => {
    const item = items[at]
    return typeof item === "object" && item !== null
      ? items.with(at, { ...item, ...fields(item, items, index) })
      : items
  }

const placed = (place: (before: unknown, size: number) => unknown): Damage =>
  edit((item, items, index) => ({ [index]: place(Reflect.get(item, index), items.length) }))

const next = placed(place => Number(place) + 1)

export const damages = {
  missing: (items, at) => items.toSpliced(at, 1),
  repeated: (items, at) => [...items, items[at]],
  contradicted: (items, at, index) => [...items, { [index]: at, status: "failed" }],
  approved: (items, at, index) => [...items, { [index]: at, status: "created" }],
  invented: (items, _, index) => [...items, { [index]: items.length, status: "created" }],
  fractional: placed(place => Number(place) + 0.5),
  negative: placed(() => -1),
  beyond: placed((_, size) => size),
  far: placed(() => 2 ** 53),
  text: placed(place => String(place)),
  null: placed(() => null),
  absent: placed(() => undefined),
  boolean: placed(() => true),
  list: placed(place => [place]),
  next,
  fromOne: (items, _, index) => items.map((_, at) => next(items, at, index)[at]),
  otherKey: edit(() => ({ externalReferenceId: "of nobody here" })),
  nextKey: edit(item => ({ externalReferenceId: `${Reflect.get(item, "externalReferenceId")}0` })),
  numberKey: edit(() => ({ externalReferenceId: 7 })),
  noItem: (items, at) => items.with(at, null),
  word: (items, at) => items.with(at, "created"),
  inAList: (items, at) => items.with(at, [items[at]])
} satisfies { readonly [kind: string]: Damage }

const saysNo = (item: unknown): boolean => /fail|error|reject|false|422|no/.test(JSON.stringify(item) ?? "")
const halves = (items: Items): readonly [Items, Items] => {
  const middle = Math.ceil(items.length / 2)
  return [items.slice(0, middle), items.slice(middle)]
}

export const shapes = {
  results: items => ({ results: items }),
  items: items => ({ summary: { total: items.length, failed: 0 }, items }),
  students: items => ({ students: items }),
  bare: items => items,
  below: items => ({ message: "done", data: { records: items } }),
  belowAnyName: items => ({ batch: { responses: items } }),
  sorted: items => ({
    succeeded: items.filter(item => !saysNo(item)),
    failed: items.filter(item => saysNo(item))
  }),
  inHalves: items => {
    const [first, second] = halves(items)
    return { results: first, data: { items: second } }
  },
  sortedWrongly: items => {
    const [first, second] = halves(items)
    return { created: first, errors: second }
  },
  twice: items => ({ results: items, data: items }),
  allFailed: items => ({ failed: items }),
  otherEntity: items => ({ professors: items }),
  tooDeep: items => ({ data: { batch: { results: items } } }),
  unknownName: items => ({ warnings: items }),
  keyed: items => ({ results: Object.fromEntries(items.entries()) }),
  inText: items => ({ results: JSON.stringify(items) }),
  inAListOfLists: items => ({ results: [items] }),
  nothing: () => ({ results: [] }),
  words: () => ({ status: "ok", success: true })
} satisfies { readonly [name: string]: (items: Items) => unknown }
