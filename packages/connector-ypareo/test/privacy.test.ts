import { describe, expect, it } from "@effect/vitest"
import { Cause, Effect, Exit, Logger, References, Tracer } from "effect"
import { HttpClient } from "effect/http"
import { Ypareo } from "../src/index.ts"
import { apprenant, contrat, groupe, inscription, personnel } from "./records.ts"
import { run } from "./Target.ts"
import { type Answer, type Lists, periods, schoolAt, vendor } from "./Vendor.ts"

const canary = "Xq7canary"
const token = "Xq7token"

/** All that a log or a trace would show of an effect, as one text. */
const told = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const shown: Array<unknown> = []
    const tracer = Tracer.make({
      span: options => {
        const span = new Tracer.NativeSpan(options)
        spans.push(span)
        return span
      }
    })
    const spans: Array<Tracer.NativeSpan> = []
    const logger = Logger.make(({ message, cause }) => void shown.push(message, Cause.pretty(cause)))
    const result = yield* effect.pipe(
      Effect.provide(Logger.layer([logger])),
      Effect.provideService(References.MinimumLogLevel, "All"),
      Effect.provideService(Tracer.Tracer, tracer)
    )
    const traced = spans.map(({ name, attributes, events, status }) => [
      name,
      [...attributes],
      events,
      status._tag === "Ended" && Exit.isFailure(status.exit) && Cause.pretty(status.exit.cause)
    ])
    const text = JSON.stringify([shown, traced], (_, value) =>
      typeof value === "bigint" ? `${value}` : value
    )
    return { result, spans: spans.length, text }
  })

/** Every list with a canary in every field that is no code. */
const lists: Lists = {
  "/periodes": periods,
  "/formation-longue/apprenants": [
    apprenant(1, {
      nomApprenant: canary,
      prenomApprenant: canary,
      adresse: { adr1: canary, tel1: canary, email: `${canary}@example.org` },
      inscriptions: [inscription(10, { formation: { nomFormation: canary } })]
    }),
    apprenant(2, { nomApprenant: { canary } }),
    apprenant(3, { [canary]: canary, inscriptions: [canary] }),
    apprenant(4, { adresse: { email: canary } }),
    canary
  ],
  "/utilisateur/personnels": [
    personnel(1, { nom: canary, email: canary }),
    personnel(2, { isFormateur: canary })
  ],
  "/formation-longue/groupes": [groupe(1, { nomGroupe: canary }), groupe(2, { codeFormation: canary })],
  "/formations": [{ codeFormation: 3, nomFormation: canary }],
  "/contrats": [contrat(1, 1, 1), contrat(2, 1, 1, { dateDebContrat: { canary } })],
  "/entreprises": [{ codeEntreprise: 1, nomEntreprise: canary, siret: canary }],
  "/utilisateur/apprenants": [{ codeApprenant: 1, login: canary, email: `${canary}@example.org` }]
}

const echoing =
  (status: number, body = canary): Answer =>
  response =>
    response.writeHead(status, canary, { "x-words": canary, location: `/${canary}` }).end(body)

const readings = (school: Ypareo.School) => ({
  learners: run(school.withAccounts(school.withCompanies(school.learners)), Ypareo.toStudent()),
  staff: run(school.staff, Ypareo.toProfessor()),
  groups: run(school.groupsBelow("formation"), Ypareo.toGroup())
})

describe("no value and no token leaves a read (Law 9)", () => {
  it.effect.each(["learners", "staff", "groups"] as const)("of %s that succeeds", what =>
    Effect.gen(function* () {
      const service = yield* vendor(lists)
      const { result, text, spans } = yield* told(readings(schoolAt(service, { token }))[what])
      const { report } = result
      expect(report.ended).toEqual({ _tag: "Completed" })
      expect(report.troubles.length).toBeGreaterThan(0)
      expect(spans).toBeGreaterThan(0)
      expect(service.asked[0]?.token).toBe(token)
      // What stands under a key of the origin is said by its place, and a key that names a parent by its code.
      const said = JSON.stringify([
        report.ended,
        report.findings,
        report.coverage,
        report.rejections,
        report.warnings
      ])
      for (const secret of [canary, token]) expect(said + text).not.toContain(secret)
      for (const { verdict, at } of report.troubles)
        expect(JSON.stringify([verdict, at])).not.toContain(canary)
    })
  )

  it.effect.each<readonly [what: string, answer: Answer]>([
    ["is refused", echoing(400)],
    ["is denied", echoing(403)],
    ["is sent elsewhere", echoing(302)],
    ["fails", echoing(500)],
    ["is a web page", echoing(200, `<p>${canary}`)],
    ["is no JSON", echoing(200)],
    ["is an error", echoing(200, `{"error":"${canary}"}`)],
    ["breaks off", echoing(200, `[{"codeApprenant":1,"nomApprenant":"${canary}`)],
    ["goes on", echoing(200, `[]${canary}`)]
  ])("of a list that %s", ([, answer]) =>
    Effect.gen(function* () {
      const service = yield* vendor({ ...lists, "/formation-longue/apprenants": answer })
      const { result, text } = yield* told(readings(schoolAt(service, { token })).learners)
      expect(result.report.ended._tag).toBe("SourceFailed")
      for (const secret of [canary, token]) expect(JSON.stringify(result.report) + text).not.toContain(secret)
    })
  )
})

it.effect("the token is not shown by a service that traces headers either", () =>
  Effect.gen(function* () {
    const service = yield* vendor(lists)
    const { text } = yield* told(readings(schoolAt(service, { token })).staff).pipe(
      Effect.provideService(HttpClient.TracerHeaderFilter, () => true)
    )
    expect(text).toContain("x-auth-token")
    expect(text).not.toContain(token)
  })
)
