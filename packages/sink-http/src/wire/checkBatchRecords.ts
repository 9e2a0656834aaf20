/** How many records a request may have, as a target is told. */

/** Throws a RangeError for a number of records that no request may have. */
export const checkBatchRecords = (batchRecords: number, most: number): void => {
  if (!Number.isInteger(batchRecords) || batchRecords < 1 || batchRecords > most) {
    throw new RangeError(`batchRecords must be a whole number from 1 to ${most}`)
  }
}
