/** How a fault turns a request away: in the words of the endpoint that it meets, for each vendor has its own. */
import { Context, Effect } from "effect"
import { HttpServerResponse } from "effect/http"
import { complain, type Kind } from "../../propeller/Complaint.ts"
import * as Refusal from "../../Refusal.ts"

/** The statuses that faults turn requests away with, and what they are to each vendor. */
const words = {
  400: { edusign: "INVALID_REQUEST", propeller: "BadRequestException" },
  413: { edusign: "INVALID_REQUEST", propeller: "PayloadTooLargeException" },
  422: { edusign: "INVALID_REQUEST", propeller: "UnprocessableException" },
  429: { edusign: "RATE_LIMITED", propeller: "TooManyRequestsException" },
  500: { edusign: "INTERNAL_ERROR", propeller: "InternalErrorException" },
  503: { edusign: "UNAVAILABLE", propeller: "UnavailableException" }
} as const satisfies { [status: number]: { edusign: Refusal.Code; propeller: Kind } }

export type Status = keyof typeof words

/** Whose endpoint the current request is for. */
export const Vendor = Context.Reference<"edusign" | "propeller">("@rollcall/server/Vendor", {
  defaultValue: () => "edusign"
})

/** The answer to the current request. */
export const refuse = (status: Status, message: string, headers: Record<string, string> = {}) =>
  Effect.map(Vendor, vendor => {
    const { edusign, propeller } = words[status]
    if (vendor === "propeller") return complain(propeller, [message], headers)
    return HttpServerResponse.jsonUnsafe(Refusal.refuse(edusign, message), { status, headers })
  })
