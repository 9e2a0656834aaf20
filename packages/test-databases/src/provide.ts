/** Finds the program of a server, and installs it where that can be done. */
import { join } from "node:path"
import type { Server, Wanted } from "./chosen.ts"
import { find, type Machine } from "./Machine.ts"
import { outputOf } from "./outputOf.ts"
import type { Program } from "./Program.ts"

/** Rejects with a message that says what to install or which variable to set. */
export const provide = async ({ server }: Pick<Wanted, "server">, machine: Machine): Promise<Program> => {
  const program = (await installed(server, machine)) ?? (await fetched(server, machine))
  if (program !== undefined) return program
  throw new Error(lack(server, machine))
}

const installed = async (server: Server | undefined, machine: Machine): Promise<Program | undefined> => {
  for (const name of ["mariadbd", "mysqld"]) {
    const command = find(machine, name)
    if (command === undefined) continue
    // Debian's mysqld is a link to mariadbd.
    const version = await outputOf(command, ["--no-defaults", "--version"])
    const initialiser = find(machine, "mariadb-install-db", "mysql_install_db")
    if (/mariadb/i.test(version)) {
      if (server !== "mysql9" && initialiser !== undefined) return { kind: "mariadb", command, initialiser }
    } else if (server === undefined || (server === "mysql9" && /\bVer 9\./.test(version))) {
      return { kind: "mysql", command }
    }
  }
  return undefined
}

/** As root on Debian, there is a way to each of them. */
const fetched = async (server: Server | undefined, machine: Machine): Promise<Program | undefined> => {
  if (!machine.isRoot || find(machine, "apt-get") === undefined) return undefined
  if (server === "mysql9") {
    const root = (await outputOf(join(folder, "mysql9"), ["install"])).trim()
    return { kind: "mysql", command: "/usr/sbin/mysqld", root }
  }
  await outputOf(join(folder, "apt-install"), ["mariadb-server", "mariadbd"])
  return installed(server, machine)
}

const folder = join(import.meta.dirname, "..")

const lack = (server: Server | undefined, machine: Machine): string => {
  const names = {
    any: "Neither mariadbd (with mariadb-install-db) nor mysqld",
    mariadb: "No mariadbd (with mariadb-install-db)",
    mysql9: "No mysqld of version 9"
  }
  const how =
    server === "mysql9" ? "Install MySQL 9" : "Install MariaDB (Debian: apt-get install mariadb-server)"
  return (
    `The tests need a database server. ${names[server ?? "any"]} was found in ` +
    `${machine.folders.join(", ") || "an empty PATH"}, and only root on Debian can have it installed by itself. ` +
    `${how}, or set ROLLCALL_DATABASE_URL to a server whose user may create databases: ` +
    "mysql://user:password@host:3306"
  )
}
