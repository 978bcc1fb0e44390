import { MoneyText } from '#components/money/money-text.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { Outlook } from '#lib/treasury/forecast/read-outlook.ts'

/** Where the balance is going, in a line per currency. */
export function AheadLine({ outlook }: { readonly outlook: readonly Outlook[] }) {
  if (outlook.length === 0)
    return <p className="text-ink-2">The first forecast is made as soon as the past has been read.</p>
  return (
    <ul className="divide-y divide-line rounded-md border border-line bg-surface-raised">
      {outlook.map(({ currency, expected, lowest, lowestOn, on }) => (
        <li key={currency} className="flex flex-wrap items-baseline justify-between gap-x-4 px-4 py-2.5">
          <span>
            <MoneyText amount={expected} /> expected on {on}; at its lowest the interval reaches{' '}
            <MoneyText amount={lowest} /> ({lowestOn})
          </span>
          <TextLink href={`/forecast?currency=${currency}`}>Day by day</TextLink>
        </li>
      ))}
    </ul>
  )
}
