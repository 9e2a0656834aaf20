/** Gives a program a port of 127.0.0.1 that is free; in a rare case another takes it first, and it gets a new one. */
import { once } from "node:events"
import { type AddressInfo, createServer } from "node:net"

/** Tries three times when `use` rejects because the address is in use. */
export const onFreePort = async <A>(use: (port: number) => Promise<A>, attempts = 3): Promise<A> => {
  try {
    return await use(await freePort())
  } catch (error) {
    if (attempts === 1 || !/address already in use/i.test(String(error))) throw error
    return onFreePort(use, attempts - 1)
  }
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, "close")
  return port
}
