/** Addresses on the web: absolute http and https ones, and no other (F40). */
import { isWebAddress } from "../entities/fields/texts.ts"
import { dropped } from "./Dropped.ts"
import { make, type Normaliser } from "./Normaliser.ts"
import { bare } from "./spaces.ts"

/**
 * The address as a browser would ask for it: a character beyond ASCII becomes its bytes as they are, for a decomposed é
 * names another file than é does (F27). Nothing is put before a name that has no scheme.
 */
export const webAddress: Normaliser = make(
  text => (isWebAddress(text) ? new URL(text).href : dropped("must be an absolute http or https address")),
  bare
)

/**
 * Whether an address is signed for a time, as storage in a cloud signs it: it stops working, and differs from the one
 * of the day before (F39).
 */
export const isSigned = (address: string): boolean => signed.test(address)

const signed = /[?&](?:expires|x-amz-expires|x-goog-expires|se)=/iu
