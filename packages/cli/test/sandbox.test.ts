import { describe, expect, it } from "vitest"
import { makeFolder, rollcall, start } from "./rollcall.ts"

const upsert = (url: string, key: string) =>
  fetch(`${url}/v3/groups/batch-upsert`, {
    method: "POST",
    headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
    body: JSON.stringify({ groups: [{ externalReferenceId: "G1", name: "Groupe" }] })
  })

describe("rollcall sandbox", () => {
  it("prints its base URL and a made-up key, answers, and ends with 0 on SIGTERM", async () => {
    using folder = makeFolder()
    const started = start(folder.path, ["sandbox"])
    await started.said("Ctrl-C ends it")
    started.child.kill("SIGTERM")
    const { out, err, code } = await started.ended
    expect(out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\n$/)
    expect(err).toMatch(/API key: \S{20,}/)
    expect(code).toBe(0)
  })

  it("listens where it is told, with the key it is given", async () => {
    using folder = makeFolder()
    const started = start(folder.path, ["sandbox", "--api-key", "mine", "--port", "0"])
    await started.said("Ctrl-C ends it")
    const url = started.out().trim()
    expect((await upsert(url, "mine")).status).toBe(200)
    expect((await upsert(url, "other")).status).toBe(401)
    const taken = await rollcall(folder.path, ["sandbox", "--port", new URL(url).port])
    expect(taken.err).toMatch(/something else listens there/)
    expect(taken.code).toBe(2)
    started.child.kill("SIGTERM")
    expect((await started.ended).code).toBe(0)
  })

  it("is killed by the fault that says so, as a power cut would", async () => {
    using folder = makeFolder()
    const started = start(folder.path, ["sandbox", "--api-key", "mine"])
    await started.said("Ctrl-C ends it")
    const url = started.out().trim()
    const headers = { authorization: "Bearer mine" }
    const body = JSON.stringify([{ kind: "kill", when: "after" }])
    await fetch(`${url}/sandbox/faults`, { method: "PUT", headers, body })
    await expect(upsert(url, "mine")).rejects.toThrow()
    expect(await started.ended).toMatchObject({ code: null, signal: "SIGKILL" })
  })

  it.each(["90s", "90 seconds"])("forbids fields of users, and gives tokens for %s", async lifetime => {
    using folder = makeFolder()
    const args = ["sandbox", "--api-key", "mine", "--forbid", "company", "--forbid", "login"]
    const started = start(folder.path, [...args, "--token-lifetime", lifetime])
    await started.said("Ctrl-C ends it")
    const url = started.out().trim()
    const form = { grant_type: "client_credentials", client_id: "mine", client_secret: "mine" }
    const granted = await fetch(`${url}/oauth2/token`, { method: "POST", body: new URLSearchParams(form) })
    const { access_token, expires_in } = (await granted.json()) as {
      access_token: string
      expires_in: number
    }
    expect(expires_in).toBe(90)
    const refused = await fetch(`${url}/v2/users/bulk/sourceId`, {
      method: "POST",
      headers: { authorization: `Bearer ${access_token}` },
      body: JSON.stringify({
        users: [{ source: "a", sourceId: 1, firstName: "Ada", login: "a", company: "b" }]
      })
    })
    expect(await refused.text()).toMatch(/extraneous key \[login\].*extraneous key \[company\]/)
    started.child.kill("SIGTERM")
    expect((await started.ended).code).toBe(0)
  })

  it.each([
    ["--forbid=zorg", 'users have no field "zorg"'],
    ["--token-lifetime=soon", "--token-lifetime: must be a time"],
    ["--token-lifetime=-1 minutes", "--token-lifetime: must be a time"],
    ["--token-lifetime=0s", "--token-lifetime: must be a time"],
    ["--token-lifetime=Infinity", "--token-lifetime: must be a time"]
  ])("refuses %s with 2", async (flag, words) => {
    using folder = makeFolder()
    const { code, err } = await rollcall(folder.path, ["sandbox", flag])
    expect(err).toContain(words)
    expect(code).toBe(2)
  })

  it.each(["http", "70000", "-1"])("refuses the port %s with 2", async port => {
    using folder = makeFolder()
    const { code, err, out } = await rollcall(folder.path, ["sandbox", `--port=${port}`])
    expect(err + out).toContain("port")
    expect(code).toBe(2)
  })

  it("gives a school at a look-alike of YPAREO, and denies what it is told to", async () => {
    using folder = makeFolder()
    const denied = ["--ypareo-deny", "/contrats", "--ypareo-deny", "/entreprises"]
    const args = ["sandbox", "--api-key", "mine", "--ypareo", "--ypareo-lists", "keyed", ...denied]
    const started = start(folder.path, args)
    await started.said("Ctrl-C ends it")
    const base = `${started.out().trim()}/index.php`
    const get = (path: string, token = "mine") =>
      fetch(`${base}/r/v1${path}`, { headers: { "x-auth-token": token } })
    const periods = (await (await get("/periodes")).json()) as Record<string, { codePeriode: number }>
    expect(Object.entries(periods).map(([key, { codePeriode }]) => key === String(codePeriode))).toEqual(
      Object.keys(periods).map(() => true)
    )
    expect((await get("/periodes", "other")).status).toBe(401)
    expect([(await get("/contrats?codesPeriode=1")).status, (await get("/entreprises")).status]).toEqual([
      403, 403
    ])
    started.child.kill("SIGTERM")
    const { err, code } = await started.ended
    expect(err).toContain(
      `YPAREO, with the key as its token: ${base} (2000 learners, 150 trainers, 80 groups)`
    )
    expect(code).toBe(0)
  })

  it.each([
    [["--ypareo", "--ypareo-deny", "/contrat"], 'there is no "/contrat"; the paths are /periodes, '],
    [["--ypareo-seed", "3"], "need --ypareo"],
    [["--ypareo-deny", "/contrats"], "need --ypareo"]
  ])("refuses %j", async (args, says) => {
    using folder = makeFolder()
    const { code, err } = await rollcall(folder.path, ["sandbox", ...args])
    expect(code).toBe(2)
    expect(err).toContain(says)
  })
})

describe("rollcall", () => {
  it("--help and --version are nothing wrong; an unknown command is", async () => {
    using folder = makeFolder()
    const help = await rollcall(folder.path, ["--help"])
    for (const command of ["check", "sync", "read", "sandbox", "migrate"])
      expect(help.out + help.err).toContain(command)
    expect(help.code).toBe(0)
    expect(await rollcall(folder.path, ["--version"])).toMatchObject({ code: 0 })
    expect((await rollcall(folder.path, ["snyc"])).code).toBe(2)
  })
})
