/** `await using database = await databaseFor()`: an empty database on a real server, and gone afterwards. */
import { randomUUID } from "node:crypto"
import { Administrator } from "./Administrator.ts"
import { chosen, type Server } from "./chosen.ts"
import { sharedServer } from "./shared.ts"

export interface DatabaseOptions {
  /** Only this server will do: it wins over both variables. Without it they decide, and then what is installed. */
  readonly server?: Server | undefined
  /**
   * The server keeps its own defaults for what a crash may lose, as kill tests and benchmarks need it; otherwise it
   * does not wait for the disk. Durable and quick databases are on two servers. A server given by URL is as it is.
   */
  readonly durable?: boolean | undefined
}

/** An empty database with the server's default character set; its user may do everything on a server of ours. */
export interface Database extends AsyncDisposable {
  /** `mysql://user@host:port/name`. */
  readonly url: string
  readonly kind: "mariadb" | "mysql"
  /** As the server says it: `10.11.19-MariaDB-0+deb12u1`, `9.7.4-2`. */
  readonly version: string
  /** Drops the database; the server stays for the others of this run. */
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * A new database with a random name. It comes from the server at `ROLLCALL_DATABASE_URL`; else from a private one
 * that all files of a test run share, made of the `mariadbd` or `mysqld` that is installed, or that root on Debian
 * installs first. `ROLLCALL_DATABASE` (`mariadb` or `mysql9`) says which it must be. The private server ends when
 * the test run does, however it ends. Rejects with what to install or to set when there is no server to be had.
 *
 * The first call takes seconds: one with MariaDB installed, a minute where MySQL 9 must be fetched.
 */
export const databaseFor = async (options: DatabaseOptions = {}): Promise<Database> => {
  const choice = chosen(process.env, options)
  const url = "given" in choice ? choice.given : new URL(await sharedServer(choice))
  const name = `rollcall_${randomUUID().replaceAll("-", "")}`
  await using administrator = await Administrator.connect(url, "given" in choice)
  const version = await administrator.version()
  await administrator.create(name)
  const own = new URL(url)
  own.pathname = `/${name}`
  return {
    url: own.href,
    kind: /mariadb/i.test(version) ? "mariadb" : "mysql",
    version,
    async [Symbol.asyncDispose]() {
      await using administrator = await Administrator.connect(url, "given" in choice)
      await administrator.drop(name)
    }
  }
}
