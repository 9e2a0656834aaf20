import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { provide } from "../src/provide.ts"

const mariadb = "mariadbd  Ver 10.11.19-MariaDB-0+deb12u1 for debian-linux-gnu on x86_64 (Debian 12)"
const mysql8 = "/usr/sbin/mysqld  Ver 8.4.7 for Linux on x86_64 (MySQL Community Server - GPL)"
const mysql9 = "/usr/sbin/mysqld  Ver 9.7.4-2 for Linux on x86_64 ((Debian))"
const installer = { "mariadb-install-db": "" }

describe("the program of a server", () => {
  it.each([
    ["MariaDB before MySQL", undefined, { mariadbd: mariadb, mysqld: mysql8, ...installer }, "mariadbd"],
    ["a MariaDB that is called mysqld", "mariadb", { mysqld: mariadb, ...installer }, "mysqld"],
    ["any MySQL, if no kind is asked for", undefined, { mysqld: mysql8 }, "mysqld"],
    ["a MySQL 9 beside MariaDB", "mysql9", { mariadbd: mariadb, mysqld: mysql9, ...installer }, "mysqld"]
  ] as const)("is %s", async (_, server, programs, expected) => {
    await using folder = await folderOf(programs)
    const { command } = await provide({ server }, { folders: ["/not/there", folder.path], isRoot: false })
    expect(command).toBe(join(folder.path, expected))
  })

  it.each([
    ["any server", undefined, {}, "Install MariaDB (Debian: apt-get install mariadb-server)"],
    ["MariaDB with only MySQL there", "mariadb", { mysqld: mysql9 }, "Install MariaDB"],
    ["MariaDB without what makes its data folder", "mariadb", { mariadbd: mariadb }, "mariadb-install-db"],
    ["MySQL 9 with only MariaDB there", "mysql9", { mysqld: mariadb, ...installer }, "Install MySQL 9"],
    ["MySQL 9 with only MySQL 8 there", "mysql9", { mysqld: mysql8 }, "Install MySQL 9"],
    [
      "any server with an apt-get that is not ours to use",
      undefined,
      { "apt-get": "" },
      "only root on Debian"
    ]
  ] as const)("is lacking, and the message helps: %s", async (_, server, programs, help) => {
    await using folder = await folderOf(programs)
    const provided = provide({ server }, { folders: [folder.path], isRoot: false })
    await expect(provided).rejects.toThrow(help)
    await expect(provided).rejects.toThrow("or set ROLLCALL_DATABASE_URL to a server whose user may create")
  })

  it("is lacking for root too, where there is no apt-get", async () => {
    const provided = provide({ server: undefined }, { folders: [], isRoot: true })
    await expect(provided).rejects.toThrow("was found in an empty PATH")
  })
})

/** A folder of programs that print what they are given to print. */
const folderOf = async (programs: Readonly<Record<string, string>>) => {
  const path = await mkdtemp(join(tmpdir(), "rollcall-programs-"))
  for (const [name, output] of Object.entries(programs)) {
    await writeFile(join(path, name), `#!/bin/sh\necho '${output}'\n`, { mode: 0o755 })
  }
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true }) }
}
