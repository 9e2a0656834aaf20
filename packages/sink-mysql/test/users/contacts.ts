/** A table of contacts that a school has had for years, with a column added for what names them here. */
import type { MySql } from "../../src/index.ts"
import { type Own, outbox, own } from "../tables.ts"

const contacts = (exact: string): string => `CREATE TABLE contacts (
  nr INT NOT NULL AUTO_INCREMENT PRIMARY KEY,
  school_id INT NOT NULL,
  named VARCHAR(417) COLLATE ${exact},
  code VARCHAR(190) NOT NULL,
  origin VARCHAR(190) NOT NULL,
  lang VARCHAR(35) NOT NULL DEFAULT '',
  given_name VARCHAR(100) NOT NULL,
  born DATE,
  extras TEXT,
  places JSON,
  boss JSON,
  gone BOOLEAN NOT NULL DEFAULT FALSE,
  notes VARCHAR(50) DEFAULT 'from the secretary',
  UNIQUE KEY named (school_id, named)
) ENGINE = InnoDB DEFAULT CHARSET utf8mb4`

export const contactsMapping = {
  table: "contacts",
  id: { column: "nr", made: "by the table" },
  key: "named",
  scope: { school_id: 7 },
  archived: "gone",
  columns: {
    sourceId: "code",
    source: "origin",
    language: "lang",
    firstName: "given_name",
    dateOfBirth: "born",
    attributes: "extras",
    addresses: "places",
    parent: "boss"
  }
} as const satisfies MySql.Mappings["users"]

/** A database with that table and an outbox. */
export const withContacts = async (): Promise<Own> => {
  const database = await own()
  for (const statement of [contacts(database.exact), outbox]) await database.query(statement)
  return database
}
