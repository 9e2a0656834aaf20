import { defineConfig } from "vitest/config"
import { countsInForce } from "./prove/counts.ts"
import "./prove/Figures.ts"

export default defineConfig({
  test: {
    include: ["packages/*/test/**/*.test.ts", "examples/**/*.test.ts", "test/**/*.test.ts"],
    provide: { counts: countsInForce(process.env) },
    testTimeout: 120_000,
    hookTimeout: 120_000
  }
})
