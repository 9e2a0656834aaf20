/** What code threw that only had to read, as a reason to end the read. */
import { faultCode } from "../http/faultCode.ts"
import { Denied, type SourceError, Unavailable, Unexpected, Unreadable } from "../Trouble.ts"

/** Its text may hold values and stays out (Law 9). */
export const thrown =
  (name: string) =>
  (error: unknown): SourceError => {
    const known = [Denied, Unavailable, Unreadable, Unexpected].some(kind => error instanceof kind)
    if (known) return error as SourceError
    const kind = error instanceof Error ? error.name : typeof error
    const fault = faultCode(error)
    if (fault !== undefined || kind === "AbortError" || kind === "TimeoutError") {
      return new Unavailable({ message: `${name}: reading failed (${fault ?? kind})` })
    }
    return new Unexpected({
      message: `${name}: reading threw ${kind}; throw Denied, Unavailable or Unreadable instead`
    })
  }
