import { afterEach, expect, it, vi } from "vitest"
import { newId } from "../src/storage/newId.ts"

afterEach(() => {
  vi.useRealTimers()
})

it("ids are UUIDs of version 7 that go up, though thousands are made in a millisecond and the clock is set back", () => {
  vi.useFakeTimers({ now: Date.now() })
  const ids = Array.from({ length: 20_000 }, () => newId())
  vi.setSystemTime(Date.now() - 60_000)
  ids.push(...Array.from({ length: 10 }, () => newId()))
  for (const id of ids)
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u)
  expect(ids.toSorted()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
})
