import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import type { SellerDetail } from '#lib/sellers/get-seller.ts'

/** Stripe's controller.losses.payments and controller.fees.payer in words; docs.stripe.com/api/accounts/object */
const LOSSES: Readonly<Record<string, string>> = { application: 'the platform', stripe: 'Stripe' }
const FEES: Readonly<Record<string, string>> = {
  account: 'the seller',
  application: 'the platform',
  application_custom: 'the platform',
  application_express: 'the platform',
}

/** Who the seller is and what Stripe says about the account. */
export function SellerFacts({ seller }: { readonly seller: SellerDetail }) {
  return (
    <Facts
      wide
      facts={[
        { label: 'Stripe account', value: <CopyId id={seller.stripeAccount} noun="Stripe account" /> },
        { label: 'E-mail', value: seller.email || '–' },
        { label: 'Country', value: seller.country || '–' },
        { label: 'Paid in', value: seller.currency },
        { label: 'Can be paid out', value: seller.payoutsEnabled ? 'yes' : 'no' },
        { label: 'Transfers', value: seller.transfersStatus },
        { label: 'Bears a negative balance', value: LOSSES[seller.lossesPayer] ?? 'not said by Stripe' },
        { label: 'Pays Stripe’s fees', value: FEES[seller.feesPayer] ?? 'not said by Stripe' },
        { label: 'Joined', value: seller.accountCreatedAt.slice(0, 10) },
        { label: 'First sale', value: seller.firstSaleAt?.slice(0, 10) ?? '–' },
        { label: 'Age counts from', value: seller.since.slice(0, 10) },
      ]}
    />
  )
}
