import { Waterfall } from '#components/charts/waterfall.tsx'
import type { WaterfallStep } from '#components/charts/waterfall-spans.ts'
import type { WireMoney } from '#lib/money/money.ts'
import type { PayoutDetail } from '#lib/payouts/get-payout.ts'
import { categoryWords } from '#lib/payouts/look-model.ts'

/** From what the lines add up to, over fees, to what the bank gets; what is left over is the remainder. */
export function PayoutWaterfall({ payout }: { readonly payout: PayoutDetail }) {
  const { amount, remainder } = payout
  return (
    <Waterfall
      caption={payout.mode === 'balance' ? 'From what was available to the bank' : 'From gross to the bank'}
      steps={[
        ...(payout.mode === 'balance' ? balanceSteps(payout) : lineSteps(payout)),
        ...(remainder.minor === '0'
          ? []
          : [{ label: 'Remainder', amount: negative(remainder), kind: 'remainder' as const }]),
        { label: BigInt(amount.minor) < 0n ? 'Taken from the bank' : 'Sent to the bank', amount, kind: 'total' },
      ]}
    />
  )
}

function lineSteps({ account, id, categories, fee }: PayoutDetail): WaterfallStep[] {
  const [first, ...more] = categories.toSorted(byGross)
  const step = ({ category, gross }: PayoutDetail['categories'][number], kind: 'total' | 'change'): WaterfallStep => ({
    label: categoryWords(category),
    amount: gross,
    kind,
    href: `/payouts/${account}/${id}?category=${category}#lines`,
  })
  return [
    ...(first === undefined ? [] : [step(first, 'total')]),
    ...more.map((category) => step(category, 'change')),
    ...(fee.minor === '0' ? [] : [{ label: 'Fees', amount: negative(fee), kind: 'change' as const }]),
  ]
}

function balanceSteps({ gross, fee, left, remainder }: PayoutDetail): WaterfallStep[] {
  const stays = remainder.minor === '0' ? left : { ...left, minor: '0' }
  return [
    { label: 'Available before', amount: gross, kind: 'total' as const },
    { label: 'Fee of the payout', amount: negative(fee), kind: 'change' as const },
    { label: 'Stayed in the balance', amount: negative(stays), kind: 'change' as const },
  ].filter(({ amount, kind }) => kind === 'total' || amount.minor !== '0')
}

const negative = ({ minor, currency }: WireMoney): WireMoney => ({ minor: (-BigInt(minor)).toString(), currency })

/** The largest first, gains before losses. */
function byGross(left: { readonly gross: WireMoney }, right: { readonly gross: WireMoney }): number {
  return BigInt(left.gross.minor) > BigInt(right.gross.minor) ? -1 : 1
}
