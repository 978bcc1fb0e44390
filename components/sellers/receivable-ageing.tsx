import { MoneyCell } from '#components/money/money-cell.tsx'
import { AGES } from '#lib/settlements/age-model.ts'
import type { Ageing } from '#lib/settlements/receivable.ts'
import { WriteOffDialog } from './write-off-dialog.tsx'

type ReceivableAgeingProps = {
  readonly ageing: readonly Ageing[]
  readonly seller: { readonly id: string; readonly name: string }
  readonly canWriteOff: boolean
}

/** How old the debts are, a row per age, with the way to give one up. */
export function ReceivableAgeing({ ageing, seller, canWriteOff }: ReceivableAgeingProps) {
  return ageing.map(({ currency, totalMinor, byAge }) => (
    <div key={currency} className="mb-3 border-line border-b pb-3">
      <table className="w-full text-sm">
        <caption className="mb-1 text-left text-ink-2">Days owed, {currency}</caption>
        <tbody className="divide-y divide-line">
          {AGES.filter((age) => byAge[age] !== 0n).map((age) => (
            <tr key={age}>
              <th scope="row" className="py-1 text-left font-normal">
                {age}
              </th>
              <td>
                <MoneyCell amount={{ minor: byAge[age].toString(), currency }} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row" className="py-1 text-left font-medium">
              Together
            </th>
            <td>
              <MoneyCell amount={{ minor: totalMinor.toString(), currency }} />
            </td>
          </tr>
        </tbody>
      </table>
      {canWriteOff ? (
        <div className="mt-2">
          <WriteOffDialog seller={seller} open={{ minor: totalMinor.toString(), currency }} />
        </div>
      ) : null}
    </div>
  ))
}
