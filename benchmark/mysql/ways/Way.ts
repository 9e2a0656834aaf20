/** A way to bring a school's learners into a table. */

/** What a way is given. */
export interface Task {
  /** A database that has Rollcall's tables. */
  readonly url: string
  /** The folder with the school's files. */
  readonly folder: string
  readonly learners: number
}

/** The clock runs from `start` to `stop`: what is made ready before does not count. */
export interface Clock {
  readonly start: () => void
  readonly stop: () => void
}

/** Resolves to how many rows it found new. */
export type Way = (task: Task, clock: Clock) => Promise<number>
