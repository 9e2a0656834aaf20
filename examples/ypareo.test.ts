/** A school at the look-alike of YPAREO reaches the sandbox as its generator foretells, whatever YPAREO answers with. */
import { Ypareo } from "@rollcall/connector-ypareo"
import { type Directory, Group, Ledger, Pipeline, Professor, Student } from "@rollcall/core"
import { expectedOfYpareo, makeYpareo, schoolYearOf, type YpareoMapping } from "@rollcall/school"
import * as Sandbox from "@rollcall/server/sandbox"
import { Edusign } from "@rollcall/sink-http"
import { Duration, Effect, Stream } from "effect"
import { describe, expect, it } from "vitest"

const apiKey = "key"
const patience = { retries: 2, firstWait: Duration.millis(1), longestWait: Duration.millis(5) }
const rate = { requests: 1000, per: Duration.seconds(1) }

const school = makeYpareo({
  seed: 7,
  learners: 300,
  trainers: 30,
  groups: 20,
  year: schoolYearOf(new Date())
})

/** The sandbox with the school at its look-alike, and a run of groups, trainers and learners. */
const arena = async (options: Partial<NonNullable<Sandbox.Options["ypareo"]>> = {}) => {
  const sandbox = await Sandbox.startPromise({ apiKey, ypareo: { records: school.records, ...options } })
  const ypareo = Ypareo.school({ url: `${sandbox.url}/index.php`, token: apiKey, patience, rate })
  const edusign = Edusign.target({ apiKey, baseUrl: sandbox.url, rate })
  const held = async (entity: Parameters<Directory.Storage["held"]>[0]) => {
    const stored = await Effect.runPromise(Stream.runCollect(sandbox.directory.held(entity)))
    return Object.fromEntries(stored.map(({ fields }) => [fields.externalReferenceId, fields]))
  }
  return {
    arm: async (faults: ReadonlyArray<object>) => {
      const headers = { authorization: `Bearer ${apiKey}` }
      const init = { method: "PUT", headers, body: JSON.stringify(faults) }
      expect((await fetch(`${sandbox.url}/sandbox/ypareo/faults`, init)).status).toBe(200)
    },
    run: async ({ below, companies, email = "personal", salesGroups }: YpareoMapping = {}) => {
      const forSales = ({ prixDeVente }: Ypareo.Groupe) =>
        prixDeVente === undefined || salesGroups ? undefined : "is for sales only"
      const { learners, groups, staff } = ypareo
      const employed = companies ? ypareo.withCompanies(learners) : learners
      const reports = [
        await Pipeline.runPromise({
          source: below ? ypareo.groupsBelow(below) : groups,
          mapper: Ypareo.toGroup({ without: forSales }),
          sink: edusign.groups
        }),
        await Pipeline.runPromise({ source: staff, mapper: Ypareo.toProfessor(), sink: edusign.professors }),
        email === "personal"
          ? await Pipeline.runPromise({
              source: employed,
              mapper: Ypareo.toStudent(),
              sink: edusign.students
            })
          : await Pipeline.runPromise({
              source: ypareo.withAccounts(employed),
              mapper: Ypareo.toStudent({ email }),
              sink: edusign.students
            })
      ]
      expect(reports.map(({ ledger }) => Ledger.balances(ledger))).toEqual([true, true, true])
      return {
        reports,
        ended: reports.map(({ ended }) => ("error" in ended ? ended.error._tag : ended._tag)),
        ledgers: Object.fromEntries(reports.map(({ entity, ledger }) => [entity, ledger]))
      }
    },
    held: async () => ({
      groups: await held(Group),
      professors: await held(Professor),
      students: await held(Student)
    }),
    [Symbol.asyncDispose]: sandbox.close
  }
}

const whole = ["Completed", "Completed", "Completed"]

