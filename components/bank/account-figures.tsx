import { MoneyText } from '#components/money/money-text.tsx'
import { Figure, Figures } from '#components/ui/figure.tsx'
import type { BankStanding } from '#lib/reconciliation/bank/list-bank-accounts.ts'

/** Every account with what its last statement says and what of it is not matched. */
export function AccountFigures({ accounts }: { readonly accounts: readonly BankStanding[] }) {
  return (
    <Figures>
      {accounts.map(({ id, name, ibanLast4, closing, lastOn, openCount, open, lineCount }) => (
        <Figure
          key={id}
          label={ibanLast4 === '' ? name : `${name} …${ibanLast4}`}
          value={closing === null ? '–' : <MoneyText amount={closing} />}
          note={
            openCount > 0 ? (
              <>
                {openCount} unmatched: <MoneyText amount={open} />
              </>
            ) : lastOn === null ? (
              'no statement yet'
            ) : (
              `up to ${lastOn}, ${lineCount} lines`
            )
          }
          tone={openCount > 0 ? 'warn' : 'plain'}
          href={openCount > 0 ? `/bank/lines?account=${id}&standing=open` : `/bank/lines?account=${id}`}
        />
      ))}
    </Figures>
  )
}
