import { MoneyCell } from '#components/money/money-cell.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import { FLOW_LABELS, type FlowKind, type KindModel } from '#lib/treasury/forecast/kinds-model.ts'

type KindTableProps = {
  readonly currency: string
  readonly sums: readonly { readonly kind: FlowKind; readonly minor: bigint }[]
  readonly models: readonly KindModel[]
}

/** What ninety days come to by kind, which model says so, and why that one. */
export function KindTable({ currency, sums, models }: KindTableProps) {
  return (
    <ScrollRegion label="Kinds and their models" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm">
        <caption className="sr-only">Kinds and their models</caption>
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:whitespace-nowrap [&>th]:px-3 [&>th]:font-medium">
            <th scope="col">Kind</th>
            <th scope="col" className="text-right">
              In ninety days
            </th>
            <th scope="col">Model</th>
            <th scope="col" className="text-right">
              MASE
            </th>
            <th scope="col" className="text-right">
              Naive’s
            </th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody className="divide-y divide-line">
          {models.map(({ kind, model, reason, backtest }) => (
            <tr key={kind} className="[&>td]:px-3 [&>td]:py-2 [&>td]:align-top">
              <th scope="row" className="whitespace-nowrap px-3 py-2 text-left align-top font-normal">
                {FLOW_LABELS[kind]}
              </th>
              <td>
                <MoneyCell amount={{ minor: `${sums.find((one) => one.kind === kind)?.minor ?? 0n}`, currency }} />
              </td>
              <td className="whitespace-nowrap">{model}</td>
              <td className="figures text-right">{backtest === null ? '–' : shown(backtest.mase)}</td>
              <td className="figures text-right text-ink-2">{backtest === null ? '–' : shown(backtest.maseNaive)}</td>
              <td className="min-w-72 text-ink-2">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  )
}

/** A statistic, not an amount. */
const shown = (figure: number) => figure.toLocaleString('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 })
