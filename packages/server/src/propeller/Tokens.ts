/** The tokens that a server has given out: kept in memory, as digests, until they end. */
import { randomBytes } from "node:crypto"
import { Clock, Duration, Effect, Redacted } from "effect"
import * as Secret from "../Secret.ts"

/** Who may ask for a token. */
export interface Client {
  readonly id: string
  readonly secret: Redacted.Redacted
}

/** A client that asks for more has forgotten the first ones. */
const most = 1000

export class Tokens {
  /** Each tells whether an id and a secret, together, are those of its client. */
  readonly #clients: ReadonlyArray<(given: string) => boolean>
  /** How long each is good for. */
  readonly lifetime: Duration.Duration
  /** When each ends, the oldest first. */
  readonly #ends = new Map<string, number>()

  constructor(clients: ReadonlyArray<Client>, lifetime: Duration.Duration) {
    this.#clients = clients.map(({ id, secret }) => Secret.matcher(together(id, Redacted.value(secret))))
    this.lifetime = lifetime
  }

  /** Whether there is such a client; every one is compared, in a time that says nothing of any. */
  knows(id: string, secret: string): boolean {
    const known = this.#clients.map(isClient => isClient(together(id, secret)))
    return secret !== "" && known.includes(true)
  }

  readonly issue: Effect.Effect<string> = Effect.map(Clock.currentTimeMillis, now => {
    const token = randomBytes(32).toString("base64url")
    const [oldest] = this.#ends.keys()
    if (this.#ends.size >= most && oldest !== undefined) this.#ends.delete(oldest)
    this.#ends.set(nameOf(token), now + Duration.toMillis(this.lifetime))
    return token
  })

  isGood(token: Redacted.Redacted): Effect.Effect<boolean> {
    return Effect.map(Clock.currentTimeMillis, now => {
      const name = nameOf(Redacted.value(token))
      const end = this.#ends.get(name)
      if (end !== undefined && end <= now) this.#ends.delete(name)
      return end !== undefined && end > now
    })
  }

  /** Takes all of them back. */
  revoke(): void {
    this.#ends.clear()
  }
}

const together = (id: string, secret: string): string => JSON.stringify([id, secret])
const nameOf = (token: string): string => Secret.digest(token).toString("base64")
