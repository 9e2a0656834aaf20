/** Answers whose items do not name the records they are about; all is stored. */
import { Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import { kind } from "./Kind.ts"

interface Item {
  readonly inputIndex?: number
}

/** Alters the items of an answer; other answers pass as they are. */
export const items = (change: (items: ReadonlyArray<Item>) => ReadonlyArray<Item>) =>
  kind({}, () =>
    Effect.flatMap(response =>
      Effect.promise(async () => {
        const body = (await HttpServerResponse.toWeb(response).json()) as { results?: ReadonlyArray<Item> }
        if (body.results === undefined) return response
        const altered = { ...body, results: change(body.results) }
        return HttpServerResponse.jsonUnsafe(altered, { status: response.status })
      })
    )
  )

/** Alters the last item alone, knowing how many there are. */
export const lastItem = (change: (item: Item, count: number) => Item) =>
  items(all => all.map((item, index) => (index === all.length - 1 ? change(item, all.length) : item)))
