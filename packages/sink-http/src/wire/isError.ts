/** Whether what stands where an answer has its errors is one: some answers carry an empty one beside a success. */

export const isError = (error: unknown): boolean => {
  if (error === undefined || error === null || error === false || error === "") return false
  return !(typeof error === "object" && Object.keys(error).length === 0)
}
