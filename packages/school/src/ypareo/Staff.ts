/** The staff: trainers, some with no e-mail of their own or retired, and offices. */
import { dice } from "../Dice.ts"
import { blocks } from "../damage.ts"
import type { Name } from "../Person.ts"
import type { School } from "../School.ts"
import { typedEmail } from "../typing.ts"
import { learnerCode } from "./Learner.ts"
import { makeLogin, makeName, nothing, typedName } from "./people.ts"
import type { ComptePersonnel, Personnel } from "./records.ts"

export interface StaffMember {
  readonly compte: ComptePersonnel
  readonly personnel: Personnel
  readonly truth: Name & {
    readonly email?: string
    /** Whether a trainer before them has the same e-mail. */
    readonly emailTaken: boolean
    readonly kind: "trainer" | "office" | "retired"
  }
}

/** Trainers first, then one of the office for every ten of them. */
export const makeStaff = (school: School): ReadonlyArray<StaffMember> => [
  ...trainers(school),
  ...offices(school)
]

const kinds = ["noEmail", "oneOfPair", "oneOfPair", "retired"] as const

function* trainers({ seed, sizes, damaged }: School): Generator<StaffMember> {
  for (const { first, end, damage } of blocks(
    seed,
    "ypareo formateurs",
    sizes.trainers,
    damaged ? kinds : []
  )) {
    let pair: string | undefined
    for (let index = first; index < end; index++) {
      const kind = damage.get(index)
      const code = index % 10 === 0 && index < sizes.learners ? learnerCode(seed, index) : ownCode(index)
      const member = makeMember(seed, index, code, kind === "retired" ? "retired" : "trainer", {
        ...(kind === "noEmail" && { email: undefined }),
        ...(kind === "oneOfPair" && pair !== undefined && { email: pair, emailTaken: true })
      })
      if (kind === "oneOfPair") pair ??= member.truth.email
      yield member
    }
  }
}

function* offices({ seed, sizes }: School): Generator<StaffMember> {
  for (let index = 0; index < Math.ceil(sizes.trainers / 10); index++) {
    const at = sizes.trainers + index
    yield makeMember(seed, at, ownCode(at), "office", {})
  }
}

/** Odd, so no learner's. */
const ownCode = (index: number): number => 1001 + 2 * index

const makeMember = (
  seed: number,
  index: number,
  codePersonnel: number,
  kind: StaffMember["truth"]["kind"],
  given: { readonly email?: string | undefined; readonly emailTaken?: boolean }
): StaffMember => {
  const d = dice(seed, "ypareo personnel", index)
  const name = makeName(d)
  const login = makeLogin(name, index)
  const { email, emailTaken = false } = { email: `${login}@cfa-val-de-loire.example`, ...given }
  const nom = typedName(d, name.lastName, 0.6)
  const prenom = typedName(d, name.firstName, 0.1)
  return {
    compte: {
      codePersonnel,
      login,
      nom,
      prenom,
      email: email === undefined ? nothing(d) : typedEmail(d, email),
      isAdministratif: kind === "office" || d.chance(0.05) ? 1 : 0,
      isFormateur: kind === "office" ? 0 : 1,
      ...(kind === "retired" && { plusUtilise: 1 as const })
    },
    personnel: {
      codePersonnel,
      nomPersonnel: nom,
      prenomPersonnel: prenom,
      login,
      plusUtilise: kind === "retired" ? 1 : 0
    },
    truth: { ...name, ...(email !== undefined && { email }), emailTaken, kind }
  }
}
