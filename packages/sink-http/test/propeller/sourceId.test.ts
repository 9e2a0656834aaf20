import { expect, it } from "@effect/vitest"
import { changesAsNumber, likeness, onWire } from "../../src/propeller/sourceId.ts"

it.each<readonly [sourceId: string, json: string]>([
  ["0", "0"],
  ["7", "7"],
  ["3002196", "3002196"],
  ["9007199254740991", "9007199254740991"],
  ["9007199254740992", '"9007199254740992"'],
  ["99999999999999999999", '"99999999999999999999"'],
  ["007", '"007"'],
  ["00", '"00"'],
  ["-7", '"-7"'],
  ["+7", '"+7"'],
  ["7.0", '"7.0"'],
  ["1e3", '"1e3"'],
  ["0x7", '"0x7"'],
  ["٧", '"٧"'],
  ["u-7", '"u-7"']
])("%s is sent as %s", (sourceId, json) => {
  expect(JSON.stringify(onWire(sourceId))).toBe(json)
  expect(changesAsNumber(sourceId)).toBe(json.startsWith('"'))
})

const alike = [
  ["7", "007", "+7", "7.0", "7e0", "0.7e1", " 7 "],
  ["-7", "-007", "-7.0"],
  ["0", "-0", "000", "0.0"],
  ["9007199254740993", "009007199254740993"],
  ["1.5", "1.50", "15e-1"],
  ["u7"],
  ["U7"],
  ["u007"],
  ["0x7"],
  ["7a"],
  ["9007199254740992"],
  ["é", "e\u0301"],
  [".", " . "],
  ["1e999"],
  ["2e999"],
  [""]
]

it("ids are alike exactly if they are equal as numbers or as text", () => {
  for (const [group, ids] of alike.entries()) {
    for (const id of ids) {
      const found = alike.findIndex(([first = ""]) => likeness(first) === likeness(id))
      expect([id, found]).toEqual([id, group])
    }
  }
})
