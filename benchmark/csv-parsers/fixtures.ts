/** Files with the damage that school exports come with, and what an honest reader makes of each. */

export interface Fixture {
  readonly name: string
  readonly text: string
  /** The rows that are beyond doubt, with the physical line where each starts; the header is the first. */
  readonly good: ReadonlyArray<readonly [line: number, cells: ReadonlyArray<string>]>
  /** The lines where a damaged record starts: each must be reported, or have the wrong number of cells. */
  readonly spoilt?: ReadonlyArray<number>
  /** Readings of a damaged record that lose nothing. */
  readonly tolerated?: ReadonlyArray<ReadonlyArray<string>>
  /** Editors disagree about where a line ends here, so places are not judged. */
  readonly linesDisputed?: true
}

const header = ["id", "nom", "classe"]
const a = ["1", "Martin", "6A"]
const b = ["2", "Bernard", "6B"]
const c = ["3", "Petit", "5C"]
const lines = (...text: ReadonlyArray<string>) => text.map(line => `${line}\n`).join("")
const around = (...text: ReadonlyArray<string>) =>
  lines("id;nom;classe", "1;Martin;6A", ...text, "3;Petit;5C")
const kept = (middle: number): Fixture["good"] => [
  [1, header],
  [2, a],
  [3 + middle, c]
]

const long = "x".repeat(300_000)
const many = Array.from({ length: 2_000 }, (_, index) => [String(index), `Nom ${index}`, "6A"])

