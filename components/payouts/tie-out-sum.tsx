import { MoneyCell } from '#components/money/money-cell.tsx'
import { ScrollRegion } from '#components/ui/scroll-region.tsx'
import type { WireMoney } from '#lib/money/money.ts'
import type { PayoutDetail } from '#lib/payouts/get-payout.ts'
import { categoryWords } from '#lib/payouts/look-model.ts'

/** The arithmetic of a tie-out: lines by category, their sum, the payout, and what is left over. */
export function TieOutSum({ payout }: { readonly payout: PayoutDetail }) {
  const { categories, gross, fee, ownFee, net, amount, remainder, lines, state } = payout
  return (
    <ScrollRegion label="Arithmetic" className="rounded-md border border-line bg-surface-raised">
      <table className="w-full text-sm [&_td]:px-3 [&_th]:px-3">
        <caption className="sr-only">Lines by reporting category, minus fees, compared with the payout</caption>
        <thead>
          <tr className="h-9 border-line border-b bg-surface-sunken text-left text-ink-2 [&>th]:font-medium">
            <th scope="col">Category</th>
            <th scope="col" className="text-right">
              Lines
            </th>
            <th scope="col" className="text-right">
              Gross
            </th>
            <th scope="col" className="text-right">
              Fees
            </th>
            <th scope="col" className="text-right">
              Net
            </th>
          </tr>
        </thead>
        <tbody>
          {categories.map((one) => (
            <tr key={one.category} className="h-9 border-line border-b">
              <th scope="row" className="text-left font-normal">
                {categoryWords(one.category)} <span className="text-ink-3 text-xs">{one.category}</span>
              </th>
              <td className="figures text-right">{one.count}</td>
              <td>
                <MoneyCell amount={one.gross} />
              </td>
              <td>
                <MoneyCell amount={one.fee} muted />
              </td>
              <td>
                <MoneyCell amount={one.net} />
              </td>
            </tr>
          ))}
          {ownFee.minor === '0' ? null : <Row label="Fee of the payout itself" fee={ownFee} net={negative(ownFee)} />}
          <Row
            label={payout.mode === 'balance' ? 'Available before, less fees' : 'Sum of the lines'}
            count={payout.mode === 'balance' ? '' : lines.toString()}
            gross={gross}
            fee={fee}
            net={net}
            strong
          />
          <Row label="Payout" net={amount} strong />
          {payout.mode === 'balance' ? <Row label="Stayed in the balance" net={payout.left} /> : null}
        </tbody>
        <tfoot>
          <tr className={`h-10 font-semibold ${remainder.minor === '0' ? '' : 'text-bad-ink'}`}>
            <th scope="row" colSpan={4} className="text-left">
              {state === 'waiting' ? 'Remainder (known once its lines are here)' : 'Remainder'}
            </th>
            <td>{state === 'waiting' ? null : <MoneyCell amount={remainder} />}</td>
          </tr>
        </tfoot>
      </table>
    </ScrollRegion>
  )
}

type RowProps = {
  readonly label: string
  readonly count?: string
  readonly gross?: WireMoney
  readonly fee?: WireMoney
  readonly net: WireMoney
  readonly strong?: boolean
}

function Row({ label, count = '', gross, fee, net, strong = false }: RowProps) {
  return (
    <tr className={`h-9 border-line border-b ${strong ? 'font-medium' : ''}`}>
      <th scope="row" className="text-left [font-weight:inherit]">
        {label}
      </th>
      <td className="figures text-right">{count}</td>
      <td>{gross === undefined ? null : <MoneyCell amount={gross} />}</td>
      <td>{fee === undefined ? null : <MoneyCell amount={fee} muted />}</td>
      <td>
        <MoneyCell amount={net} />
      </td>
    </tr>
  )
}

const negative = ({ minor, currency }: WireMoney): WireMoney => ({ minor: (-BigInt(minor)).toString(), currency })
