import { describe, expect, it } from "@effect/vitest"
import { nothingPermitted, type Permit } from "@rollcall/core"
import { Effect } from "effect"
import { group, professor, send, student } from "../School.ts"
import { creates, scripted } from "../Scripted.ts"
import { targetAt } from "../Target.ts"

const mails: Partial<Permit> = { sendCredentials: true }
const passwords: Partial<Permit> = { newPasswordNeeded: true }
const unarchives: Partial<Permit> = { unarchive: true }
const everything = { ...mails, ...passwords, ...unarchives }

const both = { sendCredentials: true, newPasswordNeeded: true }
const mail = { sendCredentials: true, newPasswordNeeded: false }
const password = { sendCredentials: false, newPasswordNeeded: true }

type Row = readonly [
  list: "students" | "professors" | "groups",
  permit: Partial<Permit>,
  options: object | undefined
]

it.live.each<Row>([
  ["students", {}, undefined],
  ["students", nothingPermitted, undefined],
  ["students", unarchives, { allowUnarchive: true }],
  ["students", mails, { onStudentCreated: mail }],
  ["students", passwords, { onStudentCreated: password }],
  ["students", everything, { allowUnarchive: true, onStudentCreated: both }],
  ["professors", {}, undefined],
  ["professors", unarchives, undefined],
  ["professors", mails, { onProfessorCreated: mail }],
  ["professors", passwords, { onProfessorCreated: password }],
  ["professors", everything, { onProfessorCreated: both }],
  ["groups", {}, undefined],
  ["groups", everything, undefined]
])("%s in a run that may %j: the options are %j", ([list, permit, options]) =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates)
    const school = targetAt(url)
    const records = { students: [student("1")], professors: [professor("1")], groups: [group("1")] }
    const sent = {
      students: send(school.students, records.students, { permit }),
      professors: send(school.professors, records.professors, { permit }),
      groups: send(school.groups, records.groups, { permit })
    }
    yield* sent[list]
    expect(requests.map(({ body }) => JSON.parse(body))).toEqual([
      { [list]: records[list], ...(options && { options }) }
    ])
  })
)

it.live.each(["", "/", "//"])(
  "goes by POST to the list's endpoint, with the key; base URL with %j at its end",
  end =>
    Effect.gen(function* () {
      const { url, requests } = yield* scripted(creates)
      yield* send(targetAt(url + end, { apiKey: "school-key" }).students, [student("1")])
      expect(requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
        "POST /v3/students/batch-upsert"
      ])
      expect(requests[0]?.headers).toMatchObject({
        authorization: "Bearer school-key",
        "content-type": "application/json",
        accept: "application/json"
      })
    })
)

it.live("an absent field stays absent and null stays null (Law 8)", () =>
  Effect.gen(function* () {
    const { url, requests } = yield* scripted(creates)
    yield* send(targetAt(url).students, [
      student("1", { email: undefined, phone: null, company: "", tags: [] })
    ])
    expect(requests[0]?.body).toBe(
      '{"students":[{"externalReferenceId":"1","firstName":"Ada","lastName":"Martin","phone":null,"tags":[]}]}'
    )
  })
)

describe("a group's picture", () => {
  const pictured = { ...group("1"), logoUrl: "https://example.org/1.png" }

  it.live.each(["logoUrl", "photoUrl"] as const)("is called %s on the wire", groupPicture =>
    Effect.gen(function* () {
      const { url, requests } = yield* scripted(creates)
      yield* send(targetAt(url, { groupPicture }).groups, [pictured, { ...group("2"), logoUrl: null }])
      expect(JSON.parse(requests[0]?.body ?? "")).toEqual({
        groups: [
          { ...group("1"), [groupPicture]: pictured.logoUrl },
          { ...group("2"), [groupPicture]: null }
        ]
      })
    })
  )

  it.live("does not change its name because another target called it otherwise", () =>
    Effect.gen(function* () {
      const { url, requests } = yield* scripted(creates)
      for (const groupPicture of ["logoUrl", "photoUrl", "logoUrl"] as const) {
        const { groups } = targetAt(url, { groupPicture })
        expect(groups.weigh(pictured)).toBe(
          Buffer.byteLength(JSON.stringify(pictured).replace("logoUrl", groupPicture)) + 1
        )
        yield* groups.send([pictured], nothingPermitted)
      }
      expect(requests.map(({ body }) => /\w+Url/u.exec(body)?.[0])).toEqual([
        "logoUrl",
        "photoUrl",
        "logoUrl"
      ])
    })
  )
})
