import { MoneyText } from '#components/money/money-text.tsx'
import { Banner } from '#components/ui/banner.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { FailedPayout } from '#lib/settlements/failed-payout.ts'

type FailedPayoutNoteProps = { readonly payout: FailedPayout; readonly account: string }

/** The seller was sent money that came back: where it is now, and what the seller must do. */
export function FailedPayoutNote({ payout, account }: FailedPayoutNoteProps) {
  return (
    <Banner
      tone="warn"
      title="The last payout came back"
      action={<TextLink href={`/payouts/${account}/${payout.id}`}>Payout</TextLink>}
    >
      <p>
        The bank sent <MoneyText amount={payout.amount} /> of {payout.on} back
        {payout.why === '' ? '' : `: ${payout.why}`}. It is in the seller’s Stripe balance; the seller must correct the
        bank details before Stripe tries again.
      </p>
    </Banner>
  )
}
