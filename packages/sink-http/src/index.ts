export * as Edusign from "./edusign/Edusign.ts"
