/** Groups: trees that move, circles, parents that are archived, missing or of the same request, and both picture names. */
import { Group } from "@rollcall/core"
import { list, mostly, some } from "../generate.ts"
import { archived, held, key, name, note, record } from "./record.ts"

const picture = mostly(
  [undefined, undefined, undefined, undefined],
  [null, "https://y/1", "https://y/2", "y/1", ""],
  4
)

const group = record({
  externalReferenceId: key,
  name,
  description: note(255),
  parentExternalReferenceId: mostly(
    [undefined, undefined, null, "a", "b", "c", "d", " e\u0301", "f", "g", "h"],
    ["", " ", "k".repeat(65), "k".repeat(256), 7]
  ),
  logoUrl: picture,
  photoUrl: picture
})

export const groups = {
  entity: Group,
  held: some(
    held("g1", { externalReferenceId: "a", name: "Red" }),
    held("g2", { externalReferenceId: "b", name: "Blue", parentExternalReferenceId: "a" }),
    held("g3", { externalReferenceId: "c", name: "Green", parentExternalReferenceId: " b" }),
    held("g4", { externalReferenceId: "\u00e9", name: "Grey", logoUrl: "https://y/1" }),
    archived("g5", { externalReferenceId: "g", name: "Gold", parentExternalReferenceId: "c" }),
    // A circle that was there before, as another program may have left it.
    held("g6", { externalReferenceId: "f", name: "Teal", parentExternalReferenceId: "h" }),
    held("g7", { externalReferenceId: "h", name: "Pink", parentExternalReferenceId: "f" })
  ),
  records: list(group, 8, 1)
}
