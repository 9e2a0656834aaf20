/** What a target should hold after one run from YPAREO into an empty one, and what the run should say of each record. */
import type { Sizes } from "../School.ts"
import { judged, type YpareoEntity, type YpareoFate, type YpareoFields, type YpareoReason } from "./judged.ts"
import type { YpareoMapping } from "./mapping.ts"
import type { YpareoSchool } from "./Ypareo.ts"

/** read = created + filtered + rejected; every other verdict is 0. */
export interface YpareoVerdicts {
  readonly read: number
  readonly created: number
  readonly filtered: number
  readonly rejected: number
}

/** A record of the web services: what it would be at the target, and its code. */
interface Place {
  readonly entity: YpareoEntity
  readonly code: number
}

export interface YpareoFiltered extends Place {
  readonly reason: YpareoReason
}

/** Staff whom the target refuses, for their e-mail. */
export interface YpareoRejection extends Place {
  readonly error: "REQUIRED_FIELD_MISSING" | "EMAIL_ALREADY_EXISTS"
  readonly field: "email"
}

/** A field that cannot be used, which the record goes on without. */
export interface YpareoWarning extends Place {
  readonly field: "phone"
}

/** Plain JSON; `held` is by key. */
export interface YpareoExpected {
  readonly seed: number
  readonly sizes: Sizes
  readonly held: { readonly [E in YpareoEntity]: { readonly [key: string]: YpareoFields } }
  readonly verdicts: { readonly [E in YpareoEntity]: YpareoVerdicts }
  readonly filtered: ReadonlyArray<YpareoFiltered>
  readonly rejected: ReadonlyArray<YpareoRejection>
  readonly warnings: ReadonlyArray<YpareoWarning>
}

/** The expected outcome of a school under a mapping. */
export const expectedOfYpareo = (school: YpareoSchool, mapping: YpareoMapping = {}): YpareoExpected => {
  const held: { [E in YpareoEntity]: { [key: string]: YpareoFields } } = {
    groups: {},
    professors: {},
    students: {}
  }
  const verdicts = { groups: none(), professors: none(), students: none() }
  const filtered: Array<YpareoFiltered> = []
  const rejected: Array<YpareoRejection> = []
  const warnings: Array<YpareoWarning> = []

  const note = (place: Place, fate: YpareoFate): void => {
    switch (fate.verdict) {
      case "created":
        held[place.entity][fate.held.externalReferenceId ?? ""] = fate.held
        if (fate.dropped !== undefined) warnings.push({ ...place, field: fate.dropped })
        return
      case "filtered":
        filtered.push({ ...place, reason: fate.reason })
        return
      case "rejected":
        rejected.push({ ...place, error: fate.error, field: "email" })
    }
  }

  for (const { fate, ...place } of judged(school, mapping)) {
    const counts = verdicts[place.entity]
    counts.read++
    counts[fate.verdict]++
    note(place, fate)
  }
  const { seed, sizes } = school
  return { seed, sizes, held, verdicts, filtered, rejected, warnings }
}

const none = () => ({ read: 0, created: 0, filtered: 0, rejected: 0 })
