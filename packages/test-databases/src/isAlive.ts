/** Whether a process lives. */
import { readFileSync } from "node:fs"

/** A zombie, which has ended and waits for its parent to notice, is not alive; outside Linux it seems so. */
export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    // Another user's process may be there and not be ours to signal.
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
  try {
    const status = readFileSync(`/proc/${pid}/stat`, "latin1")
    // After the name, which stands in brackets and may hold any character.
    return !/^[ZX]/.test(status.slice(status.lastIndexOf(")") + 2))
  } catch {
    return true
  }
}
