import type pg from 'pg'
import { PgBoss } from 'pg-boss'
import { QUEUES, type QueueName, queueOptions } from '../queues.ts'

/**
 * Installs or upgrades the job queue's own schema and queues as the owner and lets the product's role work in it,
 * so that web and worker never need the right to change a table.
 */
export async function installQueue(client: pg.Client, databaseUrl: string): Promise<void> {
  const queue = new PgBoss({ connectionString: databaseUrl, supervise: false, schedule: false, max: 1 })
  await queue.start()
  for (const name of Object.keys(QUEUES) as QueueName[]) {
    const { policy, ...options } = queueOptions(name)
    if ((await queue.getQueue(name)) === null) await queue.createQueue(name, { policy, ...options })
    else await queue.updateQueue(name, options)
  }
  await queue.stop({ graceful: false })
  await client.query(`
    GRANT USAGE ON SCHEMA pgboss TO tieout_app;
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA pgboss TO tieout_app;
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA pgboss TO tieout_app;
    GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA pgboss TO tieout_app`)
}
