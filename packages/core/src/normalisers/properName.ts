/** Names in capitals become names as they are written. */
import { make, type Normaliser } from "./Normaliser.ts"

/**
 * A name in capitals, as `DE LA TOUR`, with capitals where they belong, as `de la Tour`. A name that has a small letter
 * already is somebody's own spelling, and stays as it is.
 */
export const properName: Normaliser = make(name => (inCapitals(name) ? proper(name) : name))

const inCapitals = (name: string): boolean => /\p{Lu}/u.test(name) && !/\p{Ll}/u.test(name)

const proper = (name: string): string => {
  // Only Turkish and its sisters have İ, and there the small letter of I is ı.
  const small = name.includes("İ") ? name.toLocaleLowerCase("tr") : name.toLowerCase()
  if (small.length !== name.length) return name
  const capital = (letter: string, at: number) => name.slice(at, at + letter.length)
  const capitals = initials.reduce((text, letters) => text.replace(letters, capital), small)
  const written = particles.reduce(
    (text, words) => text.replace(words, found => found.toLowerCase()),
    capitals
  )
  // Some letters only have their NFC once they are small.
  return written.normalize("NFC")
}

/** The letters that are capitals, each rule over what the one before has left. */
const initials: ReadonlyArray<RegExp> = [
  // The first of every word; behind an apostrophe only after a single letter, as in O'Brien, and not in Guivarc'h.
  /(?<![\p{L}\p{M}])(?<!\p{L}\p{M}*\p{L}\p{M}*['’])\p{L}/gu,
  /(?<=(?<!\p{L})(?:Dell|Dall|Nell|Sant)['’])\p{L}/gu,
  /(?<=(?<!\p{L})Mc)\p{L}(?=\p{L})/gu
]

/** The words that are none but belong to the one behind them. At the end, `DE` or `VAN` is the whole of a name. */
const particles: ReadonlyArray<RegExp> = [
  /(?<=^| )(?:De|Du|Des|Van|Von)(?= ['’\p{L}])/gu,
  /(?<=-)(?:De|Du|Des)(?=-\p{L})/gu,
  /(?<=^|[ -])D(?=['’]\p{L})/gu,
  /(?<=(?:^|[ -])de[ -])(?:La|Las|Le|Les|Los)(?=[ -]\p{L})/gu,
  /(?<=(?:^|[ -])de[ -])L(?=['’]\p{L})/gu,
  /(?<=(?:^| )v[ao]n )(?:Dem|Den|Der|Het)(?= \p{L})/gu,
  /(?<=(?:^| )['’])[ST](?= \p{L})/gu
]
