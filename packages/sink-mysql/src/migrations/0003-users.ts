/** Users. */
import type { Migration } from "./Migration.ts"

/**
 * `match_key` is as wide as an index may be (3072 bytes). The longest identity has 417 characters, and more only if it is
 * full of slashes or of characters that Unicode takes apart: what does not fit is refused, and never cut.
 */
const users = (collation: string, comment: string) => `CREATE TABLE rollcall_users (
    id VARCHAR(64) NOT NULL,
    match_key VARCHAR(768),
    source_id VARCHAR(190),
    source VARCHAR(190),
    language VARCHAR(35),
    debtor_id VARCHAR(255),
    first_name VARCHAR(255),
    middle_name VARCHAR(255),
    last_name VARCHAR(255),
    full_name VARCHAR(255),
    title VARCHAR(255),
    abbreviation VARCHAR(255),
    gender VARCHAR(1),
    date_of_birth VARCHAR(10),
    login VARCHAR(255),
    email VARCHAR(255),
    phone VARCHAR(255),
    mobile VARCHAR(255),
    company VARCHAR(255),
    tax_number VARCHAR(255),
    coc_number VARCHAR(255),
    primary_language VARCHAR(2),
    attributes JSON,
    addresses JSON,
    parent JSON,
    archived BOOLEAN NOT NULL DEFAULT FALSE,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY match_key (match_key)
  ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation} COMMENT = '${comment}'`

export const usersTable: Migration = { name: "0003-users", tables: { rollcall_users: users } }
