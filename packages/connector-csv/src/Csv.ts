/** CSV files with the damage they come with: sources that read them, and mappers that are data. */
export { type Encoding, encodings } from "./bytes/encoding.ts"
export {
  type Constant,
  clearing,
  column,
  constant,
  type FromColumn,
  optional,
  prefixed,
  split
} from "./mapping/FromColumn.ts"
export { type Mapping, mapper } from "./mapping/mapper.ts"
export type { Options } from "./options.ts"
export { fromBytes, fromStream, source } from "./source.ts"
export { placeholders, type Words } from "./table/blanks.ts"
export type { Delimiter } from "./table/delimiter.ts"
export type { Apostrophes } from "./table/ids.ts"
export type { Record } from "./table/rows.ts"
