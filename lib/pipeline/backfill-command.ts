import { SYSTEM_ACTOR } from '#lib/audit/record-audit.ts'
import { currentEntity } from '#lib/entities/entity.ts'
import { type BackfillView, getBackfill, listChecks } from '#lib/events/backfill/get-backfill.ts'
import { openRun } from '#lib/events/backfill/run-state.ts'
import { startBackfill } from '#lib/events/backfill/start-backfill.ts'
import { closeDatabase, inRawTransaction, read, SYSTEM } from '#lib/platform/db.ts'
import { workBackfill } from './backfill.ts'

type Command = {
  readonly since: Date | null
  readonly at: Date
  readonly onProgress: (view: BackfillView) => void
}

/**
 * Reads the past again in this process, beside the worker if one runs; goes on with a run that is open already. Exit code 0:
 * everything agrees with Stripe; 1: it does not, or could not be read.
 */
export async function backfill({ since, at, onProgress }: Command) {
  const entity = await currentEntity()
  const scope = SYSTEM(entity)
  if ((await openRun(entity)) === null) {
    const platform = entity.stripeAccount
    await inRawTransaction(scope, (tx) =>
      startBackfill(tx, { platform, kind: 'again', since, actor: SYSTEM_ACTOR, at }),
    )
  }
  const look = () => read(scope, (tx) => getBackfill(tx))
  const watching = setInterval(() => void look().then((view) => view !== null && onProgress(view)), LOOK_EVERY_MS)
  try {
    while ((await openRun(entity)) !== null) {
      if (!(await workBackfill({ entity, shouldStop: () => false }))) await pause()
    }
  } finally {
    clearInterval(watching)
  }
  const view = await look()
  const checks = view === null ? [] : await read(scope, (tx) => listChecks(tx, view.id))
  const differing = checks.filter((row) => row.stripeCount !== row.ourCount || row.stripeSum !== row.ourSum)
  await closeDatabase()
  return {
    exitCode: view?.state === 'done' && differing.length === 0 ? 0 : 1,
    report: { run: view, differing },
    text: view?.note ?? 'Nothing was read.',
  }
}

const LOOK_EVERY_MS = 500
const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS))
