export * as MySql from "./MySql.ts"
