/** What the upsert rules can say about one record, and what they look at to say it. */
import type { AnyUpsert, Problem } from "../entities/Entity.ts"

/** A record as a target holds it; a field that was never given or was cleared is not there. */
export interface Stored {
  readonly id: string
  readonly archived: boolean
  readonly fields: AnyUpsert
}

/** What the target holds that bears on one upsert. */
export interface Facts {
  /** The record under the upsert's identifier. */
  readonly held: Stored | undefined
  /** The record that holds the upsert's unique value, itself included. */
  readonly holder: Stored | undefined
  /** The parent that the upsert names, as it stood before the request. */
  readonly parent: Stored | undefined
  /** The keys of that parent and of all above it, as they stand so far within the request. */
  readonly ancestors: ReadonlySet<string>
}

/** What a request asks for beside its records; all off unless said. */
export interface Options {
  readonly allowUnarchive: boolean
  /** What is done for a person who is created. */
  readonly onCreated: { readonly sendCredentials: boolean; readonly newPasswordNeeded: boolean }
  /** Every record is known to be one that the entity accepts, and is not checked again. */
  readonly checked?: boolean
}

export const noOptions: Options = {
  allowUnarchive: false,
  onCreated: { sendCredentials: false, newPasswordNeeded: false }
}

/** `changes` holds only fields that differ from what is held; null clears. */
export type Decision =
  | { readonly _tag: "Create"; readonly id: string; readonly fields: AnyUpsert }
  | { readonly _tag: "Update"; readonly id: string; readonly changes: AnyUpsert }
  | { readonly _tag: "Unarchive"; readonly id: string; readonly changes: AnyUpsert }
  | { readonly _tag: "Unchanged"; readonly id: string }
  | ({ readonly _tag: "Refuse" } & Problem)

export const refuse = (code: string, message: string, field?: string): Decision =>
  field === undefined ? { _tag: "Refuse", code, message } : { _tag: "Refuse", code, message, field }
