/** The kinds of field an entity is made of, each a strict schema with its limits (docs/contract.md 1 and 2). */
export { date, language, oneOf } from "./fields/codes.ts"
export { list, nameOf, reference } from "./fields/compounds.ts"
export type { Field, Parts } from "./fields/Kind.ts"
export { email, key, tags, text, url } from "./fields/texts.ts"
