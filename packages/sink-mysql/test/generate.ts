/** Short names for what generated tests are made of. */
import { Arbitrary, Schema } from "effect"

/** A whole number, both ends included. */
export const number = (minimum: number, maximum: number): Arbitrary.Arbitrary<number> =>
  Arbitrary.schema(Schema.Int.check(Schema.isBetween({ minimum, maximum })))

/** One of these values, each as likely as it stands there often. */
export const pick = <const A>(...values: ReadonlyArray<A>): Arbitrary.Arbitrary<A> =>
  Arbitrary.map(number(0, values.length - 1), index => values[index] as A)

/** One of the first values, and one time in so many one of the others. */
export const mostly = (
  usual: ReadonlyArray<unknown>,
  others: ReadonlyArray<unknown>,
  onceIn = 16
): Arbitrary.Arbitrary<unknown> =>
  Arbitrary.flatMap(number(1, onceIn), turn => pick(...(turn === onceIn ? others : usual)))

/** Some of these, in their order. */
export const some = <A>(...values: ReadonlyArray<A>): Arbitrary.Arbitrary<ReadonlyArray<A>> =>
  Arbitrary.map(Arbitrary.all(values.map(() => pick(true, false))), chosen =>
    values.filter((_, index) => chosen[index])
  )

export const list = <A>(
  item: Arbitrary.Arbitrary<A>,
  maxLength: number,
  minLength = 0
): Arbitrary.Arbitrary<ReadonlyArray<A>> => Arbitrary.array(item, { minLength, maxLength })