export const fixtures: ReadonlyArray<Fixture> = [
  {
    name: "clean, LF",
    text: around("2;Bernard;6B"),
    good: [
      [1, header],
      [2, a],
      [3, b],
      [4, c]
    ]
  },
  {
    name: "clean, CRLF",
    text: around("2;Bernard;6B").replaceAll("\n", "\r\n"),
    good: [
      [1, header],
      [2, a],
      [3, b],
      [4, c]
    ]
  },
  {
    name: "clean, CR only",
    text: around("2;Bernard;6B").replaceAll("\n", "\r"),
    good: [
      [1, header],
      [2, a],
      [3, b],
      [4, c]
    ]
  },
  {
    name: "CRLF first, then LF",
    text: 'id;nom;classe\r\n1;Martin;6A\r\n"2";"Bernard";"6B"\n3;Petit;5C\n',
    good: [
      [1, header],
      [2, a],
      [3, b],
      [4, c]
    ]
  },
  {
    name: "LF first, then CRLF",
    text: 'id;nom;classe\n1;Martin;6A\n"2";"Bernard";"6B"\r\n3;Petit;5C\r\n',
    good: [
      [1, header],
      [2, a],
      [3, b],
      [4, c]
    ]
  },
  {
    name: "CR CR LF",
    text: around('2;Bernard;"6B"').replaceAll("\n", "\r\r\n"),
    linesDisputed: true,
    good: [
      [1, header],
      [2, a],
      [3, b],
      [4, c]
    ]
  },
  {
    name: "no line end at the end",
    text: 'id;nom;classe\n1;Martin;6A\n3;Petit;"5C"',
    good: [
      [1, header],
      [2, a],
      [3, c]
    ]
  },
  { name: "BOM", text: `\u{feff}${around()}`, good: kept(0) },
  {
    name: "BOM before a quoted header",
    text: `\u{feff}${lines('"id";"nom";"classe"', "1;Martin;6A", "3;Petit;5C")}`,
    good: kept(0)
  },
  {
    name: "delimiter in quotes",
    text: around('2;"Bernard; Anne";6B'),
    good: [...kept(1), [3, ["2", "Bernard; Anne", "6B"]]]
  },
  {
    name: "doubled quotes",
    text: around('2;"Bernard ""Nanou""";6B'),
    good: [...kept(1), [3, ["2", 'Bernard "Nanou"', "6B"]]]
  },
  {
    name: "empty quoted cells",
    text: around('2;"";""'),
    good: [...kept(1), [3, ["2", "", ""]]]
  },
  {
    name: "line end in quotes, LF",
    text: around('2;"Bernard\n\nAnne";6B'),
    good: [...kept(3), [3, ["2", "Bernard\n\nAnne", "6B"]]]
  },
  {
    name: "line end in quotes, CRLF",
    text: around('2;"Bernard\nAnne";6B').replaceAll("\n", "\r\n"),
    good: [...kept(2), [3, ["2", "Bernard\nAnne", "6B"]]]
  },
  { name: "blank rows", text: around("", "", ""), good: kept(3) },
  { name: "row of delimiters", text: around(";;"), good: [...kept(1), [3, ["", "", ""]]] },
  { name: "short row", text: around("2;Bernard"), good: kept(1), spoilt: [3] },
  { name: "long row", text: around("2;Bernard;6B;;x"), good: kept(1), spoilt: [3] },
  {
    name: "stray quote in an unquoted cell",
    text: around('2;Bern"ard;6B'),
    good: kept(1),
    spoilt: [3],
    tolerated: [["2", 'Bern"ard', "6B"]]
  },
  {
    name: "stray quote at the end of a cell",
    text: around('2;Bernard";6B', '4;Roux;"6D"'),
    good: [...kept(2), [4, ["4", "Roux", "6D"]]],
    spoilt: [3],
    tolerated: [["2", 'Bernard"', "6B"]]
  },
  {
    name: "text after a closing quote",
    text: around('2;"Bernard" Anne;6B', '4;"Roux";"6D"'),
    good: [...kept(2), [4, ["4", "Roux", "6D"]]],
    spoilt: [3],
    tolerated: [["2", '"Bernard" Anne', "6B"]]
  },
  {
    name: "quotes in quotes, not doubled",
    text: around('2;"Bernard "Nanou" Anne";6B', '4;"Roux";"6D"'),
    good: [...kept(2), [4, ["4", "Roux", "6D"]]],
    spoilt: [3],
    tolerated: [["2", 'Bernard "Nanou" Anne', "6B"]]
  },
  {
    name: "the same, before a delimiter",
    text: around('2;"Bernard "Nanou"; Anne";6B', '4;"Roux";"6D"'),
    good: [...kept(2), [4, ["4", "Roux", "6D"]]],
    spoilt: [3],
    tolerated: [["2", 'Bernard "Nanou"; Anne', "6B"]]
  },
  {
    name: "quotes escaped by a backslash",
    text: around('2;"Bernard \\"Nanou\\" Anne";6B', '4;"Roux";"6D"'),
    good: [...kept(2), [4, ["4", "Roux", "6D"]]],
    spoilt: [3],
    tolerated: [["2", 'Bernard \\"Nanou\\" Anne', "6B"]]
  },
  {
    name: "space before the opening quote",
    text: around('2; "Bernard";6B'),
    good: kept(1),
    spoilt: [3],
    tolerated: [
      ["2", ' "Bernard"', "6B"],
      ["2", "Bernard", "6B"]
    ]
  },
  {
    name: "space after the closing quote",
    text: around('2;"Bernard" ;6B'),
    good: kept(1),
    spoilt: [3],
    tolerated: [
      ["2", '"Bernard" ', "6B"],
      ["2", "Bernard", "6B"]
    ]
  },
  {
    name: "open quote, no quote after it",
    text: around('2;"Bernard;6B', "4;Roux;6D"),
    good: [...kept(2), [4, ["4", "Roux", "6D"]]],
    spoilt: [3]
  },
  {
    name: "open quote, quoted rows after it",
    text: around('2;"Bernard;6B', '4;"Roux";6D'),
    good: [...kept(2), [4, ["4", "Roux", "6D"]]],
    spoilt: [3]
  },
  {
    name: "open quote, every cell quoted",
    text: lines('"id";"nom";"classe"', '"1";"Martin";"6A"', '"2";"Bernard;"6B"', '"3";"Petit";"5C"'),
    good: kept(1),
    spoilt: [3]
  },
  {
    name: "open quote, stray quote in a later row",
    text: around('2;"Bernard;6B', '4;Roux";6D'),
    good: kept(2),
    spoilt: [3],
    tolerated: [["4", 'Roux"', "6D"]]
  },
  {
    name: "open quote, 2,000 quoted rows after it",
    text: around('2;"Bernard;6B', ...many.map(row => `"${row.join('";"')}"`)),
    good: [...kept(2_001), ...many.map((row, index) => [4 + index, row] as const)],
    spoilt: [3]
  },
  { name: "open quote in the last row", text: `${around()}4;"Roux;6D\n`, good: kept(0), spoilt: [4] },
  { name: "cut in the middle of a row", text: `${around()}4;Ro`, good: kept(0), spoilt: [4] },
  {
    name: "cut in the middle of a quoted cell",
    text: `${around()}4;"Roux;\nRe`,
    good: kept(0),
    spoilt: [4]
  },
  { name: "cut after an opening quote", text: `${around()}4;"Ro`, good: kept(0), spoilt: [4] },
  {
    name: "NUL in a cell",
    text: around("2;Ber\0nard;6B"),
    good: kept(1),
    spoilt: [3],
    tolerated: [["2", "Ber\0nard", "6B"]]
  },
  {
    name: "NUL after a closing quote",
    text: around('2;"Bernard"\0;6B', '4;"Roux";6D'),
    good: [...kept(2), [4, ["4", "Roux", "6D"]]],
    spoilt: [3],
    tolerated: [["2", '"Bernard"\0', "6B"]]
  },
  {
    name: "NULs to the end of the file",
    text: `${around()}${"\0".repeat(64)}`,
    good: kept(0),
    spoilt: [4]
  },
  {
    name: "lone CR inside a row",
    text: around("2;Ber\rnard;6B"),
    linesDisputed: true,
    good: kept(1),
    spoilt: [3],
    tolerated: [["2", "Ber\rnard", "6B"]]
  },
  {
    name: "cell of 300,000 characters",
    text: around(`2;"${long}";6B`),
    good: [...kept(1), [3, ["2", long, "6B"]]]
  }
]
