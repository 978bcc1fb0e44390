import { ButtonLink } from '#components/ui/button-link.tsx'
import type { SettlementDetail } from '#lib/settlements/get-settlement.ts'

/** Leads to what Stripe said about the invoice and the charge. */
export function EventLinks({ settlement }: { readonly settlement: SettlementDetail }) {
  const links = [
    { label: 'Invoice events', id: settlement.invoiceId },
    { label: 'Charge events', id: settlement.chargeId },
  ].filter(({ id }) => id !== '')
  return (
    <div className="flex flex-wrap gap-2">
      {links.map(({ label, id }) => (
        <ButtonLink key={id} href={`/events?q=${id}`} size="sm">
          {label}
        </ButtonLink>
      ))}
    </div>
  )
}
