export * as Ypareo from "./Ypareo.ts"
