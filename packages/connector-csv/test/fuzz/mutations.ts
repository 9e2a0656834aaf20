/** What happens to files on their way: bytes that change, go, come and come twice, anywhere. */
import { Arbitrary } from "effect"
import { list, number, pick } from "../generate.ts"

/** One thing that happens to a file. */
export interface Mutation {
  readonly kind: keyof typeof kinds
  /** Where, in 10,000ths of the file. */
  readonly at: number
  /** How many bytes it concerns, where that is for it to say. */
  readonly length: number
  /** Which of the pieces is put in. */
  readonly piece: string
}

/** A stretch of a file and what stands there afterwards. */
export interface Change {
  readonly from: number
  readonly to: number
  readonly bytes: Uint8Array
}

/** The change that a mutation makes to a file; `other` is what a piece of another file is taken from. */
export const changeOf = (bytes: Uint8Array, other: Uint8Array, mutation: Mutation): Change => {
  const at = Math.min(bytes.length, Math.floor((bytes.length * mutation.at) / 10_000))
  const to = Math.min(bytes.length, at + mutation.length)
  const change = kinds[mutation.kind]({ bytes, other, at, to, mutation })
  return { from: at, to: at, bytes: nothing, ...change }
}

export const applied = (bytes: Uint8Array, { from, to, bytes: put }: Change): Uint8Array =>
  Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(to)])

interface Site {
  readonly bytes: Uint8Array
  readonly other: Uint8Array
  readonly at: number
  readonly to: number
  readonly mutation: Mutation
}

const nothing = new Uint8Array(0)
const pieceOf = ({ mutation }: Site): Uint8Array => Buffer.from(mutation.piece, "latin1")

const kinds = {
  flip: ({ bytes, at, mutation }) => ({
    to: Math.min(bytes.length, at + 1),
    bytes: bytes.subarray(at, at + 1).map(byte => byte ^ (1 << (mutation.length % 8)))
  }),
  delete: ({ to }) => ({ to }),
  insert: site => ({ bytes: pieceOf(site) }),
  overwrite: site => {
    const bytes = pieceOf(site)
    return { to: Math.min(site.bytes.length, site.at + bytes.length), bytes }
  },
  duplicate: ({ bytes, at, to }) => ({ bytes: bytes.subarray(at, to) }),
  zero: ({ at, to }) => ({ to, bytes: new Uint8Array(to - at) }),
  backwards: ({ bytes, at, to }) => ({ to, bytes: bytes.subarray(at, to).toReversed() }),
  graft: ({ other, at, mutation }) => ({ bytes: other.subarray(at, at + mutation.length) }),
  truncate: ({ bytes }) => ({ to: bytes.length }),
  splice: ({ bytes, other, at }) => ({ to: bytes.length, bytes: other.subarray(at) }),
  repeat: ({ bytes, at, to, mutation }) => ({
    bytes: Buffer.concat(Array.from({ length: 1 + (mutation.length % 40) }, () => bytes.subarray(at, to)))
  })
} satisfies { readonly [kind: string]: (site: Site) => Partial<Change> }

/** Bytes that mean something somewhere, one character for each of them. */
const pieces = [
  ..."\";,\t|\r\n '\0\ufeff\x85\xa0\xad\x1a\x08\xff".replace("\ufeff", ""),
  '""',
  '"\n',
  '\n"',
  '";"',
  "\r\n",
  "\r\r\n",
  "\n\n\n",
  "\0".repeat(40),
  ";".repeat(30),
  '"'.repeat(31),
  "\xef\xbb\xbf",
  "\xff\xfe",
  "\xfe\xff",
  "\xc3",
  "\xe2\x82",
  "\xed\xa0\x80",
  "\xf4\x90\x80\x80",
  "\xef\xbf\xbd",
  "\xc3\x83\xc2\xa9",
  "\xc2\x85",
  "\xe2\x80\xa8",
  "sep=;\n",
  "__proto__",
  "2.02404E+11",
  "'0123",
  "NULL",
  "=1+1",
  "PK\x03\x04",
  "%PDF-1.7\n",
  "<html>"
]

/** Most are small; some take a page or more. */
export const mutations: Arbitrary.Arbitrary<Mutation> = Arbitrary.all({
  kind: Arbitrary.flatMap(pick(true, true, false), usual =>
    usual
      ? pick("flip", "delete", "insert", "overwrite", "duplicate", "backwards", "graft")
      : pick(...(Object.keys(kinds) as Array<keyof typeof kinds>))
  ),
  at: number(0, 10_000),
  length: Arbitrary.flatMap(pick(1, 4, 40, 400, 4000), most => number(1, most)),
  piece: Arbitrary.map(list(pick(...pieces), 3, 1), chosen => chosen.join(""))
})
