/** Files whose bytes are in another encoding than one would hope, or in two of them. */
import { windows1252 } from "../reading.ts"
import { iso885915, macRoman, raw, together, twice, utf16le } from "./bytes.ts"
import { type Entry, header, lost, row } from "./Entry.ts"

const pupils = header("ID", "NOM", "PRENOM")
const head = ["ID;NOM;PRENOM", pupils] as const

export const foundOut: ReadonlyArray<Entry> = [
  {
    name: "a French Excel's CSV: Windows-1252, semicolons, CR LF",
    written: windows1252,
    lineEnd: "\r\n",
    encoding: "windows-1252",
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      ["2;Lebœuf;François", row("2", "Lebœuf", "François")],
      ["3;D’Orsay;300 €", row("3", "D’Orsay", "300 €")]
    ]
  },
  {
    name: "a German Excel's CSV",
    written: windows1252,
    lineEnd: "\r\n",
    encoding: "windows-1252",
    lines: [
      ["Schüler-Nr;Nachname;Vorname;Straße", header("Schüler-Nr", "Nachname", "Vorname", "Straße")],
      ["0012;Müller;Jürgen;Große Allee 3", row("0012", "Müller", "Jürgen", "Große Allee 3")]
    ]
  },
  {
    name: "a Spanish export with commas",
    written: windows1252,
    encoding: "windows-1252",
    delimiter: "comma",
    lines: [
      ["Matrícula,Apellidos,Nombre", header("Matrícula", "Apellidos", "Nombre")],
      ["0012,Muñoz Peña,Íñigo", row("0012", "Muñoz Peña", "Íñigo")],
      ["0013,Güell,Mª Ángeles", row("0013", "Güell", "Mª Ángeles")]
    ]
  },
  {
    name: "YPAREO: Windows-1252, and one row that was encoded twice before (F20)",
    written: windows1252,
    lineEnd: "\r\n",
    encoding: "windows-1252",
    lines: [
      [
        "CODE_APPRENANT;NOM_APPRENANT;PRENOM_APPRENANT;VILLE",
        header("CODE_APPRENANT", "NOM_APPRENANT", "PRENOM_APPRENANT", "VILLE")
      ],
      ["590931;NOËL;Zoé;Orléans", row("590931", "NOËL", "Zoé", "Orléans")],
      [`590932;MARTIN;Léa;CURA\u00C3\u2021AO`, lost("GARBLED_TEXT", "VILLE")],
      ["590933;PETIT;Anaïs;Besançon", row("590933", "PETIT", "Anaïs", "Besançon")]
    ]
  },
  {
    name: "UTF-8 with one row of Windows-1252",
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      [windows1252("2;Garçon;Léa"), lost("GARBLED_TEXT", "NOM")],
      ["3;Petit;Anaïs", row("3", "Petit", "Anaïs")]
    ],
    says: [/encoding: utf-8.*line 3/]
  },
  {
    name: "Windows-1252 with one row of UTF-8",
    written: windows1252,
    encoding: "windows-1252",
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      [Buffer.from("2;Garçon;Léa"), lost("GARBLED_TEXT", "NOM")],
      ["3;Petit;Anaïs", row("3", "Petit", "Anaïs")]
    ]
  },
  {
    name: "more rows of Windows-1252 than of UTF-8: those few of UTF-8 are lost",
    written: windows1252,
    encoding: "windows-1252",
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      ["2;Garçon;Ana", row("2", "Garçon", "Ana")],
      [Buffer.from("3;Petit;Anaïs"), lost("GARBLED_TEXT", "PRENOM")],
      ["4;Lebœuf;Ana", row("4", "Lebœuf", "Ana")]
    ]
  },
  {
    name: "UTF-8, and what PowerShell's >> appends in UTF-16",
    bytes: together("ID;NOM;PRENOM\n1;Noël;Zoé\n", utf16le("2;Petit;Léa\r\n3;Roux;Lou\r\n")),
    refused: /binary/
  },
  {
    name: "UTF-8 with one row that was encoded twice",
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      [`2;${twice("Garçon")};Lea`, lost("GARBLED_TEXT", "NOM")]
    ]
  },
  {
    name: "all of it encoded twice, the header not",
    lines: [
      head,
      [twice("1;Noël;Lea"), lost("GARBLED_TEXT", "NOM")],
      [twice("2;Petit;Zoé"), lost("GARBLED_TEXT", "PRENOM")],
      [twice("3;Šimek;Ana"), lost("GARBLED_TEXT", "NOM")],
      [twice("4;D’Orsay;Ana"), lost("GARBLED_TEXT", "NOM")],
      [twice("5;À la Tour;Ana"), lost("GARBLED_TEXT", "NOM")]
    ]
  },
  {
    name: "a header that was encoded twice",
    bytes: `ID;NOM;${twice("Prénom")}\n1;Martin;Ana\n`,
    refused: /column 3|3rd|third/
  },
  {
    name: "a header of Windows-1252 over rows of UTF-8",
    bytes: Buffer.concat([windows1252("ID;NOM;Prénom\n"), Buffer.from("1;Noël;Zoé\n2;Garçon;Léa\n")]),
    refused: /column 3|3rd|third/
  },
  {
    name: "whatever was encoded twice: capitals, ligatures, quotes, the euro, letters of other languages, pictures",
    lines: [
      head,
      ...[
        "É",
        "È",
        "Ê",
        "Ç",
        "À",
        "Ô",
        "Í",
        "Œ",
        "œ",
        "’",
        "€",
        "ß",
        "à",
        "ï",
        "ñ",
        "ł",
        "ş",
        "ğ",
        "č",
        "«",
        "\u00A0",
        "😀"
      ].map(
        (letter, index) => [`${index};Petit;x${twice(letter)}y`, lost("GARBLED_TEXT", "PRENOM")] as const
      ),
      [`99;${twice(twice("Noël"))};Ana`, lost("GARBLED_TEXT", "NOM")]
    ]
  },
  {
    name: "names that look encoded twice and are not",
    lines: [
      head,
      ["1;GUIMARÃES;JOÃO", row("1", "GUIMARÃES", "JOÃO")],
      ["2;Ângelo Â.;SÃO", row("2", "Ângelo Â.", "SÃO")],
      ["3;Çelik;Åsa", row("3", "Çelik", "Åsa")],
      ["4;« Dupont »;Ï", row("4", "« Dupont »", "Ï")]
    ]
  },
  {
    name: "letters that an export has replaced by U+FFFD",
    lines: [head, ["1;No\uFFFDl;Zoé", lost("GARBLED_TEXT", "NOM")], ["2;Petit;Léa", row("2", "Petit", "Léa")]]
  },
  {
    name: "C1 controls where letters should be",
    lines: [
      head,
      ["1;Noël;Zo\u008E", lost("GARBLED_TEXT", "PRENOM")],
      ["2;Petit;Léa", row("2", "Petit", "Léa")]
    ]
  },
  {
    name: "bytes that Windows-1252 does not have",
    encoding: "windows-1252",
    lines: [
      head,
      [raw("1;No\xebl;Zo\xe9"), row("1", "Noël", "Zoé")],
      [raw("2;Gar\x8don;L\xe9a"), lost("GARBLED_TEXT", "NOM")]
    ]
  },
  {
    name: "surrogates and overlong forms, which are no UTF-8",
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      ["2;Petit;Léa", row("2", "Petit", "Léa")],
      ["3;Roux;Anaïs", row("3", "Roux", "Anaïs")],
      [raw("4;\xed\xa0\xbd;Ana"), lost("GARBLED_TEXT", "NOM")],
      [raw("5;\xc0\xafRoy;Ana"), lost("GARBLED_TEXT", "NOM")]
    ]
  },
  {
    name: "letters taken apart by a Mac: one e-mail, one key, whatever the form (F27)",
    lines: [head, ["1;Noe\u0308l;Zoe\u0301", row("1", "Noe\u0308l", "Zoe\u0301")]]
  },
  {
    name: "question marks and entities where letters were: nothing proves it, so they are read as they stand",
    lines: [head, ['1;Jalape?o;"No&euml;l"', row("1", "Jalape?o", "No&euml;l")]]
  },
  {
    name: "ISO-8859-15 that nobody declared: read, and doubted",
    written: iso885915,
    encoding: "windows-1252",
    lines: [
      head,
      ["1;Noël;Zoé", row("1", "Noël", "Zoé")],
      ["2;Lebœuf;Ana", row("2", "Leb½uf", "Ana")],
      ["3;Œuvrard;Ana", row("3", "¼uvrard", "Ana")]
    ],
    says: [/encoding in doubt: 2 lines, the first of them line 3, have .*ISO-8859-15/]
  },
  {
    name: "CP850, as a console of DOS writes it: read, and doubted",
    encoding: "windows-1252",
    lines: [head, ["1;Martin;Ana", row("1", "Martin", "Ana")], [raw("2;Roy;Zo\x82"), row("2", "Roy", "Zo‚")]],
    says: [/encoding in doubt: line 3 has .*CP850/]
  },
  {
    name: "Mac OS Roman whose letters Windows-1252 has: read, and doubted",
    written: macRoman,
    encoding: "windows-1252",
    lines: [head, ["1;Zoé;Ana", row("1", "ZoŽ", "Ana")], ["2;Martin;Ana", row("2", "Martin", "Ana")]],
    says: [/encoding in doubt: line 2 has .*Mac OS Roman/]
  },
  {
    name: "names in UTF-8 that were read as Mac OS Roman, as CP850, or lost their no-break space",
    lines: [
      head,
      ["1;Roux;Zo√©", lost("GARBLED_TEXT", "PRENOM")],
      ["2;Roux;Zo├®", lost("GARBLED_TEXT", "PRENOM")],
      ["3;VoilÃ ;Ana", lost("GARBLED_TEXT", "NOM")],
      ["4;Ð˜.;Ana", lost("GARBLED_TEXT", "NOM")],
      ["5;Petit;Zoé", row("5", "Petit", "Zoé")]
    ]
  },
  {
    name: "an old Mac's export, which is none of the encodings: letters that Windows-1252 does not have are found",
    written: macRoman,
    lineEnd: "\r",
    encoding: "windows-1252",
    lines: [
      head,
      ["1;Martin;Ana", row("1", "Martin", "Ana")],
      ["2;Garçon;Ana", lost("GARBLED_TEXT", "NOM")],
      ["3;Mercier;Hélène", lost("GARBLED_TEXT", "PRENOM")],
      ["4;Forêt;Ana", lost("GARBLED_TEXT", "NOM")]
    ]
  }
]
