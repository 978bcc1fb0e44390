// npm run worker: works the queues until it is asked to end. Any number may run against one database.
import { attach } from './run/attach.ts'
import { requireVariables } from './run/needed.ts'
import { sentenceOf } from './run/signals.ts'

async function run(): Promise<void> {
  const isSupervised = (process.env.DATABASE_APP_URL ?? '') !== '' || process.env.NODE_ENV === 'production'
  if (isSupervised) requireVariables(['DATABASE_APP_URL', 'STRIPE_SECRET_KEY', 'NEXTAUTH_SECRET', 'NEXTAUTH_URL'])
  const database = isSupervised ? undefined : await attach()
  const { startWorker } = await import('#lib/pipeline/worker.ts')
  const worker = await startWorker().catch(async (error: unknown) => {
    await database?.release()
    throw error
  })
  let isStopping = false
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (isStopping) return
      isStopping = true
      worker
        .stop()
        .then(() => database?.release())
        .then(
          () => process.exit(0),
          () => process.exit(1),
        )
    })
  }
}

await run().catch((error: unknown) => {
  console.error(sentenceOf(error))
  process.exit(1)
})
