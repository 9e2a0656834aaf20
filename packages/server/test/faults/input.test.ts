import { expect, it } from "vitest"
import { visit } from "../Visitor.ts"
import { send } from "./Batch.ts"

it.each<readonly [faults: unknown, message: string]>([
  [{}, "the body must be a list of faults"],
  [[{ kind: "earthquake" }], "fault 1: kind must be one of 429, 503, delay, slow-accept, refuse, poison, "],
  [["429"], "fault 1: kind must be one of"],
  [[{ kind: "503" }, { kind: "delay" }], "fault 2: ms: is missing"],
  [[{ kind: "delay", ms: -1 }], "fault 1: ms: "],
  [[{ kind: "slow-body" }], "fault 1: ms: is missing"],
  [[{ kind: "slow-body", ms: 600_001 }], "fault 1: ms: "],
  [[{ kind: "slow-accept", ms: "long" }], "fault 1: ms: "],
  [
    [{ kind: "slow-accept", ms: 1, path: "students" }],
    "fault 1: unknown name; known: kind, times, after, ms"
  ],
  [[{ kind: "429", ms: 1 }], "fault 1: unknown name; known: kind, times, after, path, retryAfter"],
  [[{ kind: "429", retryAfter: "soon" }], 'fault 1: retryAfter: must be seconds or "date"'],
  [[{ kind: "429", times: 0 }], 'fault 1: times: must be a whole number from 1, or "always"'],
  [[{ kind: "429", times: "never" }], 'fault 1: times: must be a whole number from 1, or "always"'],
  [[{ kind: "429", times: 1.5 }], "fault 1: times: "],
  [[{ kind: "429", after: "always" }], "fault 1: after: "],
  [[{ kind: "429", after: -1 }], "fault 1: after: must be a whole number from 0"],
  [[{ kind: "429", path: "nobody" }], "fault 1: path: "],
  [[{ kind: "refuse" }], "fault 1: status: is missing"],
  [[{ kind: "refuse", status: 404 }], "fault 1: status: "],
  [[{ kind: "poison", status: 400 }], "fault 1: keys: is missing"],
  [[{ kind: "poison", status: 400, keys: [] }], "fault 1: keys: must name at least one key"],
  [[{ kind: "poison", status: 400, keys: [7] }], "fault 1: keys.0: "],
  [[{ kind: "redirect", status: 200 }], "fault 1: status: "],
  [[{ kind: "redirect", location: "/a\r\nset-cookie: b" }], "fault 1: location: must be an address"],
  [[{ kind: "html", stored: "yes" }], "fault 1: stored: "],
  [[{ kind: "content-type", type: "text/\nplain" }], "fault 1: type: must be a media type"],
  [[{ kind: "gzip-bomb", bytes: 0 }], "fault 1: bytes: "],
  [[{ kind: "gzip-bomb", bytes: 1e15 }], "fault 1: bytes: "],
  [[{ kind: "garbage", ms: 1 }], "fault 1: unknown name; known: kind, times, after, path"],
  [[{ kind: "500-after", retryAfter: 1 }], "fault 1: unknown name"],
  [[{ kind: "kill" }], "fault 1: when: is missing"],
  [[{ kind: "kill", when: "now" }], "fault 1: when: "],
  [[{ kind: "kill", when: "after" }], "fault 1: kill: this sandbox shares its process with others"]
])("refuses faults it cannot commit, and keeps those it has: %j", async (faults, message) => {
  await using visitor = await visit()
  await visitor.faults([{ kind: "503" }])
  const answer = await visitor.call("PUT", "/sandbox/faults", faults)
  expect(answer.status).toBe(400)
  expect(((await answer.json()) as { error: { message: string } }).error.message).toContain(message)
  expect((await send(visitor)).status).toBe(503)
})
