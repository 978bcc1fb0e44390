import type { Command } from './commands.ts'

/** Says whether scores of the past said what came. */
export const healthCommand: Command = {
  words: ['health'],
  usage:
    'health --backtest [--json]   test on the past whether last month’s score says next month’s losses, disputes and failed payouts',
  failure: 2,
  run: async ({ flags }) => {
    if (!flags.backtest) throw new Error('Say what to do: health --backtest.')
    const { backtestHealth } = await import('#lib/pipeline/health-command.ts')
    const { report, text } = await backtestHealth()
    console.log(flags.json ? JSON.stringify(report, null, 2) : text)
    return 0
  },
}
