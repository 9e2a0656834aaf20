import { describe, expect, it } from "@effect/vitest"
import { type Entity, Group, Normalise, Pipeline, Place, type Sink, Student } from "@rollcall/core"
import { expectedOf, type FileName, fileBytes, makeSchool } from "@rollcall/school"
import { Duration, Effect } from "effect"
import { Csv } from "../src/index.ts"

/** A target that takes everything and remembers it. */
const counting = <F extends Entity.Fields>(entity: Entity.Entity<string, F>) => {
  const sent: Array<Entity.AnyUpsert> = []
  const sink: Sink<F> = {
    name: `memory/${entity.plural}`,
    entity,
    limits: { records: 1000, bytes: 1_000_000 },
    weigh: upsert => JSON.stringify(upsert).length,
    admit: Effect.void,
    resendAfter: Duration.zero,
    send: batch =>
      Effect.sync(() => {
        sent.push(...batch)
        const items = batch.map((_, index) => ({ index, result: { _tag: "Created" } as const }))
        return { items, lists: "all", allSucceeded: true } as const
      })
  }
  return { sink, sent }
}

const toStudent = Csv.mapper(Student, {
  externalReferenceId: "CODE_APPRENANT",
  externalReferenceType: Csv.constant("YPAREO"),
  lastName: "NOM_APPRENANT",
  firstName: "PRENOM_APPRENANT",
  email: Csv.optional("EMAIL"),
  phone: Csv.optional("TEL_PORTABLE"),
  fileNumber: Csv.optional("NUMERO_DOSSIER"),
  curriculumName: Csv.optional("FORMATION"),
  company: Csv.optional("ENTREPRISE"),
  badgeId: Csv.optional("BADGE"),
  tags: Csv.optional(Csv.split("ETIQUETTES", "|"))
})

const toGroup = Csv.mapper(Group, {
  externalReferenceId: "CODE_GROUPE",
  externalReferenceType: Csv.constant("YPAREO"),
  name: "NOM_GROUPE",
  description: Csv.optional("DESCRIPTION"),
  parentExternalReferenceId: Csv.optional("CODE_GROUPE_PARENT")
})

const school = makeSchool({ seed: 7, learners: 3000, trainers: 10, groups: 120 })
const expected = expectedOf(school)
const from = (name: FileName) => Csv.fromBytes({ name, bytes: Buffer.concat([...fileBytes(school, name)]) })
const byKey = (sent: ReadonlyArray<Entity.AnyUpsert>) =>
  Object.fromEntries(sent.map(upsert => [upsert.externalReferenceId, upsert]))

describe("a school's files, from the bytes to the target", () => {
  it.effect("learners arrive as they are, and every row of the file is accounted for", () =>
    Effect.gen(function* () {
      const { sink, sent } = counting(Student)
      const outcomes: Array<unknown> = []
      const report = yield* Pipeline.run(
        { source: from("apprenants.csv"), mapper: toStudent, sink },
        {
          onOutcomes: found =>
            Effect.sync(() => {
              for (const { at, verdict } of found) {
                const { line } = at
                if (verdict._tag === "Rejected") {
                  const { code, field } = verdict
                  outcomes.push({ file: at.origin, line, code, ...(field !== undefined && { field }) })
                }
                if (verdict._tag === "Duplicate")
                  outcomes.push({
                    file: at.origin,
                    line,
                    first: verdict.first.line,
                    identical: verdict.identical
                  })
              }
            })
        }
      )
      expect(report.ended).toEqual({ _tag: "Completed" })
      expect(report.ledger).toMatchObject(expected.verdicts.students)
      expect(byKey(sent)).toEqual(expected.held.students)
      const foretold = [...expected.rejected, ...expected.duplicates].filter(
        ({ file }) => file === "apprenants.csv"
      )
      expect(outcomes).toHaveLength(foretold.length)
      expect(outcomes).toEqual(expect.arrayContaining(foretold))
    })
  )

  it.effect("groups arrive as they are", () =>
    Effect.gen(function* () {
      const { sink, sent } = counting(Group)
      const report = yield* Pipeline.run({ source: from("groupes.csv"), mapper: toGroup, sink })
      expect(report.ledger).toMatchObject(expected.verdicts.groups)
      expect(byKey(sent)).toEqual(expected.held.groups)
    })
  )
})

