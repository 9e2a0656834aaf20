/** A fast 64-bit hash of a text, as two signed 32-bit words, which V8 keeps without a box; not for secrets. */

/** Two lanes of multiply and rotate over UTF-16 units, finished as murmur3 does; seeds give independent hashes. */
export const fingerprint = (text: string, seed: number): readonly [high: number, low: number] => {
  let high = 0xdeadbeef ^ Math.imul(seed, 0x9e3779b1)
  let low = 0x41c6ce57 ^ Math.imul(seed, 0x85ebca77)
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 0x9e3779b1)
    high = (high << 13) | (high >>> 19)
    low = Math.imul(low ^ unit, 0x5f356495)
    low = (low << 17) | (low >>> 15)
  }
  high ^= text.length
  low ^= text.length
  return [finish(high ^ Math.imul(low, 0x27d4eb2f)), finish(low ^ Math.imul(high, 0x165667b1))]
}

/** A hash of 32 bits of the same kind, in half the time. */
export const shortFingerprint = (text: string, seed: number): number => {
  let word = 0x9747b28c ^ Math.imul(seed, 0x9e3779b1)
  for (let index = 0; index < text.length; index++) {
    word = Math.imul(word ^ text.charCodeAt(index), 0x5f356495)
    word = (word << 15) | (word >>> 17)
  }
  return finish(word ^ text.length)
}

const finish = (word: number): number => {
  let mixed = word ^ (word >>> 16)
  mixed = Math.imul(mixed, 0x85ebca6b)
  mixed ^= mixed >>> 13
  mixed = Math.imul(mixed, 0xc2b2ae35)
  return mixed ^ (mixed >>> 16)
}
