// A connector of your own: a shape, a name, a way to read. A mapper: pure, and only fields that exist compile.
import { Denied, Mapper, Source, Student, Unavailable } from "@rollcall/core"
import { Schema } from "effect"

const Pupil = Schema.Struct({ uid: Schema.String, given: Schema.String, family: Schema.String })

export const pupils = (url: string) =>
  Source.fromAsyncIterable({
    name: "acme/pupils",
    schema: Pupil,
    read: async function* (signal) {
      for (let page = 1; ; page++) {
        const answer = await fetch(`${url}/pupils?page=${page}`, { signal })
        if (answer.status === 401) throw new Denied({ message: "acme refuses the token" })
        if (!answer.ok) throw new Unavailable({ message: `acme answered ${answer.status}` })
        const records = (await answer.json()) as ReadonlyArray<unknown>
        if (records.length === 0) return
        yield records
      }
    }
  })

export const toStudent = Mapper.make(Student, ({ uid, given, family }: typeof Pupil.Type) => {
  return { externalReferenceId: `acme-${uid}`, firstName: given, lastName: family }
})
