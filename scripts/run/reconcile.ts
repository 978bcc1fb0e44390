import type { Command } from './commands.ts'

/** Ties payouts out and says how they stand. */
export const reconcileCommand: Command = {
  words: ['reconcile'],
  usage:
    'reconcile [--payout po_…] [--since YYYY-MM-DD] [--json]   tie payouts out; exit code 0 tied, 1 differs, 2 waiting',
  run: async ({ flags }) => {
    if (flags.since !== undefined && Number.isNaN(Date.parse(flags.since))) {
      throw new Error(`--since must be a day such as 2026-01-31, not ${flags.since}.`)
    }
    const { reconcile } = await import('#lib/pipeline/reconcile-command.ts')
    const { followSandboxClock } = await import('#lib/platform/sandbox-clock.ts')
    await followSandboxClock().catch(() => console.error('The sandbox does not answer: going by the wall clock.'))
    const { exitCode, report, text } = await reconcile({
      payout: flags.payout,
      since: flags.since === undefined ? undefined : new Date(flags.since),
      onProgress: (done, total) => {
        if (!flags.json) process.stderr.write(`\r\x1b[K${done} of ${total}`)
      },
    })
    if (!flags.json) process.stderr.write('\r\x1b[K')
    console.log(flags.json ? JSON.stringify(report, amountsAsText, 2) : text)
    return exitCode
  },
}

const amountsAsText = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
