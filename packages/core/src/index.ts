export { type Code, codes, type Explanation, refusalCodes } from "./Codes.ts"
export * as Entity from "./entities/Entity.ts"
export * as Field from "./entities/Field.ts"
export { Group } from "./entities/Group.ts"
export * as Key from "./entities/Key.ts"
export { Professor } from "./entities/Professor.ts"
export { Student } from "./entities/Student.ts"
export { User } from "./entities/User.ts"
export * as Download from "./http/Download.ts"
export * as Exchange from "./http/Exchange.ts"
export * as Limiter from "./http/Limiter.ts"
export * as RetryAfter from "./http/RetryAfter.ts"
export * as Columns from "./mapper/Columns.ts"
export * as Mapper from "./mapper/Mapper.ts"
export * as Normalise from "./mapper/Normalise.ts"
export * as Spreadsheet from "./mapper/Spreadsheet.ts"
export { type Garbled, garbled } from "./normalisers/garbled.ts"
export type { Listener, Progress } from "./pipeline/Account.ts"
export * as Check from "./pipeline/Check.ts"
export * as Pipeline from "./pipeline/Pipeline.ts"
export type { Count, Ended, Outcome, ReasonCount, Report, Trouble } from "./pipeline/Report.ts"
export * as Sync from "./pipeline/Sync.ts"
export { defineSync } from "./pipeline/Sync.ts"
export * as Decision from "./rules/Decision.ts"
export * as Directory from "./rules/Directory.ts"
export { decide } from "./rules/decide.ts"
export { decideBatch, type Held, type Judge, merged, type Wanted, wanted } from "./rules/decideBatch.ts"
export * as Setting from "./Setting.ts"
export * as Answer from "./sink/Answer.ts"
export type { Tolerance } from "./sink/Breaker.ts"
export type { Consignment } from "./sink/Courier.ts"
export * as Delivery from "./sink/Delivery.ts"
export {
  type Limits,
  nothingPermitted,
  type Patience,
  type Permit,
  patience,
  type Sink
} from "./sink/Sink.ts"
export * as JsonList from "./source/JsonList.ts"
export * as Place from "./source/Place.ts"
export * as Row from "./source/Row.ts"
export * as Source from "./source/Source.ts"
export {
  Denied,
  Misconfigured,
  Refused,
  type RefusedRow,
  type SinkError,
  type SourceError,
  Unavailable,
  Unexpected,
  Unreadable
} from "./Trouble.ts"
export * as Ledger from "./verdict/Ledger.ts"
export * as Verdict from "./verdict/Verdict.ts"
export * as Waits from "./Waits.ts"
