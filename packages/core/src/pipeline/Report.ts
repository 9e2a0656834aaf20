/** What a run tells when it has ended: its ledger, why it ended, and the first records that need a person. */
import type { Warning } from "../mapper/Prepared.ts"
import type { Place } from "../source/Place.ts"
import type { Row } from "../source/Row.ts"
import type { Coverage, Finding } from "../source/Source.ts"
import type { SinkError, SourceError } from "../Trouble.ts"
import type { Ledger } from "../verdict/Ledger.ts"
import type { Verdict } from "../verdict/Verdict.ts"

/** What became of one row, with the row itself as the source gave it: personal data. */
export interface Outcome<A = unknown> {
  readonly at: Place
  readonly row: Row<A>
  readonly key?: string
  readonly verdict: Verdict
  readonly warnings: ReadonlyArray<Warning>
}

/** How a run came to its end; only `Completed` has read and sent everything. */
export type Ended =
  | { readonly _tag: "Completed" }
  | { readonly _tag: "SourceFailed"; readonly error: SourceError }
  | { readonly _tag: "TargetFailed"; readonly error: SinkError }
  | { readonly _tag: "Interrupted" }

/** How often something happened, by code and field. */
export interface Count {
  readonly code: string
  readonly field?: string
  readonly column?: string
  readonly count: number
}

/** How often a mapper left a record out, by the reason that it gave. */
export interface ReasonCount {
  readonly reason: string
  readonly count: number
}

/** A record that is not in the target as its source has it, by place and key; only a `note` has a vendor's words. */
export interface Trouble {
  readonly at: Place
  readonly key?: string
  readonly verdict: Verdict
}

export interface Report {
  readonly name: string
  readonly source: string
  readonly sink: string
  /** The plural of the entity. */
  readonly entity: string
  readonly findings: ReadonlyArray<Finding>
  /** What the source covered; only after a read that came to its end. */
  readonly coverage?: Coverage
  readonly ledger: Ledger
  /** Rejected records by code and field, the most frequent first. */
  readonly rejections: ReadonlyArray<Count>
  readonly warnings: ReadonlyArray<Count>
  /** Filtered records, the most frequent reason first; of more than 100 reasons, the later ones are counted as one. */
  readonly filtered: ReadonlyArray<ReasonCount>
  /** The first 100 records that were rejected, blocked, unknown or repeated with other content. */
  readonly troubles: ReadonlyArray<Trouble>
  /** Requests made, repeated ones included. */
  readonly requests: number
  readonly ended: Ended
}