describe.each(["array", "keyed"] as const)("lists in the shape %s", lists => {
  it.each<YpareoMapping>([
    {},
    { below: "formation", companies: true },
    { below: "site", email: "professional", salesGroups: true },
    { email: "professional", companies: true }
  ])("%j: every verdict and every field as foretold, and again unchanged", async mapping => {
    await using visitor = await arena({ lists })
    const expected = expectedOfYpareo(school, mapping)
    const first = await visitor.run(mapping)
    expect(first.ended).toEqual(whole)
    expect(first.ledgers).toMatchObject(expected.verdicts)
    expect(await visitor.held()).toEqual(expected.held)
    const { ledgers } = await visitor.run(mapping)
    for (const { created, updated, unarchived } of Object.values(ledgers))
      expect([created, updated, unarchived]).toEqual([0, 0, 0])
    expect(await visitor.held()).toEqual(expected.held)
  })

  const learners = "/formation-longue/apprenants"

  it.each<readonly [name: string, faults: ReadonlyArray<object>]>([
    ["an empty body", [{ kind: "empty", endpoint: learners }]],
    ["a page for people", [{ kind: "html", endpoint: learners, times: 2 }]],
    ["a server that fails", [{ kind: "error", status: 503, times: 2 }]],
    ["a slow answer", [{ kind: "delay", ms: 300, times: "always" }]],
    ["a byte order mark", [{ kind: "encoding", as: "utf-8-bom", times: "always" }]]
  ])("%s changes nothing of what arrives", async (_, faults) => {
    await using visitor = await arena({ lists })
    await visitor.arm(faults)
    expect((await visitor.run()).ended).toEqual(whole)
    expect(await visitor.held()).toEqual(expectedOfYpareo(school).held)
  })

  it.each<readonly [name: string, fault: object, reason: string]>([
    ["always an empty body", { kind: "empty" }, "Unavailable"],
    ["always a page for people", { kind: "html" }, "Unavailable"],
    ["always half a list", { kind: "truncated" }, "Unexpected"]
  ])("%s ends the learners for good, and nobody is taken for gone", async (_, fault, reason) => {
    await using visitor = await arena({ lists })
    await visitor.run()
    await visitor.arm([{ ...fault, endpoint: learners, times: "always" }])
    const { ended, ledgers } = await visitor.run()
    expect(ended).toEqual(["Completed", "Completed", reason])
    expect(ledgers.students).toMatchObject({ created: 0, updated: 0 })
    expect(await visitor.held()).toEqual(expectedOfYpareo(school).held)
  })

  it("a list that is denied ends its own source, and the others run", async () => {
    await using visitor = await arena({ lists, denied: { "/utilisateur/personnels": 403 } })
    const { ended, reports } = await visitor.run()
    expect(ended).toEqual(["Completed", "Denied", "Completed"])
    expect(reports[1]?.ended).toMatchObject({
      error: { message: expect.stringContaining("tick /utilisateur/personnels for this token") }
    })
    expect(await visitor.held()).toEqual({ ...expectedOfYpareo(school).held, professors: {} })
  })

  it("what is not UTF-8 is rejected record by record, and what is held stays", async () => {
    await using visitor = await arena({ lists })
    await visitor.run()
    await visitor.arm([{ kind: "encoding", as: "windows-1252", endpoint: learners }])
    const { reports, ledgers } = await visitor.run()
    expect(reports[2]?.rejections).toEqual([{ code: "GARBLED_TEXT", count: ledgers.students?.rejected }])
    expect(ledgers.students).toMatchObject({ created: 0, updated: 0 })
    expect(await visitor.held()).toEqual(expectedOfYpareo(school).held)
  })

  it("text that was encoded twice never arrives: a name rejects its record, other fields are left out", async () => {
    await using visitor = await arena({ lists })
    await visitor.arm([{ kind: "encoding", as: "utf-8-twice", times: "always" }])
    const { reports } = await visitor.run({ companies: true, below: "formation" })
    const { held } = expectedOfYpareo(school, { companies: true, below: "formation" })
    const arrived = await visitor.held()
    for (const entity of ["groups", "professors", "students"] as const) {
      const records = Object.entries(arrived[entity])
      expect(records.length, entity).toBeGreaterThan(0)
      for (const [key, fields] of records) expect(held[entity][key]).toMatchObject(Object(fields))
    }
    expect(reports[2]?.ledger.rejected).toBeGreaterThan(0)
    expect(reports[2]?.warnings).toContainEqual(
      expect.objectContaining({ code: "FIELD_DROPPED", field: "curriculumName" })
    )
  })
})
