import { MoneyCell } from '#components/money/money-cell.tsx'
import { EmptyState } from '#components/ui/empty-state.tsx'
import { Section } from '#components/ui/page.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { StatementRow } from '#lib/payouts/statements/read-statements.ts'
import { monthDays, showCode } from '#lib/payouts/statements/statement-model.ts'
import { monthName } from '#lib/payouts/statements/statement-words-model.ts'
import { IssueStatementsButton } from './issue-statements-button.tsx'

type SellerStatementsProps = {
  readonly statements: readonly StatementRow[]
  /** The ledger account they were made from: its id by currency. */
  readonly accounts: Readonly<Record<string, string>>
  readonly sellerId: string
  readonly canIssue: boolean
}

const LINK =
  'rounded-sm text-accent-text underline decoration-accent-text/35 underline-offset-3 hover:decoration-current'

/** The months that were issued to a seller; each file says what the ledger said then. */
export function SellerStatements({ statements, accounts, sellerId, canIssue }: SellerStatementsProps) {
  return (
    <Section title="Statements" actions={canIssue ? <IssueStatementsButton sellerId={sellerId} /> : null}>
      {statements.length === 0 ? (
        <EmptyState title="No statement yet">A month is issued on the second day of the next.</EmptyState>
      ) : (
        <ScrollRegion label="Statements">
          <table className="w-full text-sm">
            <thead className="text-ink-2 text-xs">
              <tr>
                {['Month', 'Lines', 'Opening', 'Closing', 'Code', 'Files'].map((head, index) => (
                  <th
                    key={head}
                    scope="col"
                    className={`h-8 pr-4 font-medium ${index > 0 && index < 4 ? 'text-right' : 'text-left'}`}
                  >
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {statements.map(({ id, month, lineCount, opening, closing, code }) => (
                <tr key={id} className="border-line border-t">
                  <th scope="row" className="h-9 whitespace-nowrap pr-4 text-left font-normal">
                    <TextLink href={ledgerHref(accounts[closing.currency], month)}>{monthName('en', month)}</TextLink>
                  </th>
                  <td className="figures pr-4 text-right">{lineCount.toLocaleString('en')}</td>
                  <td className="pr-4">
                    <MoneyCell amount={opening} muted />
                  </td>
                  <td className="pr-4">
                    <MoneyCell amount={closing} />
                  </td>
                  <td className="figures whitespace-nowrap pr-4 text-xs">{showCode(code)}</td>
                  <td className="whitespace-nowrap">
                    <a
                      className={LINK}
                      href={`/api/exports/statements/${id}`}
                      download
                      aria-label={`PDF of ${month} ${closing.currency}`}
                    >
                      PDF
                    </a>{' '}
                    <a
                      className={LINK}
                      href={`/api/exports/statements/${id}?format=csv`}
                      download
                      aria-label={`CSV of ${month} ${closing.currency}`}
                    >
                      CSV
                    </a>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </Section>
  )
}

/** What the ledger says of the account in the month. */
function ledgerHref(account: string | undefined, month: string): string {
  const { first, last } = monthDays(month)
  return account === undefined ? '/ledger' : `/ledger/accounts/${account}?from=${first}&to=${last}`
}
