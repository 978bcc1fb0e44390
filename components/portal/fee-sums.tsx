import type { PortalLocale } from '#lib/access/seller-model.ts'
import { formatMoney } from '#lib/money/format.ts'
import type { FeeSums as Sums } from '#lib/portal/read-fees.ts'
import { wordsIn } from '#lib/portal/words-model.ts'

const ROWS = ['sold', 'givenBack', 'commission', 'otherTaken'] as const

/** What a month brought, and who got what of it; the last line is the sum. */
export function FeeSums({ sums, locale }: { readonly sums: Sums; readonly locale: PortalLocale }) {
  const words = wordsIn(locale)
  return (
    <dl className="flex flex-col">
      {ROWS.filter((row) => BigInt(sums[row].minor) !== 0n).map((row) => (
        <div key={row} className="flex justify-between gap-3 border-line border-t py-2">
          <dt className="text-ink-2">{words[row]}</dt>
          <dd className="figures whitespace-nowrap">{formatMoney(sums[row], { locale })}</dd>
        </div>
      ))}
      <div className="flex justify-between gap-3 border-line-strong border-t py-2 font-medium">
        <dt>{words.yours}</dt>
        <dd className="figures whitespace-nowrap">{formatMoney(sums.yours, { locale })}</dd>
      </div>
    </dl>
  )
}
