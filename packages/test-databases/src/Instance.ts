/** A private server in a temporary folder: own data, own socket, a free port of 127.0.0.1, root without a password. */
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { launch } from "./launch.ts"
import { onFreePort } from "./onFreePort.ts"
import { outputOf } from "./outputOf.ts"
import { type Program, words } from "./Program.ts"

export interface Instance {
  /** `mysql://root@127.0.0.1:port` */
  readonly url: string
  /** Resolves when the server has ended, whoever ended it. */
  readonly exited: Promise<void>
  /** Ends it at once, for nobody needs its data any more, and removes them. */
  stop(): Promise<void>
}

/** Takes seconds. Rejects with the last lines of its log when the server does not start; nothing stays behind. */
export const startInstance = async (program: Program, durable: boolean): Promise<Instance> => {
  const { root = "" } = program
  const folder = await mkdtemp(join(root === "" ? tmpdir() : join(root, "tmp"), "rollcall-"))
  const remove = () => rm(folder, { recursive: true, force: true })
  try {
    const seen = folder.slice(root.length)
    await initialise(program, seen)
    const settings = [...own(seen), ...(durable ? [] : quick), ...(await distribution(program))]
    const { port, exited, kill } = await onFreePort(async port => ({
      port,
      ...(await launch(words(program, "--no-defaults", ...settings, `--port=${port}`), folder))
    }))
    const stop = async () => {
      kill()
      await exited
      await remove()
    }
    return { url: `mysql://root@127.0.0.1:${port}`, exited, stop }
  } catch (error) {
    await remove()
    throw error
  }
}

/** The environment of this process may name a folder for temporary files that the server does not see. */
const places = (folder: string) => [`--datadir=${folder}/data`, `--tmpdir=${folder}`]

/** Both kinds refuse to run as root unless told to. */
const user = process.getuid?.() === 0 ? ["--user=root"] : []

const initialise = async ({ initialiser, ...program }: Program, folder: string): Promise<void> => {
  const settings = [...user, ...places(folder)]
  const [command, args] =
    initialiser === undefined
      ? words(program, "--no-defaults", "--initialize-insecure", ...settings)
      : words({ ...program, command: initialiser }, "--no-defaults", ...mariadb, ...settings)
  await outputOf(command, args)
}

/** Root may come in by TCP; a machine that cannot look up its own name is no hindrance. */
const mariadb = ["--auth-root-authentication-method=normal", "--skip-name-resolve", "--skip-test-db"]

/** What keeps it apart from every other server, and files of this machine from whoever connects to its port. */
const own = (folder: string): ReadonlyArray<string> => [
  ...user,
  ...places(folder),
  `--socket=${folder}/socket`,
  `--pid-file=${folder}/pid`,
  `--secure-file-priv=${folder}`,
  "--bind-address=127.0.0.1",
  "--loose-mysqlx=OFF"
]

/** Nothing that a statement could notice: only what a crash of the machine would lose. */
const quick = ["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--sync-binlog=0"]

/**
 * Character set and SQL mode are those with which this machine's own server would run: MariaDB has latin1 without
 * Debian's configuration. Nothing else is taken from there.
 */
const distribution = async (program: Program): Promise<ReadonlyArray<string>> => {
  const [command, args] = words(program, "--print-defaults")
  const found = (await outputOf(command, args)).split(/\s+/)
  return found.filter(setting => /^--(loose[-_])?(character[-_]set|collation|sql[-_]mode)/.test(setting))
}
