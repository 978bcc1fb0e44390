import { MoneyText } from '#components/money/money-text.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { toWire } from '#lib/money/money.ts'
import type { ThresholdInForce } from '#lib/payouts/thresholds.ts'
import { ThresholdDialog } from './threshold-dialog.tsx'

type ThresholdTableProps = { readonly thresholds: readonly ThresholdInForce[]; readonly canWork: boolean }

/** From when on payouts are flagged, by currency. */
export function ThresholdTable({ thresholds, canWork }: ThresholdTableProps) {
  if (thresholds.length === 0) return <p className="text-ink-2">Nothing was paid out yet.</p>
  return (
    <ScrollRegion label="Thresholds" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm [&_td]:px-3 [&_th]:px-3">
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:font-medium">
            <th scope="col">Currency</th>
            <th scope="col">More than</th>
            <th scope="col">And more than</th>
            <th scope="col">Set</th>
            {canWork ? <th scope="col">Change</th> : null}
          </tr>
        </thead>
        <tbody>
          {thresholds.map(({ currency, absoluteMinor, perMille, version }) => (
            <tr key={currency} className="h-11 border-line border-b last:border-b-0">
              <th scope="row" className="text-left font-medium">
                {currency}
              </th>
              <td>
                <MoneyText amount={toWire({ minor: absoluteMinor, currency })} />
              </td>
              <td className="figures">{perMille} ‰ of the payout</td>
              <td className="text-ink-2">{version === 0 ? 'default' : `version ${version}`}</td>
              {canWork ? (
                <td>
                  <ThresholdDialog absolute={toWire({ minor: absoluteMinor, currency })} perMille={perMille} />
                </td>
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}
