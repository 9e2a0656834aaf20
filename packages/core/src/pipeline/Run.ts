/** One run of a pipeline: takes rows, sends batches, and lets no row go without a verdict. */
import { Effect, Fiber, Semaphore } from "effect"
import { type AnyUpsert, type Fields, type Identity, parentOf } from "../entities/Entity.ts"
import { columnOf, type Mapper } from "../mapper/Mapper.ts"
import { prepare, type Sendable, type Takes } from "../mapper/Prepared.ts"
import { Widths } from "../mapper/Spreadsheet.ts"
import { Batches } from "../sink/Batches.ts"
import { Delivery } from "../sink/Delivery.ts"
import type { Patience, Permit, Sink } from "../sink/Sink.ts"
import type { Row } from "../source/Row.ts"
import type { Finding } from "../source/Source.ts"
import { type SinkError, Unexpected } from "../Trouble.ts"
import { accepted, type Verdict } from "../verdict/Verdict.ts"
import { Account, type Entry, type Listener } from "./Account.ts"
import { Duplicates } from "./Duplicates.ts"
import { levels } from "./Hierarchy.ts"

export class Run<A, F extends Fields, R> {
  readonly account: Account<A, F>
  readonly #mapper: Mapper<A, F>
  readonly #sink: Sink<F, R>
  readonly #delivery: Delivery<F, R>
  readonly #listener: Listener
  /** By identifier, so that equal keys of two are not taken for one. */
  readonly #duplicates = new Map<string, Duplicates>()
  readonly #widths = new Widths()
  readonly #batches: Batches<Entry<A, F>>
  readonly #takes: Takes
  /** Records that name a parent wait until all are known; no other does (Law 6). */
  readonly #tree: Array<Entry<A, F>> = []
  /** Keys that this run saw and did not bring into the target: what stands below them is blocked. */
  readonly #failed = new Set<string>()
  #firstAnswer = true
  #underWay: Fiber.Fiber<void> | undefined
  /** What was read and what was answered fall at the same time, and are told one after the other. */
  readonly #telling = Semaphore.makeUnsafe(1)
  /** Why nothing more is sent. */
  halted: SinkError | undefined

  constructor(
    mapper: Mapper<A, F>,
    sink: Sink<F, R>,
    listener: Listener,
    patience: Patience,
    permit: Permit
  ) {
    this.account = new Account(listener)
    this.#listener = listener
    this.#mapper = mapper
    this.#sink = sink
    const { apart, takes, trust } = sink
    // What a target takes or is trusted to judge is not what its entity says.
    const checked = mapper.entity === sink.entity && takes === undefined && trust === undefined
    this.#delivery = new Delivery(sink, patience, permit, checked)
    this.#batches = new Batches(
      sink.limits,
      apart && (({ upsert }) => this.#ask("telling records apart", () => apart(upsert)))
    )
    this.#takes = {
      ...(takes && { takes: field => this.#ask("saying what it takes", () => takes(field)) !== false }),
      ...(trust && { trust })
    }
  }

  get requests(): number {
    return this.#delivery.requests
  }

  /** What the keys of this run show together. */
  findings(): ReadonlyArray<Finding> {
    const widths = this.#widths.warning()
    return widths === undefined ? [] : [{ name: "widths of keys", value: widths, doubtful: true }]
  }

  /** Takes rows as they come, and sends the batches they complete; the last one may still be under way. */
  take(rows: ReadonlyArray<Row<A>>): Effect.Effect<void, never, R> {
    this.account.read(rows)
    const ready: Array<ReadonlyArray<Entry<A, F>>> = []
    for (const row of rows) {
      const entry = this.#admit(row)
      const batch = entry && this.#gather(entry)
      if (batch !== undefined) ready.push(batch)
    }
    return Effect.andThen(
      this.#tell,
      Effect.forEach(ready, batch => this.#send(batch), { discard: true })
    )
  }

  /** Sends what is left once the source has ended. */
  finish(): Effect.Effect<void, never, R> {
    const rest = Effect.andThen(this.#send(this.#batches.rest() ?? []), this.idle)
    return this.#tree.length === 0 ? rest : Effect.andThen(rest, this.#sendTree())
  }

  /** Waits for the batch that is under way. */
  readonly idle: Effect.Effect<void> = Effect.suspend(() => {
    const fiber = this.#underWay
    this.#underWay = undefined
    return fiber === undefined ? Effect.void : Fiber.join(fiber)
  })

  /** The record to send, unless the row has its verdict already. */
  #admit(row: Row<A>): Entry<A, F> | undefined {
    const prepared = prepare(this.#mapper, row, this.#takes)
    if (prepared._tag === "Settled") {
      if (prepared.key !== undefined) this.#failUnsent(prepared.key)
      this.account.settle(row, prepared.verdict, prepared.key)
      return undefined
    }
    const { upsert, identity, warnings } = prepared
    const bytes = this.#weigh(upsert)
    const tooLarge = this.#tooLarge(bytes)
    if (tooLarge !== undefined && identity !== undefined) this.#failUnsent(identity.key)
    const verdict = tooLarge ?? this.#repeated(prepared, row)
    if (verdict !== undefined) {
      this.account.settle(row, verdict, identity?.key, warnings)
      return undefined
    }
    const parent = parentOf(this.#sink.entity, upsert)
    if (identity !== undefined) this.#widths.push(idOf(upsert, identity))
    const key = identity?.key
    // With room for its verdict, which V8 would else have to make for each.
    const entry: Entry<A, F> = { row, upsert, key, parent, warnings, bytes, sent: false, verdict: undefined }
    this.account.open(entry)
    return entry
  }

  #tooLarge(weight: number): Verdict | undefined {
    const { bytes } = this.#sink.limits
    if (weight <= bytes) return undefined
    const message = `takes more than the ${bytes} bytes of one request`
    return { _tag: "Rejected", code: "RECORD_TOO_LARGE", message }
  }

  #weigh(upsert: AnyUpsert): number {
    return this.#ask("weighing a record", () => this.#sink.weigh(upsert)) ?? 0
  }

  /** A sink that breaks over a record gets nothing more. */
  #ask<T>(doing: string, question: () => T): T | undefined {
    try {
      return question()
    } catch {
      this.halted ??= new Unexpected({ message: `${this.#sink.name}: the connector broke while ${doing}` })
      return undefined
    }
  }

  #repeated({ identity, upsert }: Sendable<F>, row: Row<A>): Verdict | undefined {
    if (identity === undefined) return undefined
    const earlier = this.#seen(identity.field).claim(identity.key, upsert, row.at)
    return earlier && { _tag: "Duplicate", ...earlier }
  }

