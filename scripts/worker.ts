// npm run worker: works the queues until it is asked to end. Any number may run against one database.
import { attach } from './run/attach.ts'
import { sentenceOf } from './run/signals.ts'

async function run(): Promise<void> {
  const isStartedBySupervisor = process.env.DATABASE_APP_URL !== undefined
  const database = isStartedBySupervisor ? undefined : await attach()
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
