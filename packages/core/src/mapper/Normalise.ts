/** Values made fit for a target: by the engine, always; and by normalisers that a mapper calls where it wants them. */

export { type Dropped, dropped, isDropped } from "../normalisers/Dropped.ts"
export { type DateFormat, date } from "../normalisers/date.ts"
export { make, type Normaliser } from "../normalisers/Normaliser.ts"
export { type CountryCode, phone } from "../normalisers/phone.ts"
export { type PostcodeCountry, postcode } from "../normalisers/postcode.ts"
export { properName } from "../normalisers/properName.ts"
export { sound } from "../normalisers/sound.ts"
export { spaced, spaceless } from "../normalisers/spaces.ts"
export { webAddress } from "../normalisers/webAddress.ts"
export { normalise } from "./Normalised.ts"
