import type { Route } from 'next'
import Link from 'next/link'
import { MoneyCell } from '#components/money/money-cell.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { PayoutDetail } from '#lib/payouts/get-payout.ts'
import { categoryWords } from '#lib/payouts/look-model.ts'
import type { LinePage, PayoutLine } from '#lib/payouts/payout-lines.ts'

type PayoutLinesProps = {
  readonly payout: PayoutDetail
  readonly page: LinePage
  /** The reporting category the list is narrowed to. */
  readonly category: string | null
  readonly isFirst: boolean
}

/** What the payout is made of, each line with what it leads to. */
export function PayoutLines({ payout, page, category, isFirst }: PayoutLinesProps) {
  if (payout.mode === 'balance') {
    return <p className="text-ink-2">Stripe does not itemise payouts by hand: there are no lines to show.</p>
  }
  const here = `/payouts/${payout.account}/${payout.id}`
  const narrowed = category === null ? '' : `&category=${category}`
  return (
    <div id="lines" className="flex flex-col gap-2.5">
      <nav aria-label="Categories" className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <Choice href={`${here}#lines`} isCurrent={category === null} label={`All ${payout.lines}`} />
        {payout.categories.map((one) => (
          <Choice
            key={one.category}
            href={`${here}?category=${one.category}#lines`}
            isCurrent={category === one.category}
            label={`${categoryWords(one.category)} ${one.count}`}
          />
        ))}
      </nav>
      {page.lines.length === 0 ? (
        <p className="text-ink-2">{payout.state === 'waiting' ? 'Its lines are not here yet.' : 'No line.'}</p>
      ) : (
        <ScrollRegion label="Lines" className="rounded-md border border-line bg-surface-raised">
          <table className="w-full text-sm [&_td]:px-3 [&_th]:px-3">
            <thead>
              <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:font-medium">
                <th scope="col">What</th>
                <th scope="col">Leads to</th>
                <th scope="col" className="text-right">
                  Gross
                </th>
                <th scope="col" className="text-right">
                  Fee
                </th>
                <th scope="col" className="text-right">
                  Net
                </th>
              </tr>
            </thead>
            <tbody>
              {page.lines.map((line) => (
                <LineRow key={line.id} line={line} account={payout.account} isPlatform={payout.isPlatform} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
      {isFirst && page.next === null ? null : (
        <p className="flex gap-4 text-sm">
          {isFirst ? null : <TextLink href={`${here}?${narrowed.slice(1)}#lines`}>First lines</TextLink>}
          {page.next === null ? null : (
            <TextLink href={`${here}?lines=${page.next}${narrowed}#lines`}>Next lines</TextLink>
          )}
        </p>
      )}
    </div>
  )
}

type ChoiceProps = { readonly href: string; readonly isCurrent: boolean; readonly label: string }

function Choice({ href, isCurrent, label }: ChoiceProps) {
  return (
    <Link
      prefetch={false}
      href={href as Route}
      aria-current={isCurrent ? 'true' : undefined}
      className={isCurrent ? 'font-medium text-ink' : 'text-accent-text hover:underline'}
    >
      {label}
    </Link>
  )
}

type LineRowProps = { readonly line: PayoutLine; readonly account: string; readonly isPlatform: boolean }

function LineRow({ line, account, isPlatform }: LineRowProps) {
  return (
    <tr className="border-line border-b align-baseline last:border-b-0 [&>td]:py-2">
      <td>
        <span className="block whitespace-nowrap font-medium">
          {categoryWords(line.category)} <span className="font-normal text-ink-3">{line.createdAt.slice(0, 10)}</span>
        </span>
        {[line.sourceId || line.id, ...origin(line)].map((id) => (
          <span key={id} className="block font-mono text-ink-3 text-xs">
            {id}
          </span>
        ))}
      </td>
      <td>
        <ul className="flex flex-wrap gap-x-3 gap-y-0.5">
          {linksOf(line, { account, isPlatform }).map(({ href, label }) => (
            <li key={href}>
              <TextLink href={href}>{label}</TextLink>
            </li>
          ))}
        </ul>
      </td>
      <td>
        <MoneyCell amount={line.gross} />
      </td>
      <td>
        <MoneyCell amount={line.fee} muted />
      </td>
      <td>
        <MoneyCell amount={line.net} />
      </td>
    </tr>
  )
}

type Leads = { readonly href: string; readonly label: string }

/** The transfer that made a seller's payment, and the buyer's charge behind it. */
const origin = ({ sourceId, transferId, chargeId }: PayoutLine): string[] =>
  [transferId, chargeId].filter((id) => id !== '' && id !== sourceId)

/** Settlement, seller, another payout, and the journal entry. */
function linksOf(line: PayoutLine, { account, isPlatform }: { account: string; isPlatform: boolean }): Leads[] {
  const links: Leads[] = []
  if (line.settlementId !== '')
    links.push({ href: `/settlements/${line.settlementId}`, label: line.settlementName || 'Settlement' })
  if (isPlatform && line.sellerId !== '') links.push({ href: `/sellers/${line.sellerId}`, label: line.sellerName })
  if (line.otherPayoutId !== '') links.push({ href: `/payouts/${account}/${line.otherPayoutId}`, label: 'Payout' })
  if (line.entryId !== '') links.push({ href: `/ledger/entries/${line.entryId}`, label: `Entry ${line.entryId}` })
  return links
}
