/** Answers whose items do not name the records they are about; all is stored. */
import { randomUUID } from "node:crypto"
import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import { kind } from "./Kind.ts"

/** An item of an answer, and the place in the request of the record that it names; without one, it names none. */
interface Item {
  readonly place: number | undefined
  readonly told: object
}

/** Alters the items of an answer; other answers pass as they are. */
export const items = (change: (items: ReadonlyArray<Item>) => ReadonlyArray<Item>) =>
  kind({}, () =>
    Effect.flatMap(response =>
      Effect.promise(async () => {
        const body = (await HttpServerResponse.toWeb(response).json()) as {
          readonly results?: ReadonlyArray<{ readonly inputIndex: number }>
          readonly data?: ReadonlyArray<{ readonly key: unknown }>
        }
        const { results, data } = body
        if (results === undefined && data === undefined) return response
        const altered = {
          ...body,
          ...(results && { results: byIndex(results, change) }),
          ...(data && { data: byKey(data, change) })
        }
        return HttpServerResponse.jsonUnsafe(altered, { status: response.status })
      })
    )
  )

/** Alters the last item alone, knowing how many there are. */
export const lastItem = (change: (item: Item, count: number) => Item) =>
  items(all => all.map((item, index) => (index === all.length - 1 ? change(item, all.length) : item)))

type Change = Parameters<typeof items>[0]

const byIndex = (results: ReadonlyArray<{ readonly inputIndex: number }>, change: Change) => {
  const given = results.map(({ inputIndex, ...told }) => ({ place: inputIndex, told }))
  return change(given).map(({ place, told }) => (place === undefined ? told : { inputIndex: place, ...told }))
}

/** A place beyond the request is a key that nobody has. */
const byKey = (data: ReadonlyArray<{ readonly key: unknown }>, change: Change) => {
  const keys = data.map(({ key }) => key)
  const given = data.map(({ key: _, ...told }, place) => ({ place, told }))
  return change(given).map(({ place, told }) =>
    place === undefined ? told : { ...told, key: place < keys.length ? keys[place] : randomUUID() }
  )
}
