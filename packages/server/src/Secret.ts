/** How secrets are compared: by their digests, in a time that says nothing about either. */
import { createHash, timingSafeEqual } from "node:crypto"

/** Tells whether what is given is this secret. */
export const matcher = (secret: string): ((given: string) => boolean) => {
  const expected = digest(secret)
  return given => timingSafeEqual(digest(given), expected)
}

/** What stands for a secret where it must not be kept itself; 32 bytes. */
export const digest = (secret: string): Buffer => createHash("sha256").update(secret).digest()
