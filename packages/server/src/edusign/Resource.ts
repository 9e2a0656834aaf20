/** The three lists that can be upserted: what a request for each holds, and how it is read. */
import { type Decision, type Entity, Group, Professor, Student } from "@rollcall/core"
import { Result, Schema } from "effect"
import { closed, strictly } from "../strictly.ts"

const maxRecords = 1000

/** A list, and the endpoint that upserts it. */
export interface Resource {
  readonly entity: Entity.Entity
  readonly path: `/${string}`
  /** Reads the body of a request, or says why it is none; the records in it are judged later, one by one. */
  readonly read: (body: unknown) => Result.Result<Upserts, string>
}

/** What a request asks for. */
export interface Upserts {
  readonly records: ReadonlyArray<unknown>
  readonly options: Decision.Options
}

const flag = Schema.optionalKey(Schema.Boolean)

const onCreated = Schema.optionalKey(
  closed({ sendCredentials: flag, newPasswordNeeded: flag }).annotate({
    description: "What is done for a person who is created; both are false unless said."
  })
)

const studentsBody = <R extends Schema.Top>(students: R) =>
  closed({
    students,
    options: Schema.optionalKey(closed({ allowUnarchive: flag, onStudentCreated: onCreated }))
  })

const professorsBody = <R extends Schema.Top>(professors: R) =>
  closed({ professors, options: Schema.optionalKey(closed({ onProfessorCreated: onCreated })) })

const groupsBody = <R extends Schema.Top>(groups: R) => closed({ groups })

const limited = Schema.isBetweenLength(1, maxRecords, { message: `must hold 1 to ${maxRecords} records` })

/** A list of records as it is documented. */
const described = (entity: Entity.Entity) => {
  const aliases = Object.entries(entity.aliases).map(
    ([alias, field]) => [alias, entity.fields[field]] as const
  )
  const fields = [...Object.entries(entity.fields), ...aliases].map(
    ([name, field]) => [name, Schema.optionalKey(field?.schema ?? Schema.Unknown)] as const
  )
  const record = Schema.Struct(Object.fromEntries(fields)).annotate({
    identifier: entity.name.replace(/^./u, first => first.toUpperCase()),
    description: `Only the fields that are given are changed; null clears. A new one needs ${entity.createNeeds.join(", ")}.`
  })
  return Schema.Array(record).check(limited)
}

/** A list of records as it is read: one record that is wrong must not cost the others, so none is looked at. */
const someRecords = Schema.declare<ReadonlyArray<unknown>>(Array.isArray, {
  message: "must be a list of records"
}).check(limited)

const resource = <P extends Schema.Top, B>(definition: {
  readonly entity: Entity.Entity
  readonly payload: P
  readonly body: Schema.ConstraintDecoder<B>
  readonly toUpserts: (body: B) => Upserts
}) => {
  const decode = strictly(definition.body, "the body")
  return {
    entity: definition.entity,
    path: `/v3/${definition.entity.plural}/batch-upsert` as const,
    /** The request body as the API documents it. */
    payload: definition.payload,
    read: (body: unknown) => Result.map(decode(body), definition.toUpserts)
  }
}

const toOptions = (allowUnarchive = false, created: typeof onCreated.Type = {}): Decision.Options => ({
  allowUnarchive,
  onCreated: {
    sendCredentials: created.sendCredentials ?? false,
    newPasswordNeeded: created.newPasswordNeeded ?? false
  }
})

/** Matched by `externalReferenceId`; the only list that takes `allowUnarchive`. */
export const students = resource({
  entity: Student,
  payload: studentsBody(described(Student)),
  body: studentsBody(someRecords),
  toUpserts: ({ students, options }) => ({
    records: students,
    options: toOptions(options?.allowUnarchive, options?.onStudentCreated)
  })
})

/** Matched by either of their ids. */
export const professors = resource({
  entity: Professor,
  payload: professorsBody(described(Professor)),
  body: professorsBody(someRecords),
  toUpserts: ({ professors, options }) => ({
    records: professors,
    options: toOptions(false, options?.onProfessorCreated)
  })
})

/** Matched by `externalReferenceId`; they take no options. */
export const groups = resource({
  entity: Group,
  payload: groupsBody(described(Group)),
  body: groupsBody(someRecords),
  toUpserts: ({ groups }) => ({ records: groups, options: toOptions() })
})

/** All three, for what treats them alike. */
export const resources: ReadonlyArray<Resource> = [students, professors, groups]
