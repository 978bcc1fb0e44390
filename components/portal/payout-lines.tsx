import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { PayoutLine } from '#lib/portal/read-payout-lines.ts'
import { wordsIn } from '#lib/portal/words-model.ts'
import { shortDay } from './day-words.ts'

type PayoutLinesProps = { readonly lines: readonly PayoutLine[]; readonly locale: PortalLocale }

/** What a payout is made of, a sale or refund a line. */
export function PayoutLines({ lines, locale }: PayoutLinesProps) {
  const words = wordsIn(locale)
  return (
    <table className="w-full text-sm">
      <caption className="sr-only">{words.lines}</caption>
      <thead>
        <tr className="text-ink-2">
          <th scope="col" className="py-1 text-left font-normal">
            {words.csvWhat}
          </th>
          <th scope="col" className="py-1 text-right font-normal">
            {words.net}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ number, on, word, order, net }) => (
          <tr key={number} className="border-line border-t">
            <td className="py-2">
              {words[`line_${word}`]}
              <span className="block text-ink-3 text-xs">
                {shortDay(on, locale)}
                {order === '' ? '' : ' · '}
                <bdi>{order}</bdi>
              </span>
            </td>
            <td className="figures whitespace-nowrap py-2 text-right align-top">{formatMoney(net, { locale })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
