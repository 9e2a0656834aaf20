/** Preloaded, it makes of a process one where @rollcall/sink-mysql is not installed. */
import { registerHooks } from "node:module"

registerHooks({
  resolve: (specifier, context, next) =>
    next(specifier, specifier === "@rollcall/sink-mysql" ? { ...context, parentURL: "file:///" } : context)
})
