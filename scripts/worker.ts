// npm run worker: works the queues until it is asked to end. Any number may run against one database.
import { startWorker } from '#lib/pipeline/worker.ts'

const worker = await startWorker()

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    worker.stop().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
