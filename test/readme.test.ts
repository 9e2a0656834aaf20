/** What the README quotes is what the examples are. */
import { globSync, readFileSync } from "node:fs"
import { join, resolve } from "node:path"
import { describe, expect, it } from "vitest"

const root = resolve(import.meta.dirname, "..")
const text = (path: string) => readFileSync(join(root, path), "utf8")
const readme = text("README.md")

describe("README", () => {
  it.each(["01-csv-to-edusign", "02-your-own-connector"])("quotes examples/%s.ts whole", name => {
    expect(readme).toContain(`\`\`\`ts\n${text(`examples/${name}.ts`)}\`\`\``)
  })

  it.each([
    "03-csv-to-mysql",
    "04-in-a-node-service",
    "05-users-to-propeller",
    "06-ypareo-to-edusign.config"
  ])("quotes examples/%s.ts in part", name => {
    const example = text(`examples/${name}.ts`)
    const quotes = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(match => match[1] ?? "")
    expect(quotes.filter(quote => example.includes(quote) && quote !== example)).not.toEqual([])
  })

  it("keeps its promises of length: a connector in 25 lines, every example in 60", () => {
    const lines = (name: string) => text(name).trimEnd().split("\n").length
    expect(lines("examples/02-your-own-connector.ts")).toBeLessThanOrEqual(25)
    for (const example of globSync("examples/*.ts", { cwd: root }).filter(
      name => !name.endsWith(".test.ts")
    )) {
      expect(lines(example), example).toBeLessThanOrEqual(60)
    }
  })

  it("names commands that package.json has", () => {
    const { scripts } = JSON.parse(text("package.json"))
    const commands = [...readme.matchAll(/^npm (?:run )?([a-z:]+)/gm)].map(match => match[1] ?? "")
    expect(commands).toEqual(["demo", "test"])
    for (const command of commands) expect(scripts).toHaveProperty(command)
  })

  it("and the other pages link to files that exist", () => {
    for (const page of ["README.md", ...globSync("docs/**/*.md", { cwd: root })]) {
      const links = [...text(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(match => match[1] ?? "")
      for (const link of links) expect(() => text(join(page, "..", link)), `${page}: ${link}`).not.toThrow()
    }
  })
})
