#!/usr/bin/env node
// Starts the command on a Node that can run it: this one, or the one that the project brings as the package `node`.
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { constants } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const [major = 0, minor = 0] = process.versions.node.split(".").map(Number)
const able = major > 23 || (major === 23 && minor >= 6) || (major === 22 && minor >= 19)

if (able) {
  // Installed packages are compiled; in the workspace the sources run as they are.
  const source = new URL("../src/main.ts", import.meta.url)
  const compiled = new URL("../dist/main.js", import.meta.url)
  await import(existsSync(source) ? source.href : compiled.href)
} else {
  const node = brought(import.meta.url) ?? brought(pathToFileURL(join(process.cwd(), "package.json")).href)
  if (node === undefined) {
    process.stderr.write(
      `rollcall needs Node 22.19 or newer, and this is ${process.versions.node}. Install a newer Node, or add the package "node" to your project.\n`
    )
    process.exitCode = 2
  } else {
    startOn(node)
  }
}

/** @param {string} from */
function brought(from) {
  try {
    const path = join(createRequire(from).resolve("node/package.json"), "..", "bin", "node")
    return existsSync(path) ? path : undefined
  } catch {
    return undefined
  }
}

/** @param {string} node */
function startOn(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: "inherit" })
  process.on("SIGTERM", () => child.kill("SIGTERM"))
  // A terminal sends its interrupt to both; passing it on would count as a second one.
  process.on("SIGINT", () => void (process.stdin.isTTY || child.kill("SIGINT")))
  child.on("error", error => {
    process.stderr.write(`rollcall: ${node} cannot be started (${error.message}).\n`)
    process.exitCode = 2
  })
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? 128 + (signal === null ? 1 : constants.signals[signal])
  })
}
