import { Waterfall } from '#components/charts/waterfall.tsx'
import type { WireMoney } from '#lib/money/money.ts'
import type { SettlementDetail, ShareDetail } from '#lib/settlements/get-settlement.ts'

/** From what the buyer paid, over everybody who gets a part of it, to the seller; what belongs to nobody is the remainder. */
export function SettlementWaterfall({ settlement }: { readonly settlement: SettlementDetail }) {
  const { gross, refunded, promotion, commission, tax, sellerFee, unassigned, shares } = settlement
  const minus = (label: string, amount: WireMoney) => ({ label, amount: negative(amount), kind: 'change' as const })
  const tiers = shares.filter(({ tierLabel }) => tierLabel !== '')
  const sellers = shares.filter(({ tierLabel }) => tierLabel === '')
  const changes = [
    minus('Refunded', refunded),
    { label: 'Discount the platform pays for', amount: promotion, kind: 'change' as const },
    minus('Tax the platform owes', tax),
    minus('Stripe’s fee, borne by sellers', sellerFee),
    minus('Commission', commission),
    ...tiers.map((share) => ({ ...minus(`${share.tierLabel} ${share.sellerName}`, share.owed), href: hrefOf(share) })),
    minus('Belongs to nobody yet', unassigned),
  ].filter(({ amount }) => amount.minor !== '0')
  const [only, ...more] = sellers
  return (
    <Waterfall
      caption="From what the buyer paid to what sellers are owed"
      steps={[
        { label: 'Collected', amount: gross, kind: 'total' },
        ...changes,
        only !== undefined && more.length === 0
          ? { label: `Owed to ${only.sellerName}`, amount: only.owed, kind: 'total', href: hrefOf(only) }
          : { label: 'Owed to sellers', amount: sumOf(sellers, gross.currency), kind: 'total' },
      ]}
    />
  )
}

const hrefOf = ({ sellerId }: ShareDetail) => `/sellers/${sellerId}`
const negative = ({ minor, currency }: WireMoney): WireMoney => ({ minor: (-BigInt(minor)).toString(), currency })

function sumOf(shares: readonly ShareDetail[], currency: string): WireMoney {
  return { minor: shares.reduce((sum, { owed }) => sum + BigInt(owed.minor), 0n).toString(), currency }
}
