import { describe, expect, it } from "vitest"
import { chosen } from "../src/chosen.ts"

const url = "mysql://root:s3cret@db.example:3306"

describe("what is asked for", () => {
  it.each([
    ["nothing", {}, {}, { server: undefined, durable: false }],
    ["empty variables", { ROLLCALL_DATABASE: "", ROLLCALL_DATABASE_URL: "" }, {}, { durable: false }],
    ["a kind, by variable", { ROLLCALL_DATABASE: "mysql9" }, {}, { server: "mysql9", durable: false }],
    ["a kind, by option", {}, { server: "mariadb" }, { server: "mariadb", durable: false }],
    ["two kinds", { ROLLCALL_DATABASE: "mysql9" }, { server: "mariadb" }, { server: "mariadb" }],
    ["durability", { ROLLCALL_DATABASE: "mysql9" }, { durable: true }, { server: "mysql9", durable: true }],
    ["a given server", { ROLLCALL_DATABASE_URL: url }, { durable: true }, { given: new URL(url) }],
    [
      "a kind against a given server",
      { ROLLCALL_DATABASE_URL: url },
      { server: "mysql9" },
      { server: "mysql9" }
    ]
  ] as const)("%s", (_, environment, options, expected) => {
    expect(chosen(environment, options)).toMatchObject(expected)
  })

  it.each([
    ["another kind", { ROLLCALL_DATABASE: "oracle" }, 'is mariadb or mysql9, and not "oracle"'],
    ["both variables", { ROLLCALL_DATABASE: "mysql9", ROLLCALL_DATABASE_URL: url }, "unset one of them"],
    ["no URL", { ROLLCALL_DATABASE_URL: "root:s3cret" }, "mysql://user:password@host:3306"],
    [
      "another protocol",
      { ROLLCALL_DATABASE_URL: "postgres://root:s3cret@db" },
      "mysql://user:password@host:3306"
    ],
    ["a URL without host", { ROLLCALL_DATABASE_URL: "mysql:s3cret" }, "mysql://user:password@host:3306"]
  ])("refuses %s, and repeats no password", (_, environment, message) => {
    const refuse = () => chosen(environment, {})
    expect(refuse).toThrow(message)
    expect(refuse).not.toThrow("s3cret")
  })
})
