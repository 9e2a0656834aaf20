/** Real MariaDB and MySQL servers for tests and benchmarks: a database of one's own, from wherever one can be had. */
export type { Database, DatabaseOptions } from "./Database.ts"
export { databaseFor } from "./Database.ts"
