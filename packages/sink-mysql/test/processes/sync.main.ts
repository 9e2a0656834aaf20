/**
 * A process that syncs today's roster and nothing else: `node sync.main.ts URL`. It writes a line as it begins, one for
 * every batch that was answered, and `done`.
 */
import { MySql } from "../../src/index.ts"
import { kinds, today } from "./roster.ts"
import { syncing } from "./syncing.ts"

const say = (word: string) => void process.stdout.write(`${word}\n`)

const target = MySql.target({ url: process.argv[2] ?? "" })
say("begin")
for (const kind of kinds) await syncing(target, kind, today[kind], { batch: 50, told: () => say("batch") })
await target.close()
say("done")
