import { MoneyText } from '#components/money/money-text.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { VarianceDetail } from '#lib/reconciliation/variances/get-variance.ts'

type VarianceFactsProps = { readonly variance: VarianceDetail; readonly isBeingResolved: boolean }

/** How much, since when, whose, and who works on it. */
export function VarianceFacts({ variance, isBeingResolved }: VarianceFactsProps) {
  const { amount, happenedOn, days, sellerId, sellerName, ticketId, proposalId, proposalState } = variance
  return (
    <Facts
      wide
      facts={[
        { label: 'Amount (there less due)', value: <MoneyText amount={amount} /> },
        { label: 'Of', value: `${happenedOn}, ${days} days ago` },
        ...(sellerId === ''
          ? []
          : [{ label: 'Seller', value: <TextLink href={`/sellers/${sellerId}`}>{sellerName}</TextLink> }]),
        {
          label: 'Ticket',
          value:
            ticketId === '' ? 'none yet' : <TextLink href={`/tickets/${ticketId}`}>its history and comments</TextLink>,
        },
        ...(proposalId === ''
          ? []
          : [
              {
                label: isBeingResolved ? 'Being resolved' : 'Proposed',
                value: (
                  <TextLink href={`/approvals/${proposalId}`}>{(proposalState ?? '').replaceAll('_', ' ')}</TextLink>
                ),
              },
            ]),
      ]}
    />
  )
}
