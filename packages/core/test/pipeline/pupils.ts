/** The plain case: pupils by number, who become students. */
import { Student } from "../../src/entities/Student.ts"
import * as Mapper from "../../src/mapper/Mapper.ts"
import { type ScriptedSink, scriptedSink } from "../ScriptedSink.ts"
import { type Act, lines, type ScriptedSource, scriptedSource } from "../ScriptedSource.ts"

export interface Pupil {
  readonly uid: string
}

export const toStudent = Mapper.make(Student, ({ uid }: Pupil) => ({
  externalReferenceId: uid,
  firstName: "Ann",
  lastName: "Lee"
}))

/** So many pupils, from number `from` on. */
export const pupils = (count: number, from = 1): ReadonlyArray<Pupil> =>
  Array.from({ length: count }, (_, at) => ({ uid: `s${from + at}` }))

export const file = (count: number): ScriptedSource<Pupil> => scriptedSource([lines(pupils(count))])

/** Pupils in pieces of so many, as a file or an API gives them. */
export const pieces = function* (count: number, size: number): Generator<Act<Pupil>> {
  for (let from = 0; from < count; from += size) yield lines(pupils(Math.min(size, count - from), from))
}

export type StudentSink = ScriptedSink<(typeof Student)["fields"]>

export const students = (
  options: Omit<Parameters<typeof scriptedSink<(typeof Student)["fields"]>>[0], "entity"> = {}
): StudentSink => scriptedSink({ entity: Student, ...options })
