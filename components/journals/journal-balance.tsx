import { MoneyText } from '#components/money/money-text.tsx'
import type { LineDraft } from './line-fields.tsx'

type JournalBalanceProps = { readonly lines: readonly LineDraft[]; readonly currency: string }

/** What the lines add up to, and what is missing to balance. */
export function JournalBalance({ lines, currency }: JournalBalanceProps) {
  const sum = (side: LineDraft['side']) =>
    lines.reduce((total, line) => (line.side === side && line.minor !== '' ? total + BigInt(line.minor) : total), 0n)
  const [debits, credits] = [sum('debit'), sum('credit')]
  const off = debits > credits ? debits - credits : credits - debits
  return (
    <p role="status" className={off === 0n ? 'text-ink-2 text-sm' : 'text-sm text-warn-ink'}>
      Debits <MoneyText amount={{ minor: debits.toString(), currency }} />, credits{' '}
      <MoneyText amount={{ minor: credits.toString(), currency }} />
      {off === 0n ? (
        '.'
      ) : (
        <>
          : off by <MoneyText amount={{ minor: off.toString(), currency }} />.
        </>
      )}
    </p>
  )
}
