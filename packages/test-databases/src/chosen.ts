/** What the options and the environment ask for: a given server, or a private one of a kind. */

/** The servers that the tests can be asked to run on. */
export type Server = (typeof servers)[number]

const servers = ["mariadb", "mysql9"] as const

/** A private server that is wanted. */
export interface Wanted {
  /** Absent: whichever there is, MariaDB first. */
  readonly server?: Server | undefined
  readonly durable: boolean
}

/** Throws when a variable cannot be understood, or when the two contradict each other. */
export const chosen = (
  environment: { readonly [name: string]: string | undefined },
  options: { readonly server?: Server | undefined; readonly durable?: boolean | undefined }
): Wanted | { readonly given: URL } => {
  const durable = options.durable ?? false
  if (options.server !== undefined) return { server: options.server, durable }
  const url = environment.ROLLCALL_DATABASE_URL || undefined
  const name = environment.ROLLCALL_DATABASE || undefined
  if (url !== undefined && name !== undefined) {
    throw new Error("ROLLCALL_DATABASE_URL and ROLLCALL_DATABASE are both set: unset one of them")
  }
  if (url !== undefined) return { given: given(url) }
  const server = servers.find(server => server === name)
  if (name !== undefined && server === undefined) {
    throw new Error(`ROLLCALL_DATABASE is ${servers.join(" or ")}, and not ${JSON.stringify(name)}`)
  }
  return { server, durable }
}

/** The text stays out of the message: it may hold a password. */
const given = (text: string): URL => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol !== "mysql:" || url.hostname === "") {
    throw new Error("ROLLCALL_DATABASE_URL is no URL like mysql://user:password@host:3306")
  }
  return url
}
