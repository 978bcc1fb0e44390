// npm run web: serves what was built, and nothing else. Any number may run against one database, behind whatever spreads requests.
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { beginStopping, isStopping } from '#lib/platform/stopping.ts'
import { BUILD_DIR } from './run/compile.ts'
import { loadEnvironmentFile, readEnvironment } from './run/environment.ts'
import { ROOT } from './run/fingerprint.ts'
import { requireVariables } from './run/needed.ts'
import { KEEP_ALIVE_MS, productEnvironment } from './run/product.ts'
import { Shutdown, sentenceOf } from './run/signals.ts'

/** What answers longer than this after the last request came in is cut off: streams, which whoever reads them opens again. */
const FINISH_MS = 20_000

const shutdown = new Shutdown(beginStopping)

async function serve(): Promise<void> {
  loadEnvironmentFile()
  requireVariables([
    ...(process.env.DATABASE_URL ? [] : (['DATABASE_APP_URL'] as const)),
    ...(['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'NEXTAUTH_SECRET', 'NEXTAUTH_URL'] as const),
  ])
  if (!existsSync(join(ROOT, BUILD_DIR, 'BUILD_ID')))
    throw new Error('Nothing is built yet: npm run build, then again.')
  const env = readEnvironment()
  Object.assign(process.env, productEnvironment(env, null, env.DATABASE_APP_URL ?? ''), { NODE_ENV: 'production' })
  // Reads the environment while it loads.
  const { default: next } = await import('next')
  const app = next({ dev: false, dir: ROOT, port: env.PORT })
  await app.prepare()
  const handle = app.getRequestHandler()
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    // Whoever keeps connections open comes back to another process.
    if (isStopping()) response.setHeader('connection', 'close')
    handle(request, response).catch((error: unknown) => response.destroy(error as Error))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(env.PORT, () => resolve())
  })
  console.log(`Tieout's web server listens on port ${env.PORT}.`)
  shutdown.onEnd(async () => {
    // Until everybody in front has noticed that we are not ready, requests still come here, and are answered.
    await pause(env.TIEOUT_DRAIN_SECONDS * 1_000)
    const closed = new Promise<void>((resolve) => {
      server.close(() => resolve())
    })
    const cut = setTimeout(() => server.closeAllConnections(), FINISH_MS)
    await closed
    clearTimeout(cut)
  })
}

await serve().catch((error: unknown) => shutdown.end(1, sentenceOf(error)))
