/** Answers whose items do not name the records they are about; all is stored. */
import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import { kind } from "./Kind.ts"

/** How an item names its record; in an answer about users, that is a key. */
interface Item {
  readonly inputIndex?: unknown
}

type Keyed = { readonly key?: unknown }

/** Alters the items of an answer; other answers pass as they are. */
export const items = (change: (items: ReadonlyArray<Item>) => ReadonlyArray<Item>) =>
  kind({}, () =>
    Effect.flatMap(response =>
      Effect.promise(async () => {
        const body = (await HttpServerResponse.toWeb(response).json()) as {
          results?: ReadonlyArray<Item>
          data?: ReadonlyArray<Keyed>
        }
        const { results, data } = body
        if (results === undefined && data === undefined) return response
        const altered = {
          ...body,
          ...(results && { results: change(results) }),
          ...(data && { data: change(data.map(placed)).map(keyed) })
        }
        return HttpServerResponse.jsonUnsafe(altered, { status: response.status })
      })
    )
  )

/** Alters the last item alone, knowing how many there are. */
export const lastItem = (change: (item: Item, count: number) => Item) =>
  items(all => all.map((item, index) => (index === all.length - 1 ? change(item, all.length) : item)))

const placed = ({ key, ...item }: Keyed): Item => ({ ...item, inputIndex: key })

const keyed = ({ inputIndex, ...item }: Item): Keyed =>
  inputIndex === undefined ? item : { ...item, key: inputIndex }