describe("a file that does not fit its mapping", () => {
  const run = (file: string) => {
    const { sink, sent } = counting(Student)
    const source = Csv.fromBytes({ name: "apprenants.csv", bytes: Buffer.from(file) })
    return Effect.map(Pipeline.run({ source, mapper: toStudent, sink }), report => ({ report, sent }))
  }

  it.effect("is refused with its name and the nearest header, and nothing is sent (F21)", () =>
    Effect.gen(function* () {
      const { report, sent } = yield* run(
        "code apprenant;NOM_APPRENANT;PRENOM_APPRENANT;Email\n1;Martin;Zoé;z@school.example\n"
      )
      expect(report.ended).toMatchObject({
        _tag: "SourceFailed",
        error: {
          _tag: "Unreadable",
          message: expect.stringContaining(
            'apprenants.csv: missing column "CODE_APPRENANT" (for externalReferenceId), did you mean "code apprenant"?'
          )
        }
      })
      expect(sent).toEqual([])
    })
  )

  it.effect("is refused when it has no header, for none is guessed (F22)", () =>
    Effect.gen(function* () {
      const { report, sent } = yield* run("1;Martin;Zoé\n2;Petit;Léa\n")
      expect(report.ended).toMatchObject({ _tag: "SourceFailed", error: { _tag: "Unreadable" } })
      expect(report.ledger.read).toBe(0)
      expect(sent).toEqual([])
    })
  )

  it.effect("loses its damaged rows alone, each rejected at its place", () =>
    Effect.gen(function* () {
      const { report, sent } = yield* run(
        [
          "CODE_APPRENANT;NOM_APPRENANT;PRENOM_APPRENANT",
          "1;Martin;Zoé",
          '2;"Petit;Léa',
          "3;Roux;Ana",
          "4;Roy",
          "5;Noël;Éva",
          ""
        ].join("\n")
      )
      expect(report.ledger).toMatchObject({ read: 5, created: 3, rejected: 2 })
      expect(sent.map(({ externalReferenceId }) => externalReferenceId)).toEqual(["1", "3", "5"])
      expect(report.troubles.map(({ at, verdict }) => [Place.format(at), verdict])).toMatchObject([
        ["apprenants.csv:3", { _tag: "Rejected", code: "BROKEN_QUOTES" }],
        ["apprenants.csv:5", { _tag: "Rejected", code: "RAGGED_ROW" }]
      ])
    })
  )
})

describe("columns with normalisers, from the bytes to the target", () => {
  it.effect(
    "a bad optional value is left out and counted under its column, a bad needed one costs its row",
    () =>
      Effect.gen(function* () {
        const { sink, sent } = counting(Student)
        const bytes = Buffer.from(
          [
            "CODE;NOM;TEL",
            "1;DUPONT;06 12 34 56 78",
            "2;LE GALL;voir secrétariat",
            "3;;0612345678",
            "4;X;n°"
          ].join("\n")
        )
        const mapper = Csv.mapper(Student, {
          externalReferenceId: "CODE",
          lastName: Csv.column("NOM", text =>
            text === "X" ? Normalise.dropped("is no name") : Normalise.properName(text)
          ),
          phone: Csv.column("TEL", Normalise.phone({ country: "FR" }))
        })
        const report = yield* Pipeline.run({ source: Csv.fromBytes({ name: "a.csv", bytes }), mapper, sink })
        expect(sent).toEqual([
          { externalReferenceId: "1", lastName: "Dupont", phone: "+33612345678" },
          { externalReferenceId: "2", lastName: "Le Gall" },
          { externalReferenceId: "3", phone: "+33612345678" }
        ])
        expect(report).toMatchObject({
          ledger: { read: 4, created: 3, rejected: 1 },
          warnings: [{ code: "FIELD_DROPPED", field: "phone", column: "TEL", count: 1 }],
          rejections: [{ code: "VALIDATION_ERROR", field: "lastName", column: "NOM", count: 1 }]
        })
      })
  )
})
