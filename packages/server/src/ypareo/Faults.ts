/** The faults that the look-alike is told to commit, and which request gets which. */
import { Schema } from "effect"
import { type Endpoint, paths } from "./endpoints.ts"

const common = {
  endpoint: Schema.optionalKey(Schema.Literals(paths)).annotate({
    description: "The endpoint that it is meant for; any unless said."
  }),
  times: Schema.optionalKey(
    Schema.Union([Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)), Schema.Literal("always")])
  ).annotate({ description: "How many requests it meets; 1 unless said." }),
  after: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))).annotate({
    description: "How many requests it lets pass first; none unless said."
  })
}

const kind = <const K extends string, const F extends Schema.Struct.Fields>(kind: K, own: F) =>
  Schema.Struct({ kind: Schema.Literal(kind), ...own, ...common })

/** A fault. The answer is what it says, to one request unless it says otherwise. */
export const Fault = Schema.Union([
  kind("delay", {
    ms: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 600_000 }))
  }).annotate({ description: "The right answer, after so long." }),
  kind("empty", {}).annotate({ description: "200 without a body." }),
  kind("html", {}).annotate({ description: "200, and a page for people." }),
  kind("truncated", {}).annotate({ description: "200, and the first half of the list as a whole body." }),
  kind("error", { status: Schema.optionalKey(Schema.Literals([500, 502, 503, 504])) }).annotate({
    description: "A failure of the server, 500 unless said."
  }),
  kind("encoding", { as: Schema.Literals(["windows-1252", "utf-8-twice", "utf-8-bom"]) }).annotate({
    description:
      "The right list in Windows-1252; or as UTF-8 that was read as Windows-1252 and encoded again; or behind a byte order mark."
  })
])

/** A fault as it is given. */
export type Fault = typeof Fault.Type

interface Armed {
  readonly fault: Fault
  times: number
  after: number
}

/** A list of faults, used up from its front; one request meets one fault at most. */
export class Faults {
  #armed: Array<Armed> = []

  constructor(faults: ReadonlyArray<Fault> = []) {
    this.arm(faults)
  }

  /** Replaces the list. */
  arm(faults: ReadonlyArray<Fault>): void {
    this.#armed = faults.map(fault => {
      const { times = 1, after = 0 } = fault
      return { fault, times: times === "always" ? Number.POSITIVE_INFINITY : times, after }
    })
  }

  /**
   * What the next request to an endpoint meets. It counts for every fault that is meant for it; of those that have let
   * enough requests pass, the first takes it.
   */
  take(endpoint: Endpoint): Fault | undefined {
    const meant = this.#armed.filter(({ fault }) => (fault.endpoint ?? endpoint) === endpoint)
    const due = meant.find(({ after }) => after === 0)
    for (const armed of meant) if (armed.after > 0) armed.after -= 1
    if (due !== undefined) due.times -= 1
    this.#armed = this.#armed.filter(({ times }) => times > 0)
    return due?.fault
  }

  /** The faults that are still to come, with what is left of them. */
  left(): ReadonlyArray<Fault> {
    return this.#armed.map(({ fault, times, after }) => ({
      ...fault,
      times: times === Number.POSITIVE_INFINITY ? "always" : times,
      after
    }))
  }
}
