/** Which of somebody's phone numbers is sent. */
import { Normalise } from "@rollcall/core"

/** What numbers without a calling code are taken for. */
export const inFrance = Normalise.phone({ country: "FR" })

/** The first that can be dialled; or else why the first that is there cannot. */
export const dialled = (phone: Normalise.Normaliser, ...numbers: ReadonlyArray<string | undefined>) => {
  const made = numbers.map(number => phone(number)).filter(number => number !== undefined)
  return made.find(number => !Normalise.isDropped(number)) ?? made[0]
}
