import { expect, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import { readAhead } from "../../src/http/readAhead.ts"
import { inTestTime } from "../inTestTime.ts"

/** Pieces of so many bytes each, and how many were asked for. */
const counted = (sizes: ReadonlyArray<number>) => {
  const seen = { asked: 0 }
  const bytes = Stream.fromIterable(sizes).pipe(
    Stream.rechunk(1),
    Stream.map(size => {
      seen.asked += 1
      return new Uint8Array(size)
    })
  )
  return { seen, bytes }
}

it.effect.each<readonly [most: number, sizes: ReadonlyArray<number>, asked: number]>([
  // The first is taken; four of ten bytes fit; one more stands at the door.
  [40, Array.from({ length: 20 }, () => 10), 6],
  [1000, Array.from({ length: 20 }, () => 10), 20],
  // A piece that is larger than all the room comes alone.
  [5, [100, 100, 100], 3]
])("with room for %d bytes, no more are asked for than fit while nobody reads on", ([most, sizes, asked]) =>
  Effect.gen(function* () {
    const { seen, bytes } = counted(sizes)
    let askedWhileWaiting = 0
    const lengths = yield* readAhead(bytes, most).pipe(
      Stream.mapEffect((piece, index) =>
        index > 0
          ? Effect.succeed(piece.length)
          : Effect.delay(
              Effect.sync(() => {
                askedWhileWaiting = seen.asked
                return piece.length
              }),
              "1 hour"
            )
      ),
      Stream.runCollect,
      inTestTime
    )
    expect(lengths).toEqual(sizes)
    expect(askedWhileWaiting).toBe(asked)
  })
)

it.effect("a failure comes after all that came before it", () =>
  Effect.gen(function* () {
    const { bytes } = counted([1, 2, 3])
    const seen: Array<number> = []
    const error = yield* readAhead(Stream.concat(bytes, Stream.fail("broke" as const)), 100).pipe(
      Stream.runForEach(piece => Effect.sync(() => seen.push(piece.length))),
      Effect.flip
    )
    expect([seen, error]).toEqual([[1, 2, 3], "broke"])
  })
)
