/** Text as Windows-1252 bytes; what it has no byte for becomes a question mark, as where it is really done. */
export const encode1252 = (text: string): Uint8Array =>
  Uint8Array.from(text, character => bytes.get(character) ?? 0x3f)

const decoder = new TextDecoder("windows-1252")

const bytes = new Map(
  Array.from({ length: 256 }, (_, byte) => [decoder.decode(Uint8Array.of(byte)), byte] as const)
)
