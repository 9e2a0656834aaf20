/** Requests as they stand, posted to the endpoints of a server. */
import { type Decision, type Directory, Entity } from "@rollcall/core"
import * as Sandbox from "@rollcall/server/sandbox"
import { Effect, type Layer, Redacted } from "effect"
import { all, idsOf, withoutIds } from "./content.ts"
import { withIds } from "./professors.ts"
import type { Way } from "./Way.ts"

/** Opens every endpoint; a client of the one for users has it as its id and its secret. */
export const apiKey = "key-for-tests"

/** A server over a directory, in memory unless said; it stops with the scope. */
export const served = (directory?: Layer.Layer<Directory.Directory>) =>
  Sandbox.start({ apiKey: Redacted.make(apiKey), ...(directory !== undefined && { directory }) })

/** Answers are compared item by item, messages included. */
export const posted = ({ url, directory }: Sandbox.Sandbox): Way => {
  const ask = async (entity: Entity.Entity, body: unknown) => {
    const [path, bearer] =
      entity.name === "user"
        ? ["/v2/users/bulk/sourceId", await tokenOf(url)]
        : [`/v3/${entity.plural}/batch-upsert`, apiKey]
    const response = await fetch(`${url}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${bearer}` },
      body: JSON.stringify(body)
    })
    return { status: response.status, body: (await response.json()) as unknown }
  }
  return {
    storage: directory,
    send: (entity, { records, options }) =>
      Effect.gen(function* () {
        const before = yield* all(directory, entity)
        const sent = fitting(entity, withIds(records, idsOf(before)))
        const body = { [entity.plural]: sent, ...optionsOf(entity, options) }
        const answer = yield* Effect.promise(() => ask(entity, body))
        const after = yield* all(directory, entity)
        return withoutIds(answer, [...before, ...after])
      })
  }
}

/** A new one each time: the proof may take longer than a token is good for. */
const tokenOf = async (url: string): Promise<string> => {
  const form = { grant_type: "client_credentials", client_id: apiKey, client_secret: apiKey }
  const answer = await fetch(`${url}/oauth2/token`, { method: "POST", body: new URLSearchParams(form) })
  return ((await answer.json()) as { readonly access_token: string }).access_token
}

/** One user without the shape of one would cost the others their turn: the whole request is refused. */
const fitting = (entity: Entity.Entity, records: ReadonlyArray<unknown>): ReadonlyArray<unknown> => {
  if (entity.name !== "user") return records
  const users = records.filter(record => Entity.misfits(entity, record).length === 0)
  return users.length === 0 ? records : users
}

const optionsOf = (entity: Entity.Entity, { allowUnarchive, onCreated }: Decision.Options) => {
  if (entity.name === "student") return { options: { allowUnarchive, onStudentCreated: onCreated } }
  return entity.name === "professor" ? { options: { onProfessorCreated: onCreated } } : {}
}
