/** What a program prints until it ends. */
import { execFile } from "node:child_process"
import { basename } from "node:path"
import { promisify } from "node:util"

/** Its stdout. Rejects, if it fails, with the last lines it said. */
export const outputOf = async (command: string, args: ReadonlyArray<string>): Promise<string> => {
  try {
    const { stdout } = await promisify(execFile)(command, [...args], { maxBuffer: 16 * 1024 * 1024 })
    return stdout
  } catch (error) {
    const { message, stderr, stdout } = error as Error & {
      readonly stderr?: string
      readonly stdout?: string
    }
    throw new Error(`${basename(command)} failed: ${lastLines(stderr || stdout || message)}`)
  }
}

/** The end of a log, where the reason is. */
export const lastLines = (text: string): string => text.trimEnd().split("\n").slice(-10).join("\n")
