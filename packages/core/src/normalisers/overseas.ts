/** The French departments overseas: dialled from one another and from France as one country, under five calling codes. */

/** Whether numbers without a calling code are those of France as well. */
export const sharesFrance = (country: string): boolean => countries.has(country)

const countries: ReadonlySet<string> = new Set(["FR", "BL", "GF", "GP", "MF", "MQ", "RE", "YT"])

/** The calling code of a number of nine digits that France dials as its own, where it is not 33. */
export const callingCode = (digits: string): string | undefined =>
  codes.find(([, numbers]) => numbers.test(digits))?.[0]

const codes: ReadonlyArray<readonly [code: string, numbers: RegExp]> = [
  // Réunion and Mayotte; 06 39 98 is kept for fiction.
  ["262", /^(?:262|263[01]|269[015-8]|639(?!98)|69[23]|7092|7093[5-7])\d+$/u],
  // Guadeloupe, Saint-Barthélemy, Saint-Martin.
  ["590", /^(?:590|69[01]|7090)\d+$/u],
  // French Guiana.
  ["594", /^(?:594|694|7093[0-3])\d+$/u],
  // Martinique.
  ["596", /^(?:596|69[67]|7091)\d+$/u]
]
