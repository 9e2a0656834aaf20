/** A believable French school from a seed: its files with the damage they come with, and what should come of them. */
export type {
  Duplicate,
  Entity,
  Expected,
  Findings,
  Outcome,
  Rejection,
  Verdicts,
  Warning
} from "./expected.ts"
export { expectedOf } from "./expected.ts"
export type { Group } from "./Group.ts"
export type { Learner } from "./Learner.ts"
export type { Fields, RejectionCode } from "./Row.ts"
export type { FileName, FileRecord, RecordFate } from "./records.ts"
export { fileBytes, fileNames, fileRecords, fileText } from "./records.ts"
export type { School, SchoolOptions, Sizes } from "./School.ts"
export { makeSchool } from "./School.ts"
export type { Trainer } from "./Trainer.ts"
export type { UsersManifest, UsersOptions } from "./users/writeUsers.ts"
export { expectedUsersFile, usersFile, writeUsers } from "./users/writeUsers.ts"
export type { Manifest, WriteOptions } from "./write.ts"
export { writeSchool } from "./write.ts"
export type { WrittenFile } from "./writeTables.ts"
export type {
  YpareoExpected,
  YpareoFiltered,
  YpareoRejection,
  YpareoVerdicts,
  YpareoWarning
} from "./ypareo/expected.ts"
export { expectedOfYpareo } from "./ypareo/expected.ts"
export type { YpareoEntity, YpareoFields, YpareoReason } from "./ypareo/judged.ts"
export type { YpareoMapping } from "./ypareo/mapping.ts"
export type { YpareoRecords } from "./ypareo/records.ts"
export type { YpareoOptions, YpareoSchool } from "./ypareo/Ypareo.ts"
export { makeYpareo } from "./ypareo/Ypareo.ts"
export { schoolYearOf } from "./ypareo/years.ts"
