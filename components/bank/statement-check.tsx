import { MoneyText } from '#components/money/money-text.tsx'
import { Banner } from '#components/ui/banner.tsx'
import type { ImportedStatement } from '#lib/reconciliation/bank/import-statement.ts'
import { SKIP_REASONS } from '#lib/reconciliation/bank/statement-model.ts'
import { BalanceEquation } from './balance-equation.tsx'
import { SkippedLines } from './skipped-lines.tsx'

/** What a file would bring to an account, before it is imported. */
export function StatementCheck({ statement }: { readonly statement: ImportedStatement }) {
  const { accountName, format, lineCount, skippedCount, skipped, firstOn, lastOn, sum } = statement
  return (
    <section aria-label={`What ${accountName} would get`} className="flex flex-col gap-3">
      <Banner tone={lineCount === 0 ? 'warn' : 'good'} title={accountName}>
        {`${lineCount} new lines${firstOn === null ? '' : ` from ${firstOn} to ${lastOn}`} (${format}), ${skippedCount} left out. `}
        All lines together: <MoneyText amount={sum} />.
      </Banner>
      <BalanceEquation {...statement} />
      {skipped.length === 0 ? null : <SkippedLines skipped={skipped} words={SKIP_REASONS} count={skippedCount} />}
    </section>
  )
}
