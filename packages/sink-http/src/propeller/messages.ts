/** The messages of an error answer: `{ "error": { "messages": […] } }` (docs/contract.md 2). */
import { Predicate } from "effect"

/** Also those of an answer whose end is cut off, as far as they came whole; none of what is no such answer. */
export const messagesIn = (text: string): ReadonlyArray<string> => {
  const messages = memberOf(memberOf(parsed(text) ?? ended(text), "error"), "messages")
  return Array.isArray(messages) ? messages.filter(Predicate.isString) : []
}

const memberOf = (value: unknown, name: string): unknown =>
  Predicate.isReadonlyObject(value) && Object.hasOwn(value, name) ? Reflect.get(value, name) : undefined

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The answer as if its list of messages had ended with the last that came whole. */
const ended = (text: string): unknown => {
  for (let end = text.lastIndexOf('"'); end > 0; end = text.lastIndexOf('"', end - 1)) {
    const answer = parsed(`${text.slice(0, end + 1)}]}}`)
    if (answer !== undefined) return answer
  }
  return undefined
}