  #seen(field: string): Duplicates {
    const known = this.#duplicates.get(field)
    if (known !== undefined) return known
    const seen = new Duplicates()
    this.#duplicates.set(field, seen)
    return seen
  }

  #gather(entry: Entry<A, F>): ReadonlyArray<Entry<A, F>> | undefined {
    if (entry.parent === undefined) return this.#batches.add(entry, entry.bytes)
    this.#tree.push(entry)
    return undefined
  }

  #sendTree(): Effect.Effect<void, never, R> {
    const self = this
    const { name, parent: field } = this.#sink.entity
    return Effect.gen(function* () {
      const tree = levels(self.#tree)
      for (const { node, members } of tree.circles) {
        const code = `${name.toUpperCase()}_CYCLE`
        const message = `the parents form a circle: ${members.join(" → ")}`
        self.#close(node, {
          _tag: "Rejected",
          code,
          message,
          ...(field && { field })
        })
      }
      for (const { node, parent } of tree.below) self.#close(node, { _tag: "Blocked", parent })
      yield* self.#tell
      for (const level of tree.levels) yield* self.#sendLevel(level)
    })
  }

  #sendLevel(level: ReadonlyArray<Entry<A, F>>): Effect.Effect<void, never, R> {
    const ready: Array<ReadonlyArray<Entry<A, F>>> = []
    for (const entry of level) {
      const { parent } = entry
      if (this.halted === undefined && parent !== undefined && this.#failed.has(parent)) {
        this.#close(entry, { _tag: "Blocked", parent })
        continue
      }
      const batch = this.#batches.add(entry, entry.bytes)
      if (batch !== undefined) ready.push(batch)
    }
    ready.push(this.#batches.rest() ?? [])
    return Effect.andThen(
      this.#tell,
      Effect.forEach(ready, batch => this.#send(batch), { discard: true })
    ).pipe(Effect.andThen(this.idle))
  }

  /** One batch at a time, while the next ones are read and prepared. */
  #send(batch: ReadonlyArray<Entry<A, F>>): Effect.Effect<void, never, R> {
    if (batch.length === 0) return Effect.void
    const self = this
    return Effect.gen(function* () {
      yield* self.idle
      self.#underWay = yield* Effect.forkChild(self.#deliver(batch))
    })
  }

  #deliver(batch: ReadonlyArray<Entry<A, F>>): Effect.Effect<void, never, R> {
    if (this.halted !== undefined) {
      for (const entry of batch) this.#close(entry, { _tag: "NotAttempted" })
      return this.#tell
    }
    return this.#delivery.deliver(batch).pipe(
      Effect.flatMap(({ verdicts, sound, halt }) => {
        let index = 0
        for (const entry of batch) this.#close(entry, verdicts[index++] ?? { _tag: "NotAttempted" })
        this.halted ??= halt ?? (this.#firstAnswer && !sound ? unreadable(this.#sink.name) : undefined)
        this.#firstAnswer = false
        return this.#tell
      })
    )
  }

  /** Tells the outcomes that are new, and how far the run has come. */
  readonly #tell: Effect.Effect<void> = Effect.suspend(() =>
    Effect.andThen(
      this.account.publish,
      this.#listener.onProgress?.({ ledger: this.account.ledger(), requests: this.requests }) ?? Effect.void
    )
  ).pipe(this.#telling.withPermits(1))

  /** Only what has children is remembered (Law 6). */
  #fail(key: string): void {
    if (this.#sink.entity.parent !== undefined) this.#failed.add(key)
  }

  /** As for a record that is not sent itself: an earlier one of its key has a verdict of its own. */
  #failUnsent(key: string): void {
    const field = this.#sink.entity.identifiers[0]?.field ?? ""
    if (!this.#seen(field).has(key)) this.#fail(key)
  }

  #close(entry: Entry<A, F>, verdict: Verdict): void {
    if (entry.key !== undefined) {
      if (accepted(verdict)) this.#failed.delete(entry.key)
      else this.#fail(entry.key)
    }
    this.account.close(entry, this.#placed(verdict))
  }

  /** The target names a field; the person who corrects it knows a column (F51). */
  #placed(verdict: Verdict): Verdict {
    return verdict._tag === "Rejected" ? { ...verdict, ...columnOf(this.#mapper, verdict.field) } : verdict
  }
}

/** The id that a source gave, which may be a part of the key. */
const idOf = (upsert: AnyUpsert, { field }: Identity): string => String(upsert[field])

const unreadable = (sink: string): Unexpected =>
  new Unexpected({
    message: `${sink}: the answer to the first request does not name each record exactly once; nothing more was sent`
  })
