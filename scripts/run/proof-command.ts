import type { Command } from './commands.ts'
import { presentInstant } from './present-instant.ts'

/** Whether a day's money at Stripe adds up. */
export const proofCommand: Command = {
  words: ['proof'],
  usage:
    'proof [--day YYYY-MM-DD] [--json]   whether a day adds up with Stripe; exit code 0 it does, 1 it does not, 2 could not be compared',
  failure: 2,
  run: async ({ flags }) => {
    if (flags.day !== undefined && Number.isNaN(Date.parse(`${flags.day}T00:00:00Z`)))
      throw new Error(`--day must be a day such as 2026-11-20, not ${flags.day}.`)
    const { currentEntity } = await import('#lib/entities/entity.ts')
    const { platformSnapshot } = await import('#lib/pipeline/stripe-snapshots.ts')
    const { proofOf } = await import('#lib/reconciliation/days/proof-command.ts')
    const entity = await currentEntity()
    const at = await presentInstant()
    const snapshot = await platformSnapshot(entity, at)
    const { exitCode, report, text } = await proofOf({ entity, at, day: flags.day, snapshot })
    console.log(flags.json ? JSON.stringify(report, null, 2) : text)
    return exitCode
  },
}
