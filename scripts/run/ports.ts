import { createServer } from 'node:net'

/** Refuses with the remedy when somebody listens on the port already. */
export async function requireFreePort(port: number, variable: string): Promise<void> {
  const code = await new Promise<string | undefined>((answer) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => answer(error.code ?? error.message))
    probe.listen(port, () => probe.close(() => answer(undefined)))
  })
  if (code === undefined) return
  if (code === 'EACCES')
    throw new Error(`Port ${port} needs more rights than you have: choose another with ${variable}=….`)
  throw new Error(`Port ${port} is in use: stop the program that uses it, or choose another with ${variable}=….`)
}
