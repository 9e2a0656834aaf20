import type { ServerResponse } from "node:http"
import { describe, expect, it } from "@effect/vitest"
import { defineSync, Group, Pipeline, Professor, Student, Sync } from "@rollcall/core"
import { Config, ConfigProvider, Duration, Effect, Fiber, Redacted } from "effect"
import { TestClock } from "effect/testing"
import { Ypareo } from "../src/index.ts"
import { apprenant, groupe, personnel } from "./records.ts"
import { memory, run } from "./Target.ts"
import { type Answer, paths, periods, schoolAt, vendor } from "./Vendor.ts"

const learners = "/formation-longue/apprenants"
const lists = {
  [learners]: [apprenant(1)],
  "/formation-longue/groupes": [groupe(1)],
  "/utilisateur/personnels": [personnel(1)],
  "/periodes": periods,
  "/sites": [{ codeSite: 1, nomSite: "Lyon" }]
}

const environment = (env: Record<string, string>) => ConfigProvider.layer(ConfigProvider.fromEnv({ env }))

describe("the token and the address", () => {
  it.effect.each<readonly [form: string, token: Ypareo.Options["token"]]>([
    ["text", "the-token"],
    ["text with its line end", "the-token\r\n"],
    ["redacted", Redacted.make("the-token")],
    ["the configuration", Config.Redacted("YPAREO_TOKEN")]
  ])("the token may be %s", ([, token]) =>
    Effect.gen(function* () {
      const service = yield* vendor(lists)
      yield* run(schoolAt(service, { token }).staff, Ypareo.toProfessor()).pipe(
        Effect.provide(environment({ YPAREO_TOKEN: "the-token" }))
      )
      expect(service.asked).toEqual([
        { what: "/utilisateur/personnels", token: "the-token", accept: "application/json" }
      ])
    })
  )

  it.effect.each<readonly [form: string, of: (url: string) => Ypareo.Options["url"]]>([
    ["with a slash", url => `${url}/`],
    ["with the beginning of the paths", url => `${url}/r/v1`],
    ["with all of that", url => `${url}/r/v1/`],
    ["with a space behind it", url => `${url} `],
    ["with its line end behind a slash", url => `${url}/\r\n`],
    ["out of the configuration", () => Config.String("YPAREO_URL")]
  ])("the address may be given %s", ([, of]) =>
    Effect.gen(function* () {
      const service = yield* vendor(lists)
      const { verdicts } = yield* run(
        schoolAt(service, { url: of(service.url) }).staff,
        Ypareo.toProfessor()
      ).pipe(Effect.provide(environment({ YPAREO_URL: service.url })))
      expect(verdicts).toEqual(["created personnel-1"])
    })
  )

  it.effect.each<readonly [what: string, options: Partial<Ypareo.Options>, message: string]>([
    [
      "an empty token",
      { token: " " },
      "ypareo: the token is empty or has a character that cannot be sent; copy it again"
    ],
    [
      "a token that is not set",
      { token: Config.Redacted("YPAREO_TOKEN") },
      "ypareo: YPAREO_TOKEN is not set or not valid; set it in the environment"
    ],
    [
      "an address that is none",
      { url: "school.ymag.cloud/index.php", name: "lyon" },
      "lyon: the URL must be an absolute http or https address, without a user in it"
    ]
  ])("%s is told before anything is asked", ([, options, message]) =>
    Effect.gen(function* () {
      const service = yield* vendor(lists)
      const school = schoolAt(service, options)
      for (const source of [school.learners, school.withCompanies(school.learners)]) {
        const pipeline = { source, mapper: Ypareo.toStudent(), sink: memory(Student) }
        const error = yield* Effect.flip(Pipeline.run(pipeline)).pipe(Effect.provide(environment({})))
        expect(error).toMatchObject({ _tag: "Misconfigured", message })
      }
      expect(service.asked).toEqual([])
    })
  )
})

