import type { ReactNode } from 'react'
import { MoneyText } from '#components/money/money-text.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import { type CashDay, ruleWords } from '#lib/reconciliation/days/day-model.ts'

type CashTableProps = { readonly day: string; readonly before: string; readonly cash: CashDay }

/** opening + in + out = closing of one Stripe account in one currency, and what Stripe held; every number leads to its rows. */
export function CashTable({ day, before, cash }: CashTableProps) {
  const { code, name, currency, movements } = cash
  const lines = `/close/${day.slice(0, 7)}/lines?code=${code}&currency=${currency}&day=${day}`
  return (
    <ScrollRegion label={`${name}, ${currency}`} className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <caption className="border-line border-b bg-surface-sunken px-3 py-2 text-left font-medium">
          {name}, {currency}
        </caption>
        <thead className="text-ink-2">
          <tr className="h-9 border-line border-b text-left [&>th]:px-2 [&>th]:font-medium sm:[&>th]:px-3">
            <th scope="col">What moved it</th>
            <th scope="col" className="hidden text-right sm:table-cell">
              Lines
            </th>
            <th scope="col" className="text-right">
              In
            </th>
            <th scope="col" className="text-right">
              Out
            </th>
            <th scope="col" className="text-right">
              Balance
            </th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          <Row
            label={<TextLink href={`/ledger?on=${before}&currency=${currency}`}>Opening</TextLink>}
            balance={<Money minor={cash.openingMinor} currency={currency} />}
          />
          {movements.map(({ rule, count, inMinor, outMinor }) => (
            <Row
              key={rule}
              label={<TextLink href={`${lines}&rule=${rule}`}>{ruleWords(rule)}</TextLink>}
              count={Number(count).toLocaleString('en')}
              into={<Money minor={inMinor} currency={currency} orNothing />}
              out={<Money minor={outMinor} currency={currency} orNothing />}
            />
          ))}
          <Row
            strong
            label={<TextLink href={`/ledger?on=${day}&currency=${currency}`}>Closing</TextLink>}
            into={<Money minor={cash.inMinor} currency={currency} />}
            out={<Money minor={cash.outMinor} currency={currency} />}
            balance={<Money minor={cash.closingMinor} currency={currency} />}
          />
          <Row
            label="Stripe held"
            balance={
              cash.stripeMinor === null ? (
                <span className="block text-right text-ink-3">not read since</span>
              ) : (
                <Money minor={cash.stripeMinor} currency={currency} />
              )
            }
          />
          {cash.differenceMinor === null ? null : (
            <Row
              strong
              isOff={cash.differenceMinor !== '0'}
              label={<TextLink href="/ledger/invariants">Difference to Stripe</TextLink>}
              balance={<Money minor={cash.differenceMinor} currency={currency} />}
            />
          )}
          {cash.offMinor === '0' ? null : (
            <Row
              strong
              isOff
              label="The books do not add up by"
              balance={<Money minor={cash.offMinor} currency={currency} />}
            />
          )}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

type RowProps = {
  readonly label: ReactNode
  readonly count?: string
  readonly into?: ReactNode
  readonly out?: ReactNode
  readonly balance?: ReactNode
  readonly strong?: boolean
  readonly isOff?: boolean
}

function Row({ label, count = '', into, out, balance, strong = false, isOff = false }: RowProps) {
  return (
    <tr
      className={`h-9 [&>td]:px-2 [&>th]:px-2 sm:[&>td]:px-3 sm:[&>th]:px-3 ${strong ? 'font-medium' : ''} ${isOff ? 'text-bad-ink' : ''}`}
      data-off={isOff || undefined}
    >
      <th scope="row" className={`text-left ${strong ? 'font-medium' : 'font-normal'}`}>
        {label}
      </th>
      <td className="figures hidden text-right text-ink-2 sm:table-cell">{count}</td>
      <td>{into}</td>
      <td>{out}</td>
      <td>{balance}</td>
    </tr>
  )
}

type MoneyProps = { readonly minor: string; readonly currency: string; readonly orNothing?: boolean }

function Money({ minor, currency, orNothing = false }: MoneyProps) {
  if (orNothing && minor === '0') return null
  return (
    <span className="block text-right">
      <MoneyText amount={{ minor, currency }} withCurrency={false} />
    </span>
  )
}
