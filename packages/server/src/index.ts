export { Api } from "./edusign/Api.ts"
export { PropellerApi } from "./propeller/Api.ts"
export * as Server from "./Server.ts"
export * as YpareoLookalike from "./ypareo/Lookalike.ts"
