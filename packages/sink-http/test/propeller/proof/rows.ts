/** A 200 of users/bulk/sourceId as its recipe has it: right rows, then damage to them and to what is around them. */
import type { Recipe } from "./recipes.ts"

type Items = ReadonlyArray<unknown>

/** What is answered to a request with these ids, in the order in which they were sent. */
export const rowsFor = (recipe: Recipe, ids: ReadonlyArray<string>): unknown => {
  const { says, echo, lookup, extra, order, damage, shape } = recipe
  const right = ids.map((id, place) => {
    const said = says[place % says.length]
    if (typeof said !== "object" || said === null || Array.isArray(said)) return said
    return { ...extra, id: place, key: echoes[echo](id), ...lookups[lookup], ...said }
  })
  const damaged = damage.reduce<Items>(
    (items, { kind, at }) => (items.length === 0 ? items : damages[kind](items, at % items.length)),
    ordered(right, order)
  )
  return shapes[shape](damaged)
}

const isDigits = (id: string): boolean => /^\d+$/.test(id)

/** How a key comes back. */
export const echoes = {
  asText: id => id,
  asNumber: id => (isDigits(id) ? Number(id) : id),
  padded: id => (isDigits(id) ? `00${id}` : id),
  spaced: id => ` ${id} `,
  decimal: id => (isDigits(id) && id.length < 9 ? `${id}.0` : id),
  decomposed: id => id.normalize("NFD")
} satisfies { readonly [kind: string]: (id: string) => unknown }

/** What a row says it was found by. */
export const lookups = {
  said: { lookupKey: "sourceId" },
  unsaid: {},
  null: { lookupKey: null }
} satisfies { readonly [kind: string]: object }

const ordered = (items: Items, order: Recipe["order"]): Items => {
  if (order === "as sent") return items
  return order === "backwards" ? items.toReversed() : [...items.slice(1), ...items.slice(0, 1)]
}

type Damage = (items: Items, at: number) => Items

/** Changes one row; what is no object stays as it is. */
const edit =
  (change: (row: object, items: Items, at: number) => object): Damage =>
  (items, at) => {
    const row = items[at]
    return typeof row === "object" && row !== null
      ? items.with(at, { ...row, ...change(row, items, at) })
      : items
  }

const keyed = (key: (before: unknown) => unknown): Damage =>
  edit(row => ({ key: key(Reflect.get(row, "key")) }))

const created = { action: "create", lookupKey: "sourceId", success: true }

export const damages = {
  missing: (items, at) => items.toSpliced(at, 1),
  repeated: (items, at) => [...items, items[at]],
  contradicted: (items, at) => [...items, { ...Object(items[at]), success: false, error: "no" }],
  approved: (items, at) => [...items, { ...Object(items[at]), ...created, error: undefined }],
  invented: items => [...items, { ...created, key: 4711 }],
  inventedText: items => [...items, { ...created, key: "nobody" }],
  failedStranger: items => [...items, { success: false, error: "no", key: 4711 }],
  place: (items, at) => edit(() => ({ key: at }))(items, at),
  next: edit((_, items, at) => ({ key: Reflect.get(Object(items[(at + 1) % items.length]), "key") })),
  swapped: (items, at) => {
    const other = (at + 1) % items.length
    const key = (place: number) => Reflect.get(Object(items[place]), "key")
    const take = (place: number, from: number) => ({ ...Object(items[place]), key: key(from) })
    return items.with(at, take(at, other)).with(other, take(other, at))
  },
  fraction: keyed(key => Number(key) + 0.5),
  negative: keyed(key => -Number(key)),
  huge: keyed(() => 2 ** 53),
  absent: keyed(() => undefined),
  null: keyed(() => null),
  boolean: keyed(() => true),
  list: keyed(key => [key]),
  object: keyed(key => ({ sourceId: key })),
  empty: keyed(() => ""),
  capital: keyed(key => (typeof key === "string" ? key.toUpperCase() : key)),
  otherLookup: edit(() => ({ lookupKey: "id" })),
  noLookup: edit(() => ({ lookupKey: false })),
  noItem: (items, at) => items.with(at, null),
  word: (items, at) => items.with(at, "create"),
  inAList: (items, at) => items.with(at, [items[at]])
} satisfies { readonly [kind: string]: Damage }

/** What is around the rows. */
export const shapes = {
  right: data => ({ data, messages: ["Completed"], total: data.length }),
  bare: data => ({ data }),
  counted: data => ({ data, messages: ["Completed"], total: data.length + 1 }),
  wordy: data => ({ data, messages: ["Failed"], warnings: data }),
  noError: data => ({ data, error: null }),
  error: data => ({ data, error: { code: 10007, status: 400 } }),
  errorText: data => ({ data, error: "no" }),
  list: data => data,
  deeper: data => ({ data: { users: data } }),
  results: data => ({ results: data }),
  keyed: data => ({ data: Object.fromEntries(data.entries()) }),
  inText: data => ({ data: JSON.stringify(data) }),
  listOfLists: data => ({ data: [data] }),
  nothing: () => ({ data: [], messages: ["Completed"], total: 0 }),
  words: () => ({ messages: ["Completed"], success: true })
} satisfies { readonly [name: string]: (data: Items) => unknown }
