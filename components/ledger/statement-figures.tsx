import { MoneyText } from '#components/money/money-text.tsx'
import { Figure, Figures } from '#components/ui/figure.tsx'
import type { LedgerAccountRow } from '#lib/ledger/list-accounts.ts'
import type { AccountStatement } from '#lib/ledger/read-statement.ts'

type StatementFiguresProps = Pick<AccountStatement, 'opening' | 'closing'> & { readonly account: LedgerAccountRow }

/** Where the account stands, and stood at the ends of the period asked for. */
export function StatementFigures({ account, opening, closing }: StatementFiguresProps) {
  const side = account.balance.minor === '0' ? 'settled' : account.balance.minor.startsWith('-') ? 'credit' : 'debit'
  return (
    <Figures>
      <Figure label="Balance now" value={<MoneyText amount={account.balance} />} note={side} />
      {opening === null ? null : (
        <Figure label={`Before ${opening.on}`} value={<MoneyText amount={opening.balance} />} note="opening balance" />
      )}
      {closing === null ? null : (
        <Figure label={`End of ${closing.on}`} value={<MoneyText amount={closing.balance} />} note="closing balance" />
      )}
      <Figure label="Lines" value={BigInt(account.lineCount).toLocaleString('en')} note={`code ${account.gl}`} />
    </Figures>
  )
}
