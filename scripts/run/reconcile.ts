import type { Command } from './commands.ts'

/** Ties payouts out and says how they stand. */
export const reconcileCommand: Command = {
  words: ['reconcile'],
  usage:
    'reconcile [--payout po_…] [--since YYYY-MM-DD] [--report | --evaluate] [--json]   tie payouts out, compare with Stripe’s reports, or play people’s decisions about matches again; exit code 0 tied or explained, 1 variances open, 2 could not run',
  failure: 2,
  run: async ({ flags }) => {
    if (flags.since !== undefined && Number.isNaN(Date.parse(flags.since))) {
      throw new Error(`--since must be a day such as 2026-01-31, not ${flags.since}.`)
    }
    const { followSandboxClock } = await import('#lib/platform/sandbox-clock.ts')
    await followSandboxClock().catch(() => console.error('The sandbox does not answer: going by the wall clock.'))
    const since = flags.since === undefined ? undefined : new Date(flags.since)
    const onProgress = (done: number, total: number) => {
      if (!flags.json) process.stderr.write(`\r\x1b[K${done} of ${total}`)
    }
    const { exitCode, report, text } = await (flags.evaluate
      ? evaluated()
      : flags.report
        ? checked({ since, onProgress })
        : tiedOut({ payout: flags.payout, since, onProgress }))
    if (!flags.json) process.stderr.write('\r\x1b[K')
    console.log(flags.json ? JSON.stringify(report, amountsAsText, 2) : text)
    return exitCode
  },
}

type Asked = {
  readonly since: Date | undefined
  readonly onProgress: (done: number, total: number) => void
}

async function tiedOut(asked: Asked & { readonly payout: string | undefined }) {
  const { reconcile } = await import('#lib/pipeline/reconcile-command.ts')
  return reconcile(asked)
}

async function evaluated() {
  const { evaluateDecisions } = await import('#lib/pipeline/evaluate-command.ts')
  return evaluateDecisions()
}

async function checked(asked: Asked) {
  const { checkReports } = await import('#lib/pipeline/report-check.ts')
  const { clock } = await import('#lib/platform/clock.ts')
  return checkReports({ ...asked, at: clock.now() })
}

const amountsAsText = (_: string, value: unknown) => (typeof value === 'bigint' ? value.toString() : value)
