import { MoneyText } from '#components/money/money-text.tsx'
import { CopyId } from '#components/ui/copy-id.tsx'
import { Facts } from '#components/ui/facts.tsx'
import type { SettlementDetail } from '#lib/settlements/get-settlement.ts'

const PATTERNS: Readonly<Record<string, string>> = {
  separate: 'Separate charge and transfer',
  destination: 'Destination charge',
  direct: 'Direct charge',
}

/** What the settlement is about, with every id to copy. */
export function SettlementFacts({ settlement }: { readonly settlement: SettlementDetail }) {
  const ids = [
    { label: 'Invoice', id: settlement.invoiceId },
    { label: 'Charge', id: settlement.chargeId },
    { label: 'Balance transaction', id: settlement.balanceTransactionId },
    { label: 'Customer', id: settlement.customerId },
    { label: 'Order', id: settlement.orderId },
    { label: 'Transfer group', id: settlement.transferGroup },
  ].filter(({ id }) => id !== '')
  return (
    <Facts
      wide
      facts={[
        { label: 'Pattern', value: PATTERNS[settlement.pattern] ?? settlement.pattern },
        ...(settlement.pattern === 'direct'
          ? [{ label: 'Volume (the seller’s, not in our books)', value: <MoneyText amount={settlement.volume} /> }]
          : []),
        { label: 'Collected', value: <MoneyText amount={settlement.gross} /> },
        { label: 'Accounting day', value: settlement.accountingOn },
        { label: 'Stripe’s fee', value: <MoneyText amount={settlement.processorFee} /> },
        { label: 'Version', value: settlement.version.toString() },
        ...ids.map(({ label, id }) => ({ label, value: <CopyId id={id} noun={label.toLowerCase()} /> })),
      ]}
    />
  )
}
