/** The borders of docs/architecture.md: arrows point to core, and nothing imports the command or the examples. */
import { globSync, readFileSync } from "node:fs"
import { dirname, join, relative, resolve, sep } from "node:path"
import { describe, expect, it } from "vitest"

const root = resolve(import.meta.dirname, "..")

/** Which packages of this workspace a package may use. */
const allowed: { readonly [name: string]: ReadonlyArray<string> } = {
  core: [],
  school: [],
  "test-databases": [],
  "connector-csv": ["core"],
  "connector-ypareo": ["core"],
  "sink-http": ["core"],
  "sink-mysql": ["core"],
  server: ["core"],
  cli: ["core", "connector-csv", "school", "server", "sink-mysql"]
}

/** These run wherever a web platform is: they know no Node. */
const withoutNode = ["core", "connector-ypareo", "sink-http"]

interface Import {
  readonly file: string
  readonly specifier: string
}

const importsOf = (name: string): ReadonlyArray<Import> =>
  globSync(`packages/${name}/src/**/*.ts`, { cwd: root }).flatMap(file => {
    const text = readFileSync(join(root, file), "utf8")
    const found = text.matchAll(/(?:\bfrom\s*|\bimport\s*\(?\s*)"([^"]+)"/g)
    return [...found].map(match => ({ file, specifier: match[1] ?? "" }))
  })

describe("package borders", () => {
  it("knows every package", () => {
    const there = globSync("packages/*/package.json", { cwd: root }).map(path => path.split(sep)[1])
    expect(there.sort()).toEqual(Object.keys(allowed).sort())
  })

  it.each(Object.keys(allowed))("%s uses only what it may", name => {
    const imports = importsOf(name)
    expect(imports.length).toBeGreaterThan(0)
    const foreign = imports.filter(({ specifier }) => {
      const used = /^@rollcall\/([^/]+)/.exec(specifier)?.[1]
      return used !== undefined && !allowed[name]?.includes(used)
    })
    expect(foreign).toEqual([])
  })

  it.each(Object.keys(allowed))("%s stays within its folder", name => {
    const leaving = importsOf(name).filter(({ file, specifier }) => {
      if (!specifier.startsWith(".")) return false
      return relative(join("packages", name), join(dirname(file), specifier)).startsWith("..")
    })
    expect(leaving).toEqual([])
  })

  it.each(withoutNode)("%s imports nothing of Node", name => {
    expect(importsOf(name).filter(({ specifier }) => specifier.startsWith("node:"))).toEqual([])
  })

  it("every library package takes effect from its user", () => {
    const manifest = (name: string) =>
      JSON.parse(readFileSync(join(root, "packages", name, "package.json"), "utf8"))
    const libraries = Object.keys(allowed).filter(name => !["school", "test-databases"].includes(name))
    expect(libraries.filter(name => manifest(name).peerDependencies?.effect === undefined)).toEqual([])
  })
})
