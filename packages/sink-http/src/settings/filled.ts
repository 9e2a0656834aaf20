/** The options of a target with what they leave open filled in. */

/** What is `undefined` is left open, as what is not there. */
export const filled = <Given extends object, Defaults extends object>(
  options: Given,
  defaults: Defaults
): Given & Defaults => {
  const given = Object.entries(options).filter(([, value]) => value !== undefined)
  // What is given has the type of its option, whatever default it takes the place of.
  return { ...defaults, ...Object.fromEntries(given) } as Given & Defaults
}

/** Throws a RangeError for a number of records that no request may have. */
export const checkBatchRecords = (batchRecords: number, most: number): void => {
  if (!Number.isInteger(batchRecords) || batchRecords < 1 || batchRecords > most) {
    throw new RangeError(`batchRecords must be a whole number from 1 to ${most}`)
  }
}
