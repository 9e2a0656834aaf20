/** Makes every line end a `\n`, without changing how many lines there are. */

/** The first line end decides whether a lone CR ends a line; CRs before an LF always go with it. */
export async function* lineEnds(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let held = ""
  let lone: boolean | undefined
  for await (const chunk of chunks) {
    const text = held + chunk
    const whole = text.length - (/\r+$/.exec(text)?.[0].length ?? 0)
    held = text.slice(whole)
    const ready = text.slice(0, whole)
    lone ??= firstEndIsLone(ready)
    yield unify(ready, lone)
  }
  if (held !== "") yield unify(held, lone ?? true)
}

const firstEndIsLone = (text: string): boolean | undefined => {
  const end = /\r*\n|\r/.exec(text)?.[0]
  return end === undefined ? undefined : end === "\r"
}

const unify = (text: string, lone: boolean | undefined): string => {
  if (!text.includes("\r")) return text
  return text.replace(lone === true ? /\r\n|\r/g : /\r+\n/g, "\n")
}
