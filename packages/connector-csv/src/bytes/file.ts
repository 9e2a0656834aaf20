/** A file on disk, opened once and read from its beginning as often as needed. */
import type { BigIntStats } from "node:fs"
import { type FileHandle, open, stat } from "node:fs/promises"
import { basename } from "node:path"
import { fileURLToPath } from "node:url"
import { type SourceError, Unavailable, Unreadable } from "@rollcall/core"
import { Effect, Stream } from "effect"
import { chunkBytes, type Origin } from "./Bytes.ts"
import { changed } from "./encoding.ts"

/** The file at a path or a `file:` address; the scope in which it is opened closes it. */
export const file = (location: string | URL): Origin => {
  const path = typeof location === "string" ? location : pathOf(location)
  if (path === undefined) return nowhere(location)
  const trouble = (error: unknown) => troubleOf(path, error)
  return {
    name: path,
    label: basename(path),
    open: Effect.gen(function* () {
      // A pipe would wait for its other end when it is opened.
      const kind = yield* Effect.tryPromise({ try: () => stat(path), catch: trouble })
      if (kind.isDirectory()) return yield* refused(path, "is a directory. Give the path of one file.")
      if (!kind.isFile())
        return yield* refused(path, "is not a regular file. Copy it to one, or read it with Csv.fromStream.")
      const handle = yield* Effect.acquireRelease(
        Effect.tryPromise({ try: () => open(path), catch: trouble }),
        handle => Effect.ignore(Effect.tryPromise(() => handle.close()))
      )
      const before = yield* Effect.tryPromise({ try: () => handle.stat({ bigint: true }), catch: trouble })
      return { stream: contents(path, handle, before), again: true }
    })
  }
}

const contents = (
  path: string,
  handle: FileHandle,
  before: BigIntStats
): Stream.Stream<Uint8Array, SourceError> =>
  Stream.unfold(0, position =>
    Effect.gen(function* () {
      const { bytesRead, buffer } = yield* attempt(path, () =>
        handle.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, position)
      )
      if (bytesRead > 0) return [buffer.subarray(0, bytesRead), position + bytesRead] as const
      const after = yield* attempt(path, () => handle.stat({ bigint: true }))
      if (after.size !== before.size || after.mtimeNs !== before.mtimeNs) return yield* changed(path)
      return undefined
    })
  )

const attempt = <A>(path: string, read: () => Promise<A>): Effect.Effect<A, Unavailable> =>
  Effect.tryPromise({
    try: read,
    catch: error =>
      new Unavailable({ message: `${path}: reading it broke off (${codeOf(error)}). Try again.` })
  })

/** What a person can mend is `Unreadable`; whatever else the system says may pass. */
const troubleOf = (path: string, error: unknown): Unreadable | Unavailable => {
  const code = codeOf(error)
  const known = mendable.get(code)
  if (known !== undefined) return refused(path, known)
  return new Unavailable({ message: `${path}: cannot be opened (${code}). Try again.` })
}

const mendable = new Map([
  ["ENOENT", "there is no such file. Check the path."],
  ["ENOTDIR", "there is no such file. Check the path."],
  ["EACCES", "this user may not read it. Give it the right to, or run as another user."],
  ["EPERM", "this user may not read it. Give it the right to, or run as another user."],
  ["ELOOP", "its links lead in a circle. Check the path."],
  ["ENAMETOOLONG", "this is too long for a path. Check it."],
  ["ERR_INVALID_ARG_VALUE", "this is no path. Check it."]
])

const refused = (path: string, what: string): Unreadable => new Unreadable({ message: `${path}: ${what}` })

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "unknown cause"

const pathOf = (location: URL): string | undefined => {
  try {
    return fileURLToPath(location)
  } catch {
    return undefined
  }
}

/** An address that is no file's is not shown: it may hold a password. */
const nowhere = (location: string | URL): Origin => {
  const name = location instanceof URL ? `a ${location.protocol} address` : "a path"
  return { name, label: name, open: Effect.fail(refused(name, "only file: addresses can be read.")) }
}
