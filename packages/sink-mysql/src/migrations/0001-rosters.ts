/** Students, professors, groups and the outbox. */
import type { Migration } from "./Migration.ts"

const text = (name: string, length: number) => `${name} VARCHAR(${length})`

const tables = {
  rollcall_students: [
    text("external_reference_id", 64),
    text("external_reference_type", 30),
    text("first_name", 100),
    text("last_name", 100),
    text("email", 255),
    text("phone", 20),
    text("photo_url", 255),
    text("file_number", 128),
    text("curriculum_name", 160),
    text("company", 64),
    text("badge_id", 20),
    "tags JSON"
  ],
  rollcall_professors: [
    text("external_reference_id", 64),
    text("external_reference_type", 30),
    text("first_name", 100),
    text("last_name", 100),
    text("email", 255),
    // Not unique: the rules see to that, and two people may hand an address over in one transaction (F10).
    "match_email VARCHAR(255), KEY match_email (match_email)",
    text("phone", 20),
    text("speciality", 255),
    "tags JSON"
  ],
  rollcall_groups: [
    text("external_reference_id", 64),
    text("external_reference_type", 30),
    text("name", 255),
    text("description", 255),
    text("parent_external_reference_id", 255),
    text("logo_url", 500)
  ]
} as const

/** `match_key` is the key as keys are compared; a row without one was created without (docs/contract.md 1.8). */
const roster = (name: string, columns: ReadonlyArray<string>) => (collation: string, comment: string) =>
  `CREATE TABLE ${name} (
    id VARCHAR(64) NOT NULL,
    match_key VARCHAR(64),
    ${columns.join(",\n    ")},
    archived BOOLEAN NOT NULL DEFAULT FALSE,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    updated_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3) ON UPDATE CURRENT_TIMESTAMP(3),
    PRIMARY KEY (id),
    UNIQUE KEY match_key (match_key)
  ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation} COMMENT = '${comment}'`

const outbox = (collation: string, comment: string) => `CREATE TABLE rollcall_outbox (
    id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT,
    entity VARCHAR(32) NOT NULL,
    record_id VARCHAR(64) NOT NULL,
    send_credentials BOOLEAN NOT NULL,
    new_password_needed BOOLEAN NOT NULL,
    created_at DATETIME(3) NOT NULL DEFAULT CURRENT_TIMESTAMP(3),
    done_at DATETIME(3),
    PRIMARY KEY (id),
    KEY done_at (done_at)
  ) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE ${collation} COMMENT = '${comment}'`

export const rosters: Migration = {
  name: "0001-rosters",
  tables: {
    ...Object.fromEntries(Object.entries(tables).map(([name, columns]) => [name, roster(name, columns)])),
    rollcall_outbox: outbox
  }
}
