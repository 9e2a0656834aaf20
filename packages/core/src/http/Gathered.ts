/** Bytes of a body, gathered in one place: pieces of a byte each take no more room than one piece. */
export class Gathered {
  readonly #limit: number
  #bytes = new Uint8Array(16 * 1024)
  #length = 0

  /** Takes so many bytes and no more. */
  constructor(limit: number) {
    this.#limit = limit
  }

  /** How many bytes there are. */
  get length(): number {
    return this.#length
  }

  /** Takes of a piece what there is room for, and says whether that was all of it. */
  add(piece: Uint8Array): boolean {
    const fits = piece.subarray(0, this.#limit - this.#length)
    this.#grow(this.#length + fits.length)
    this.#bytes.set(fits, this.#length)
    this.#length += fits.length
    return fits.length === piece.length
  }

  /** The bytes themselves, good until others are added after they were cleared. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length)
  }

  /** Lets all bytes go. */
  clear(): void {
    this.#length = 0
  }

  /** As text, without a byte order mark; undefined when it is not UTF-8. */
  text(): string | undefined {
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(this.bytes())
    } catch {
      return undefined
    }
  }

  /** As text with the replacement character in place of what is not UTF-8. */
  anyText(): string {
    return new TextDecoder().decode(this.bytes())
  }

  #grow(length: number): void {
    if (length <= this.#bytes.length) return
    const grown = new Uint8Array(Math.min(this.#limit, Math.max(length, 2 * this.#bytes.length)))
    grown.set(this.bytes())
    this.#bytes = grown
  }
}
