/** What a normaliser gives when it can make nothing of a value: the engine leaves it out, and says why. */

/**
 * A value that is not sent. Where a record can do without the field it goes on without it, with a warning; where it
 * cannot, it is rejected. A class, so that no record from a file or an answer can pass for one.
 */
export class Dropped {
  /** Why, in a few words to follow the name of the field; never the value (Law 9). */
  readonly why: string

  constructor(why: string) {
    this.why = why
  }
}

/** Leaves a value out, with the reason that the report shows: a few words to follow the field's name, never the value. */
export const dropped = (why: string): Dropped => new Dropped(why)

export const isDropped = (value: unknown): value is Dropped => value instanceof Dropped
