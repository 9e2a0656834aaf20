export * as Csv from "./Csv.ts"
