/** Students: archived ones, shared e-mails, every field that can be cleared. */
import { Student } from "@rollcall/core"
import { list, mostly, some } from "../generate.ts"
import { archived, held, key, name, note, record, tags } from "./record.ts"

const student = record({
  externalReferenceId: key,
  externalReferenceType: mostly([undefined, undefined, "erp", "csv"], ["", null, "t".repeat(31)]),
  firstName: name,
  lastName: name,
  email: mostly([undefined, null, "x@y", "X@y", "z@y "], ["x", "@", 7, "\ud800@y", `${"x".repeat(254)}@y`]),
  phone: note(20),
  photoUrl: mostly([undefined, undefined, null, "https://y/1", "https://y/2"], ["y/1", "ftp://y/1", ""]),
  company: note(64),
  tags
})

export const students = {
  entity: Student,
  held: some(
    held("s1", { externalReferenceId: "a", firstName: "Ann", lastName: "Bo", tags: ["day", "swim"] }),
    held("s2", { firstName: "Bo", lastName: "Bo", email: "x@y" }),
    archived("s3", { externalReferenceId: "b", firstName: "Cy", lastName: "Bo", email: "x@y", phone: "one" }),
    archived("s4", { externalReferenceId: " \u00e9", firstName: "Di", lastName: "Bo" }),
    held("s5", { externalReferenceId: "A", firstName: "Ed", lastName: "Bo", photoUrl: "https://y/1" })
  ),
  records: list(student, 8, 1)
}