describe("a list that the token may not call", () => {
  it.effect.each([401, 403])("answers %d, and its source ends as Denied with what to tick", status =>
    Effect.gen(function* () {
      const denied: Answer = response => response.writeHead(status).end("Accès refusé")
      const service = yield* vendor({ ...lists, [learners]: denied })
      const { report } = yield* run(schoolAt(service).learners, Ypareo.toStudent())
      expect(report.ended).toMatchObject({
        _tag: "SourceFailed",
        error: {
          _tag: "Denied",
          message: `ypareo/apprenants: answered ${status}; tick ${learners} for this token in YPAREO, or check the token`
        }
      })
      expect(paths(service)).toEqual(["/periodes", `${learners}?codesPeriode=12`])
    })
  )

  it.effect("ends its own source, and the others run", () =>
    Effect.gen(function* () {
      const { [learners]: _, ...others } = lists
      const school = schoolAt(yield* vendor(others))
      const report = yield* Sync.run(
        defineSync({
          name: "lyon",
          target: { name: "memory" },
          steps: [
            { source: school.learners, mapper: Ypareo.toStudent(), sink: memory(Student) },
            { source: school.groupsBelow("site"), mapper: Ypareo.toGroup(), sink: memory(Group) },
            { source: school.staff, mapper: Ypareo.toProfessor(), sink: memory(Professor) }
          ]
        })
      )
      expect(report.reports.map(({ source, ended, ledger }) => [source, ended._tag, ledger.created])).toEqual(
        [
          ["ypareo/apprenants", "SourceFailed", 0],
          ["ypareo/groupes", "Completed", 2],
          ["ypareo/personnels", "Completed", 1]
        ]
      )
    })
  )

  it.effect(
    "may be that of the periods: then what needs no period is read all the same, or one is given",
    () =>
      Effect.gen(function* () {
        const { "/periodes": _, ...others } = lists
        const service = yield* vendor(others)
        const { report } = yield* run(schoolAt(service).learners, Ypareo.toStudent())
        expect(report.ended).toMatchObject({
          error: { _tag: "Denied", message: expect.stringContaining("tick /periodes for this token") }
        })
        const staff = yield* run(schoolAt(service).staff, Ypareo.toProfessor())
        const given = yield* run(schoolAt(service, { period: 12 }).learners, Ypareo.toStudent())
        expect([...staff.verdicts, ...given.verdicts]).toEqual(["created personnel-1", "created apprenant-1"])
      })
  )
})

describe("an answer that is no list", () => {
  const page: Answer = response =>
    response.writeHead(200, { "content-type": "text/html" }).end("<!DOCTYPE html><title>Connexion</title>")
  const empty: Answer = response => response.writeHead(200).end()

  it.effect.each<readonly [what: string, answer: Answer, tag: string, says: string, requests: number]>([
    ["an empty body", empty, "Unavailable", "answered with an empty body", 2],
    ["a web page", page, "Unavailable", "answered with a web page instead of JSON; check the base URL", 2],
    ["a fault", response => response.writeHead(500).end(), "Unavailable", "answered 500", 2],
    ["nothing", response => response.end("null"), "Unexpected", "the JSON is no list of records", 1],
    [
      "an error",
      response => response.end('{"error":"x"}'),
      "Unexpected",
      "the JSON is no list of records",
      1
    ],
    [
      "a wrong path",
      response => response.writeHead(404).end(),
      "Denied",
      "answered 404; check the base URL",
      1
    ],
    ["an empty list", response => response.end("[]"), "Unreadable", "has no rows at all", 1]
  ])("%s ends the read with its reason, and nothing is sent", ([, answer, _tag, says, requests]) =>
    Effect.gen(function* () {
      const service = yield* vendor({ ...lists, [learners]: answer })
      const { report } = yield* run(schoolAt(service).learners, Ypareo.toStudent())
      expect(report.ended).toMatchObject({
        _tag: "SourceFailed",
        error: { _tag, message: expect.stringContaining(`ypareo/apprenants: ${says}`) }
      })
      expect([report.requests, paths(service).length - 1]).toEqual([0, requests])
    })
  )

  it.effect.each<readonly [what: string, answer: Answer]>([
    ["an empty body", empty],
    ["a web page", page]
  ])("%s may be followed by a list", ([, answer]) =>
    Effect.gen(function* () {
      let requests = 0
      const once: Answer = response => {
        requests += 1
        return requests === 1 ? answer(response) : response.end(JSON.stringify([apprenant(1)]))
      }
      const service = yield* vendor({ ...lists, [learners]: once })
      const { verdicts } = yield* run(schoolAt(service).learners, Ypareo.toStudent())
      expect(verdicts).toEqual(["created apprenant-1"])
    })
  )

  it.effect("a list that breaks off loses nothing that came before, and its pass is not complete (F1)", () =>
    Effect.gen(function* () {
      const whole = JSON.stringify([apprenant(1), apprenant(2), apprenant(3)])
      const cut: Answer = response => response.end(whole.slice(0, -20))
      const service = yield* vendor({ ...lists, [learners]: cut })
      const { report, verdicts } = yield* run(schoolAt(service).learners, Ypareo.toStudent())
      expect(report.ended).toMatchObject({
        error: {
          _tag: "Unexpected",
          message: "ypareo/apprenants: the JSON ends in the middle, after 2 records"
        }
      })
      expect(verdicts).toHaveLength(2)
      expect(report.coverage).toBeUndefined()
    })
  )
})

