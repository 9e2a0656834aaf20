/** Text without what nobody sees: the one place that knows which characters are spaces and which have no width (F26, F27). */

/**
 * Most values have nothing to take away and stay as they are: text of ASCII, letters with their accents in one piece, as
 * Western Europe has them, and apostrophes, all of which are their own NFC. Looking costs an eighth of cleaning.
 */
const plain = /^[!-~\u00a1-\u00ac\u00ae-\u017f\u2019]+(?: [!-~\u00a1-\u00ac\u00ae-\u017f\u2019]+)*$/
/** Zero-width spaces, byte order marks, and the marks of direction that come along when a number is pasted. */
const zeroWidth = /[\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/gu
const spaces = /[\s\u0085]+/gu
/** The soft hyphen and the joiners: a name may need them, a key may not, and alone they are nothing. */
const joiners = /[\u00ad\u200c\u200d]/gu
const onlyJoiners = /^(?:\u00ad|\u200c|\u200d| )*$/u

/** Trimmed, runs of spaces of any kind one space, characters of no width gone; every other character as it was. */
export const bare = (value: string): string => (plain.test(value) ? value : cleaned(value))

const cleaned = (value: string): string => {
  const text = value.replace(zeroWidth, "").replace(spaces, " ").trim()
  return onlyJoiners.test(text) ? "" : text
}

/** As `bare`, in NFC. */
export const spaced = (value: string): string => (plain.test(value) ? value : cleaned(value).normalize("NFC"))

/** As `spaced`, and without any character that nobody sees but that makes two keys differ. */
export const spaceless = (value: string): string =>
  plain.test(value) ? value : spaced(value.replace(joiners, ""))
