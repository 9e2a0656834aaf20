/** The flags that say how a file is to be read, as options of a CSV source. */
import { Csv } from "@rollcall/connector-csv"
import { Option, Schema } from "effect"
import { Flag } from "effect/cli"

const whole = (name: string, description: string) =>
  Flag.Int(name).pipe(
    Flag.withDescription(description),
    Flag.withSchema(Schema.Int.check(Schema.isGreaterThan(0))),
    Flag.optional
  )

const several = (name: string, metavar: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar(metavar), Flag.withDescription(description), Flag.atLeast(0))

const delimiters = [
  ["semicolon", ";"],
  [";", ";"],
  ["comma", ","],
  [",", ","],
  ["tab", "\t"],
  ["\t", "\t"],
  ["pipe", "|"],
  ["|", "|"]
] as const satisfies ReadonlyArray<readonly [string, Csv.Delimiter]>

export const readingFlags = {
  encoding: Flag.Literals("encoding", Csv.encodings).pipe(
    Flag.withDescription("The file's encoding; found out unless given"),
    Flag.optional
  ),
  delimiter: Flag.ChoiceWithValue("delimiter", delimiters).pipe(
    Flag.withDescription("What separates cells, by name or as it is; found out unless given"),
    Flag.optional
  ),
  headerLine: whole("header-line", "The line of the header, from 1; found out unless given"),
  ids: several("id", "COLUMN", "A column of ids: those that a spreadsheet has spoilt cost their rows"),
  blanks: several("blank", "WORD", "A word that is read as an empty cell, in any case"),
  stripApostrophes: Flag.Boolean("strip-apostrophes").pipe(
    Flag.withDescription("Take the apostrophe of '0123 off the columns of ids"),
    Flag.withDefault(false)
  ),
  longestLine: whole("longest-line", "Characters a line or a row may have; 1048576 unless given")
}

/** What the flags were given. */
export interface Given {
  readonly encoding: Option.Option<Csv.Encoding>
  readonly delimiter: Option.Option<Csv.Delimiter>
  readonly headerLine: Option.Option<number>
  readonly ids: ReadonlyArray<string>
  readonly blanks: ReadonlyArray<string>
  readonly stripApostrophes: boolean
  readonly longestLine: Option.Option<number>
}

/** Flags that were not given are left to the source. */
export const optionsOf = ({ ids, blanks, stripApostrophes, ...given }: Given): Csv.Options => ({
  ...(Option.isSome(given.encoding) && { encoding: given.encoding.value }),
  ...(Option.isSome(given.delimiter) && { delimiter: given.delimiter.value }),
  ...(Option.isSome(given.headerLine) && { headerLine: given.headerLine.value }),
  ...(Option.isSome(given.longestLine) && { longestLine: given.longestLine.value }),
  ids,
  blanks,
  apostrophes: stripApostrophes ? "strip" : "refuse"
})