/** Lets the real world go on until something has come to pass there. */
const until = (passed: () => boolean): Effect.Effect<void> =>
  Effect.suspend(() =>
    passed()
      ? Effect.void
      : Effect.andThen(
          Effect.promise(() => new Promise(resolve => setImmediate(resolve))),
          until(passed)
        )
  )

describe("time", () => {
  const slow = () => {
    const waiting: Array<ServerResponse> = []
    return { waiting, answer: ((response: ServerResponse) => waiting.push(response)) satisfies Answer }
  }

  it.effect("20 seconds are not too long for an answer", () =>
    Effect.gen(function* () {
      const { waiting, answer } = slow()
      const service = yield* vendor({ ...lists, [learners]: answer })
      const fiber = yield* Effect.forkChild(run(schoolAt(service).learners, Ypareo.toStudent()))
      yield* until(() => waiting.length === 1)
      yield* TestClock.adjust("20 seconds")
      waiting[0]?.end(JSON.stringify([apprenant(1)]))
      expect((yield* Fiber.join(fiber)).verdicts).toEqual(["created apprenant-1"])
    })
  )

  it.effect("two minutes are, twice", () =>
    Effect.gen(function* () {
      const { waiting, answer } = slow()
      const service = yield* vendor({ ...lists, [learners]: answer })
      const fiber = yield* Effect.forkChild(run(schoolAt(service).learners, Ypareo.toStudent()))
      yield* until(() => waiting.length === 1)
      yield* TestClock.adjust("2 minutes")
      yield* until(() => waiting.length === 2)
      yield* TestClock.adjust("2 minutes")
      expect((yield* Fiber.join(fiber)).report.ended).toMatchObject({
        error: { _tag: "Unavailable", message: "ypareo/apprenants: no answer in time" }
      })
    })
  )

  it.effect("all lists of a school share one rate limit", () =>
    Effect.gen(function* () {
      const service = yield* vendor(lists)
      const rate = { requests: 2, per: Duration.minutes(1) }
      const school = schoolAt(service, { rate })
      const fiber = yield* Effect.forkChild(
        Effect.all([run(school.learners, Ypareo.toStudent()), run(school.staff, Ypareo.toProfessor())])
      )
      yield* until(() => paths(service).length === 2)
      yield* TestClock.adjust("59 seconds")
      expect(paths(service)).toEqual(["/periodes", `${learners}?codesPeriode=12`])
      yield* TestClock.adjust("1 second")
      const done = yield* Fiber.join(fiber)
      expect(done.flatMap(({ verdicts }) => verdicts)).toEqual(["created apprenant-1", "created personnel-1"])
    })
  )
})
