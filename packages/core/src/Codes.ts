/** Every code that a verdict or a warning can carry, with what it means and who does what (docs/errors.md). */

/** What a code tells a person who looks after rosters. */
export interface Explanation {
  readonly means: string
  readonly act: string
}

export const codes = {
  WRONG_SHAPE: {
    means: "the record does not have the shape that its source declares",
    act: "Correct the record at the named field, or the source's schema if it is too strict."
  },
  RAGGED_ROW: {
    means: "the row has another number of cells than the header",
    act: "Look for a missing or an extra delimiter in this line, or a quote that does not close."
  },
  BROKEN_QUOTES: {
    means: "the quotes of the row do not match",
    act: "Correct the quotes of this line; inside a quoted cell a quote is written twice."
  },
  LINE_TOO_LONG: {
    means: "a line is longer than the reader holds in memory",
    act: "Look for a quote that does not close in this line; or raise longestLine if lines are meant to be so long."
  },
  FILE_CUT: {
    means: "the file ends in the middle of this row",
    act: "Export the file again, and see that it is whole before it is read."
  },
  BROKEN_JSON: {
    means: "the record is no JSON",
    act: "Look at this record at its origin; if many are like this, tell the vendor of the origin."
  },
  GARBLED_TEXT: {
    means: "a cell has text that a wrong encoding has spoilt",
    act: "Correct the cell at its origin and export again in one encoding; or declare the one the file has."
  },
  NUL_CHARACTER: {
    means: "a cell has NUL characters in it, as damaged disks and mixed encodings leave them",
    act: "Export the file again; if they come back, look at this record at its origin."
  },
  DIGITS_LOST: {
    means: "a spreadsheet has turned an id into a number like 2.02404E+11, and its last digits are lost",
    act: "Take the export as its origin wrote it, not as a spreadsheet saved it."
  },
  GUARDED_ID: {
    means: "an id begins with the apostrophe by which a spreadsheet keeps leading zeros",
    act: "Export the id without it; or have it taken off, as docs/csv.md says."
  },
  MAPPER_FAILED: {
    means: "the mapper threw on this record",
    act: "Run the mapper on this record in a test; a mapper must cope with every record its schema allows."
  },
  KEY_MISSING: {
    means: "the record has no key",
    act: "Give it one at its origin: a record without a key would be created again by every repeated request."
  },
  VALIDATION_ERROR: {
    means: "a field has a value that the target refuses",
    act: "Correct the named field; docs/contract.md has the limits."
  },
  FIELD_DROPPED: {
    means: "an optional field had a value that cannot be sent and was left out; the record went on",
    act: "Correct the named field at its origin; until then the target keeps what it has."
  },
  ADDRESS_EXPIRES: {
    means: "an address on the web is signed for a time and will not last; it was sent as it is",
    act: "Map an address that lasts; or store what it points to where it stays, and map that."
  },
  RECORD_TOO_LARGE: {
    means: "the record alone takes more bytes than one request may have",
    act: "Shorten the record, or raise the sink's byte limit if the target allows."
  },
  REQUIRED_FIELD_MISSING: {
    means: "the target needs a field that the record lacks: to create it, or in every request",
    act: "Fill the named field at its origin."
  },
  DUPLICATE_IN_REQUEST: {
    means: "one request named the same record twice",
    act: "Report it: the engine sends a key once."
  },
  AMBIGUOUS_PROFESSOR_IDENTIFIER: {
    means: "the professor is named by both externalReferenceId and professorId",
    act: "Map one of the two."
  },
  PROFESSOR_NOT_FOUND: {
    means: "no professor has this professorId",
    act: "Correct the id, or use externalReferenceId, which creates what it does not find."
  },
  EMAIL_ALREADY_EXISTS: {
    means: "another professor, perhaps an archived one, has this e-mail",
    act: "Find out which of the two it belongs to."
  },
  ARCHIVED_STUDENT_EXISTS: {
    means: "the target has this student archived",
    act: "Run again with unarchiving allowed, if the student has come back."
  },
  ARCHIVED_PROFESSOR_EXISTS: {
    means: "the target has this professor archived",
    act: "Restore the professor in the target; these endpoints cannot."
  },
  ARCHIVED_GROUP_EXISTS: {
    means: "the target has this group archived",
    act: "Restore the group in the target; these endpoints cannot."
  },
  ARCHIVED_USER_EXISTS: {
    means: "the target has this user archived",
    act: "Restore the user in the target; these endpoints cannot."
  },
  PARENT_GROUP_NOT_FOUND: {
    means: "the parent group is neither in this run nor in the target, or is archived there",
    act: "Add the parent to the source, or correct the reference."
  },
  GROUP_CYCLE: {
    means: "the group's parents lead back to the group itself",
    act: "Correct one parent of the circle at the origin."
  },
  PARENT_USER_NOT_FOUND: {
    means: "the user's parent is neither in this run nor in the target, or is archived there",
    act: "Add the parent to the source, or correct the reference: sourceId, source and language together name a user."
  },
  USER_CYCLE: {
    means: "the user's parents lead back to the user",
    act: "Correct one parent of the circle at the origin."
  },
  CREATE_FAILED: {
    means: "the target could not store the new record",
    act: "Run again later; if it stays so, ask the target's support."
  },
  UPDATE_FAILED: {
    means: "the target could not store the change",
    act: "Run again later; if it stays so, ask the target's support."
  },
  BATCH_REFUSED: {
    means: "the target refused the whole request that the record was in",
    act: "Read the target's words in the file of rejected rows; a few bad records may have spoilt it for all. Correct those and run again."
  },
  DUPLICATE: {
    means: "an earlier row has the same key and other content; the earlier one was sent",
    act: "Correct one of the two rows at the origin, or remove it."
  },
  BLOCKED: {
    means: "the record's parent was not accepted, so the record was not sent",
    act: "Correct the parent; then run again."
  },
  HELD: {
    means: "a guard held the record for a person's approval",
    act: "Look at the plan, and approve it if it is meant."
  },
  UNKNOWN: {
    means: "the record was sent and no answer says what became of it",
    act: "Run again: a record with a key is then created or updated once, whatever happened."
  },
  REMOTE_REJECTED: {
    means: "the target refused the record for a reason that Rollcall does not know",
    act: "Read the target's words in the file of rejected rows."
  }
} as const satisfies { readonly [code: string]: Explanation }

export type Code = keyof typeof codes

/** What Edusign says of a record that it refuses (docs/contract.md 1.4, 1.9 to 1.12); the others are the engine's. */
export const refusalCodes = [
  "VALIDATION_ERROR",
  "REQUIRED_FIELD_MISSING",
  "DUPLICATE_IN_REQUEST",
  "ARCHIVED_STUDENT_EXISTS",
  "ARCHIVED_PROFESSOR_EXISTS",
  "ARCHIVED_GROUP_EXISTS",
  "AMBIGUOUS_PROFESSOR_IDENTIFIER",
  "PROFESSOR_NOT_FOUND",
  "EMAIL_ALREADY_EXISTS",
  "PARENT_GROUP_NOT_FOUND",
  "GROUP_CYCLE",
  "CREATE_FAILED",
  "UPDATE_FAILED"
] as const satisfies ReadonlyArray<Code>
