/** Text as it stands, unless a wrong encoding has spoilt it (F20). */
import { make, type Normaliser } from "./Normaliser.ts"

/** For words that are not a person's, as the name of a company or a curriculum. */
export const sound: Normaliser = make(text => text)
