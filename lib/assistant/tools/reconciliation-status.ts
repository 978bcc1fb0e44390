import { z } from 'zod'
import { accountingOn } from '#lib/entities/accounting-day.ts'
import { latestRuns } from '#lib/ledger/invariant-runs.ts'
import { formatMoney } from '#lib/money/format.ts'
import { read } from '#lib/platform/db.ts'
import { VARIANCE_CLASSES } from '#lib/reconciliation/variances/classes-model.ts'
import { sumVariances } from '#lib/reconciliation/variances/list-variances.ts'
import { tableBlock, told } from './table-block.ts'
import { defineTool } from './tool.ts'

export const reconciliationStatusTool = defineTool({
  name: 'reconciliation_status',
  title: 'Reconciliation',
  description:
    'Whether the books hold now: the promises about them as last checked, and the variances that are open, by class.',
  permission: 'ledger.read',
  effect: 'read',
  pii: 'none',
  cost: 'low',
  input: z.object({}),
  run: async ({ asker, at }) => {
    const today = accountingOn(asker.entity, at)
    const { runs, sums } = await read(asker.scope, async (tx) => ({
      runs: await latestRuns(tx),
      sums: await sumVariances(tx, { state: 'todo' }, today),
    }))
    const broken = runs.filter(({ outcome }) => outcome === 'violated')
    const unknown = runs.filter(({ outcome }) => outcome === 'not_comparable')
    const count = sums.totals.reduce((sum, one) => sum + one.count, 0)
    return {
      step: `Reconciliation now, ${runs.length} promises, ${count} open variances`,
      blocks: [
        tableBlock(
          'Promises about the books',
          [
            { id: 'title', label: 'Promise' },
            { id: 'outcome', label: 'Now' },
          ],
          runs.map(({ title, outcome }) => ({
            values: [title, outcome.replaceAll('_', ' ')],
            href: '/ledger/invariants',
          })),
        ),
        ...(sums.classes.length === 0
          ? []
          : [
              tableBlock(
                'Open variances',
                [
                  { id: 'class', label: 'Class' },
                  { id: 'count', label: 'Open', isAmount: true },
                  { id: 'oldest', label: 'Oldest, days', isAmount: true },
                ],
                sums.classes.map((one) => ({
                  values: [VARIANCE_CLASSES[one.class].name, `${one.count}`, `${one.oldest}`],
                  href: `/variances?class=${one.class}`,
                })),
              ),
            ]),
      ],
      facts: {
        summary: [
          runs.length === 0
            ? 'The promises about the books were not checked yet.'
            : broken.length === 0
              ? `All ${runs.length - unknown.length} promises about the books that could be checked hold.`
              : `${broken.length} of ${runs.length} promises about the books are broken: ${broken.map(({ title }) => title).join('; ')}.`,
          ...(unknown.length === 0 ? [] : [`${unknown.length} could not be compared.`]),
          count === 0
            ? 'No variance is open.'
            : `${count} variances are open: ${sums.totals.map(({ count: n, amount }) => `${n} of ${formatMoney(amount)}`).join(', ')} in all.`,
        ].join(' '),
        promises: runs.map(({ title, outcome, reason }) => ({ title, outcome, reason })),
        open: sums.totals.map(({ count: n, amount }) => ({ count: n, amount: told(amount) })),
        classes: sums.classes,
      },
      citations: [
        { label: 'Promises about the books', href: '/ledger/invariants' },
        { label: 'Variances', href: '/variances' },
      ],
      rows: runs.length + sums.classes.length,
      more: false,
    }
  },
})
