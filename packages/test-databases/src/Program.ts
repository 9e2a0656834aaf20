/** The program of a database server. */
export interface Program {
  readonly kind: "mariadb" | "mysql"
  readonly command: string
  /** MariaDB's program that makes a data folder; MySQL's server does that itself. */
  readonly initialiser?: string
  /** The folder that the server sees as `/`, if it is not this machine's. */
  readonly root?: string
}

/** How to call it: a command, and its arguments. */
export const words = (
  { command, root }: Program,
  ...args: ReadonlyArray<string>
): readonly [command: string, args: ReadonlyArray<string>] =>
  root === undefined ? [command, args] : ["/usr/sbin/chroot", [root, command, ...args]]
