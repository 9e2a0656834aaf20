export * as Edusign from "./edusign/Edusign.ts"
export * as Propeller from "./propeller/Propeller.ts"
