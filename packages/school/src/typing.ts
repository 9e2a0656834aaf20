/** How an office types the truth into cells; reading it with spaces, case and tags cleaned gives the truth back. */
import type { Dice } from "./Dice.ts"

const NBSP = "\u00a0"

/** A blank cell, rarely with a space in it. */
const blank = (dice: Dice): string => (dice.chance(0.02) ? " " : "")

/** One line of text: sometimes with spaces too many, or no-break ones. */
export const typedText = (dice: Dice, text: string | undefined): string => {
  if (text === undefined) return blank(dice)
  if (!dice.chance(0.06)) return text
  const way = dice.below(4)
  if (way === 0) return `${text} `
  if (way === 1) return ` ${text}`
  return spaced(text, way === 2 ? "  " : NBSP)
}

/** Text that may stand on two lines; the break is where a space was. */
export const typedLines = (dice: Dice, text: string | undefined): string => {
  if (text === undefined) return blank(dice)
  if (!dice.chance(0.04) || !text.includes(" ")) return typedText(dice, text)
  return text.replace(" ", dice.chance(0.8) ? "\n" : "\r\n")
}

/** An e-mail, sometimes with capitals or a space behind it. */
export const typedEmail = (dice: Dice, email: string | undefined): string => {
  if (email === undefined) return blank(dice)
  if (!dice.chance(0.1)) return email
  const [box = "", domain = ""] = email.split("@")
  return dice.pick([
    email.toUpperCase(),
    `${box.replace(/(^|\.)[a-z]/g, letter => letter.toUpperCase())}@${domain}`,
    `${email} `,
    `${email}${NBSP}`,
    ` ${box.toUpperCase()}@${domain}  `
  ])
}

/** A phone number, rarely with a space behind it. */
export const typedPhone = (dice: Dice, phone: string | undefined): string =>
  phone === undefined ? blank(dice) : dice.chance(0.02) ? `${phone} ` : phone

/** Tags between bars, sometimes with spaces, an empty one, or the first one twice. */
export const typedTags = (dice: Dice, tags: ReadonlyArray<string>): string => {
  const [first] = tags
  if (first === undefined) return blank(dice)
  if (!dice.chance(0.2)) return tags.join("|")
  return dice.pick([
    tags.join(" | "),
    `${tags.join("|")}|`,
    [first, "", ...tags].join("|"),
    [...tags, first].join("|")
  ])
}

/**
 * Puts another space where the first one stands, or behind the text. A no-break space behind É would be the bytes
 * C9 A0, which are UTF-8 for another letter: it follows plain letters only.
 */
const spaced = (text: string, space: string): string => {
  const at = text.indexOf(" ")
  const spacious = at < 0 ? text + space : text.slice(0, at) + space + text.slice(at + 1)
  return /[^ -~]\u00a0/.test(spacious) ? text.replace(" ", "  ") : spacious
}
