import { TextLink } from '#components/ui/text-link.tsx'
import type { PanelPath } from '#lib/payouts/explain/panel-model.ts'

/** How the money of each sale went: order → charge → settlement → transfer → payout → trace id. */
export function ExplainPaths({ paths }: { readonly paths: readonly PanelPath[] }) {
  if (paths.length === 0) return <p className="text-ink-2 text-sm">No sale of this marketplace stands behind it.</p>
  return (
    <section className="flex flex-col gap-2">
      <h3 className="font-medium text-sm">The way of the money</h3>
      <ul className="flex flex-col gap-2 text-sm">
        {paths.map((path) => (
          <li key={`${path.settlementId}-${path.transferId}`} className="border-line border-l-2 pl-3">
            <ol className="flex flex-col gap-0.5">
              {stepsOf(path).map(({ label, id, href }) => (
                <li key={label} className="flex gap-2">
                  <span className="w-20 shrink-0 text-ink-3">{label}</span>
                  <span className="min-w-0 break-all">
                    {id === '' ? (
                      <span className="text-ink-3">not yet</span>
                    ) : href === '' ? (
                      id
                    ) : (
                      <TextLink href={href}>{id}</TextLink>
                    )}
                  </span>
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ul>
    </section>
  )
}

const stepsOf = ({ reference, chargeId, settlementId, transferId, payoutId, traceId, account }: PanelPath) => [
  { label: 'Order', id: reference, href: '' },
  { label: 'Charge', id: chargeId, href: '' },
  { label: 'Settlement', id: settlementId, href: `/settlements/${settlementId}` },
  { label: 'Transfer', id: transferId, href: '' },
  { label: 'Payout', id: payoutId, href: `/payouts/${account}/${payoutId}` },
  { label: 'Trace id', id: traceId, href: '' },
]
