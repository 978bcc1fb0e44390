import { Waterfall } from '#components/charts/waterfall.tsx'
import type { WireMoney } from '#lib/money/money.ts'
import type { SettlementDetail } from '#lib/settlements/get-settlement.ts'

/** From what the buyer paid to what sellers are owed; what belongs to nobody is the remainder. */
export function SettlementWaterfall({ settlement }: { readonly settlement: SettlementDetail }) {
  const { gross, refunded, commission, tax, sellerFee, owed, unassigned } = settlement
  const minus = (label: string, amount: WireMoney) => ({ label, amount: negative(amount), kind: 'change' as const })
  const changes = [
    minus('Refunded', refunded),
    minus('Commission', commission),
    minus('Tax the platform owes', tax),
    minus('Stripe’s fee, borne by sellers', sellerFee),
  ].filter(({ amount }) => amount.minor !== '0')
  const share = { minor: (BigInt(owed.minor) + BigInt(unassigned.minor)).toString(), currency: owed.currency }
  return (
    <Waterfall
      caption="From what the buyer paid to what sellers are owed"
      steps={[
        { label: 'Collected', amount: gross, kind: 'total' },
        ...changes,
        ...(unassigned.minor === '0' ? [] : [{ label: 'Left to share', amount: share, kind: 'total' as const }]),
        ...(unassigned.minor === '0' ? [] : [minus('Belongs to nobody yet', unassigned)]),
        { label: 'Owed to sellers', amount: owed, kind: 'total' },
      ]}
    />
  )
}

const negative = ({ minor, currency }: WireMoney): WireMoney => ({ minor: (-BigInt(minor)).toString(), currency })
