/** Professors: two identifiers, or none, and e-mails that go from one to the other. */
import { Professor } from "@rollcall/core"
import { Arbitrary, Predicate } from "effect"
import { list, mostly, number, pick, some } from "../generate.ts"
import { archived, held, key, name, note, record, tags } from "./record.ts"

/**
 * A professor that the target holds, by the order of e-mails. Each target has its own ids, so that whoever plays a
 * history asks the target for them.
 */
export class Nth {
  readonly nth: number
  constructor(nth: number) {
    this.nth = nth
  }
}

/** The records with every `Nth` replaced by that one of the ids. */
export const withIds = (
  records: ReadonlyArray<unknown>,
  ids: ReadonlyArray<string>
): ReadonlyArray<unknown> =>
  records.map(record =>
    Predicate.isReadonlyObject(record) && "professorId" in record && record.professorId instanceof Nth
      ? { ...record, professorId: ids[record.professorId.nth] ?? "nobody" }
      : record
  )

const addresses = ["x@y", "X@y ", "z@y", "\u00e9@y", "e\u0301@y", "v@y", "w@y", "u@y"]

const professor = record({
  externalReferenceId: Arbitrary.flatMap(number(1, 3), turn => (turn === 1 ? pick(undefined) : key)),
  professorId: mostly(
    [undefined],
    [new Nth(0), new Nth(1), new Nth(2), new Nth(3), new Nth(5), "p1", " p2", "p4", "p9", "", " ", 7, null],
    5
  ),
  firstName: name,
  lastName: name,
  email: mostly([undefined, ...addresses], ["nobody", null, 7, `${"x".repeat(254)}@y`]),
  phone: note(20),
  speciality: note(255),
  tags
})

/** Each takes the e-mail of the next, who has a new one or the first one's, in either order. */
const chain = Arbitrary.map(
  Arbitrary.all([number(0, 3), number(2, 4), pick(true, false), pick(true, false)]),
  ([from, length, closed, backwards]) => {
    const links = Array.from({ length }, (_, index) => ({
      externalReferenceId: ["a", "b", "c", "d"][(from + index) % 4],
      firstName: "Ann",
      lastName: "Bo",
      email: addresses[closed && index === length - 1 ? from : from + index + 1]
    }))
    return backwards ? links.toReversed() : links
  }
)

const chained = Arbitrary.flatMap(
  number(1, 3),
  (turn): Arbitrary.Arbitrary<ReadonlyArray<unknown>> => (turn === 1 ? chain : pick([]))
)

/** They have the e-mails that chains begin with. */
const four = ["a", "b", "c", "d"].map((key, index) =>
  held(`p${index + 5}`, {
    externalReferenceId: key,
    firstName: "Ann",
    lastName: "Bo",
    email: ["x@y", "z@y", "\u00e9@y", "v@y"][index]
  })
)

const few = some(
  held("p1", { externalReferenceId: "a", firstName: "Ann", lastName: "Bo", email: "X@y" }),
  held("p2", { firstName: "Bo", lastName: "Bo", email: "z@y", tags: ["day"] }),
  held("p3", { externalReferenceId: "e\u0301", firstName: "Cy", lastName: "Bo", email: "e\u0301@y" }),
  archived("p4", { externalReferenceId: "b", firstName: "Di", lastName: "Bo", email: "v@y" })
)

export const professors = {
  entity: Professor,
  held: Arbitrary.flatMap(number(1, 3), turn => (turn === 1 ? pick(four) : few)),
  records: Arbitrary.map(Arbitrary.all([list(professor, 6), chained]), ([records, links]) => [
    ...links,
    ...records
  ]).pipe(Arbitrary.filter(records => records.length > 0))
}
