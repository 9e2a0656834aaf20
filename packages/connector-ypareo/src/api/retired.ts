/** Whether a row is kept for its history only (docs/ypareo.md 6). */
export const isRetired = (row: {
  readonly plusUtilise?: boolean | undefined
  readonly nePlusUtiliser?: boolean | undefined
}): boolean => row.plusUtilise === true || row.nePlusUtiliser === true
