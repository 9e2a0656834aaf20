/** Looks again and again until something is so; the test's own limit of time ends it. */
import { setTimeout as delay } from "node:timers/promises"

/** InnoDB shows who waits for whom as it was when somebody last looked, unless nobody has looked for a tenth of a second. */
const pause = 120

export const until = async (so: () => Promise<boolean>): Promise<void> => {
  while (!(await so())) await delay(pause)
}
