/** Decodes what a client sent, strictly, and says what is wrong with it without repeating any of it. */
import { Result, Schema, SchemaIssue } from "effect"

/** An object that takes these names and no others. */
export const closed = <const F extends Schema.Struct.Fields>(fields: F) =>
  Schema.Struct(fields).annotate({
    message: "must be an object",
    messageUnexpectedKey: `${unknownName}; known: ${Object.keys(fields).join(", ")}`
  })

/** Fails with the first thing that is wrong, as `path: what`; `whole` stands for the path of the input itself. */
export const strictly = <A>(schema: Schema.ConstraintDecoder<A>, whole = "") => {
  const decode = Schema.decodeUnknownResult(schema)
  return (input: unknown): Result.Result<A, string> =>
    Result.mapError(decode(input, { onExcessProperty: "error" }), ({ issue }) => {
      const { path = [], message } = toIssues(issue).issues[0] ?? { message: "is not what was expected" }
      const steps = path.map(step => String(typeof step === "object" ? step.key : step))
      // An unknown name is not repeated: it may be anything, a person's name too.
      const known = message.startsWith(unknownName) ? steps.slice(0, -1) : steps
      const where = known.join(".") || whole
      return where === "" ? message : `${where}: ${message}`
    })
}

const unknownName = "unknown name"

const toIssues = SchemaIssue.makeFormatterStandardSchemaV1({
  leafHook: issue => (issue._tag === "MissingKey" ? "is missing" : SchemaIssue.defaultLeafHook(issue))
})
