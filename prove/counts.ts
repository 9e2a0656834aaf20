/** How much every proof tries: a little in `npm test`, all of it in `pnpm prove` (docs/proof.md). */

interface Extent {
  /** What is counted. */
  readonly of: string
  readonly small: number
  readonly full: number
}

/** The proofs, in the order of the table. A proof may try more than its count, and never less. */
export const proofs = {
  answers: { of: "answers", small: 800, full: 20_000 },
  "answers-users": { of: "answers", small: 400, full: 10_000 },
  pipelines: { of: "pipelines", small: 400, full: 20_000 },
  poison: { of: "batches of 1,000", small: 60, full: 1000 },
  fuzz: { of: "files", small: 400, full: 20_000 },
  kills: { of: "kills", small: 4, full: 40 },
  histories: { of: "histories on each server", small: 4, full: 300 },
  "kills-mysql": { of: "kills on each server", small: 3, full: 50 },
  writers: { of: "writers on each server", small: 4, full: 20 },
  memory: { of: "rows", small: 100_000, full: 1_000_000 }
} as const satisfies { readonly [name: string]: Extent }

export type Proof = keyof typeof proofs

/** The variable by which `pnpm prove` asks for the full counts. */
export const effort = "ROLLCALL_PROVE"

/** What the proofs are asked to try in this run; the same seed generates the same. */
export interface Counts extends Readonly<Record<Proof, number>> {
  readonly seed: number
  /** The database servers to prove it on; "any" is the one that the environment asks for, or that is installed. */
  readonly servers: ReadonlyArray<"mariadb" | "mysql9" | "any">
}

/** The counts in force: the small ones, unless the environment says `ROLLCALL_PROVE=full`; its `ROLLCALL_SEED` wins. */
export const countsInForce = (environment: { readonly [name: string]: string | undefined }): Counts => {
  const extent = environment[effort] === "full" ? "full" : "small"
  const counts = Object.entries(proofs).map(([name, proof]) => [name, proof[extent]])
  return {
    ...(Object.fromEntries(counts) as Record<Proof, number>),
    seed: Number(environment.ROLLCALL_SEED ?? 1),
    servers: extent === "full" ? ["mariadb", "mysql9"] : ["any"]
  }
}
