export { Api } from "./api/Api.ts"
export * as Server from "./Server.ts"
