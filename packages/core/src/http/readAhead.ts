/** Lets an answer come at the speed of the one who sends it: no server waits for minutes to be read on. */
import { type Cause, Effect, Queue, Semaphore, Stream } from "effect"

/** The same bytes, of which so many may wait in memory until they are wanted. */
export const readAhead = <E, R>(
  bytes: Stream.Stream<Uint8Array, E, R>,
  most: number
): Stream.Stream<Uint8Array, E, R> =>
  Stream.unwrap(
    Effect.gen(function* () {
      const room = yield* Semaphore.make(most)
      const waiting = yield* Queue.unbounded<Uint8Array, E | Cause.Done>()
      const taken = (piece: Uint8Array) => Math.min(piece.length, most)
      yield* bytes.pipe(
        Stream.runForEach(piece => Effect.andThen(room.take(taken(piece)), Queue.offer(waiting, piece))),
        Queue.into(waiting),
        Effect.forkScoped
      )
      return Stream.fromQueue(waiting).pipe(Stream.tap(piece => room.release(taken(piece))))
    })
  )
