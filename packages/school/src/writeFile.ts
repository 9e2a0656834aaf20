/** Writes a file piece by piece, in flat memory. */
import { closeSync, openSync, writeSync } from "node:fs"

export type Put = (text: string) => void

export const encodeUtf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Gives `fill` a way to write in pieces of about 64 KiB; the file is closed whatever happens. */
export const writeFile = <A>(
  path: string,
  encode: (text: string) => Uint8Array,
  fill: (put: Put) => A
): { readonly result: A; readonly bytes: number } => {
  const descriptor = openSync(path, "w")
  let chunk = ""
  let bytes = 0
  const flush = () => {
    const encoded = encode(chunk)
    for (let at = 0; at < encoded.length; ) at += writeSync(descriptor, encoded, at)
    bytes += encoded.length
    chunk = ""
  }
  try {
    const result = fill(text => {
      chunk += text
      if (chunk.length >= 65_536) flush()
    })
    flush()
    return { result, bytes }
  } finally {
    closeSync(descriptor)
  }
}
