import { MoneyText } from '#components/money/money-text.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import { TextLink } from '#components/ui/text-link.tsx'
import type { SettlementDetail } from '#lib/settlements/get-settlement.ts'

type SettlementFactsProps = { readonly settlement: SettlementDetail; readonly canReadEvents: boolean }

/** What the settlement is about, with every id to copy. */
export function SettlementFacts({ settlement, canReadEvents }: SettlementFactsProps) {
  const ids = [
    { label: 'Invoice', id: settlement.invoiceId, hasEvents: true },
    { label: 'Charge', id: settlement.chargeId, hasEvents: true },
    { label: 'Balance transaction', id: settlement.balanceTransactionId, hasEvents: false },
    { label: 'Customer', id: settlement.customerId, hasEvents: true },
    { label: 'Order', id: settlement.orderId, hasEvents: false },
    { label: 'Transfer group', id: settlement.transferGroup, hasEvents: false },
  ].filter(({ id }) => id !== '')
  return (
    <Facts
      wide
      facts={[
        { label: 'Collected', value: <MoneyText amount={settlement.gross} /> },
        { label: 'Accounting day', value: settlement.accountingOn },
        { label: 'Stripe’s fee', value: <MoneyText amount={settlement.processorFee} /> },
        { label: 'Version', value: settlement.version.toString() },
        ...ids.map(({ label, id, hasEvents }) => ({
          label,
          value: (
            <span className="flex min-w-0 flex-wrap items-baseline gap-x-3">
              <CopyId id={id} noun={label.toLowerCase()} />
              {hasEvents && canReadEvents ? <TextLink href={`/events?q=${id}`}>events</TextLink> : null}
            </span>
          ),
        })),
      ]}
    />
  )
}
